#!/usr/bin/env bash
# PostgreSQL and Redis on private ports, for development and CI: services.sh start|stop|env
# Data lives in COP_SERVICES_DIR (default: a folder of this user under the temporary folder).
set -euo pipefail
dir=${COP_SERVICES_DIR:-${TMPDIR:-/tmp}/cop-services-$(id -u)}
pg_port=${COP_PG_PORT:-54329}
redis_port=${COP_REDIS_PORT:-63799}
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
[ -n "$pg_bin" ] || pg_bin=$(dirname "$(command -v initdb || true)" 2>/dev/null || true)

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
show() {
  echo "export DATABASE_URL=postgres://cop:cop@127.0.0.1:$pg_port/cop"
  echo "export REDIS_URL=redis://127.0.0.1:$redis_port/0"
}
start() {
  [ -x "$pg_bin/initdb" ] && command -v redis-server >/dev/null || {
    echo "Install the packages postgresql and redis-server first." >&2; exit 1; }
  mkdir -p "$dir"; chmod 755 "$dir"
  if [ ! -d "$dir/pg" ]; then
    mkdir -p "$dir/pg"
    [ "$(id -u)" != 0 ] || chown postgres "$dir/pg"
    as_postgres "$pg_bin/initdb" -D "$dir/pg" -U cop --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  fi
  if ! as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1; then
    as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" -w -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200" -l "$dir/pg/log" start >/dev/null
  fi
  "$pg_bin/psql" -h 127.0.0.1 -p "$pg_port" -U cop -d postgres -tAc "select 1 from pg_database where datname='cop'" | grep -q 1 ||
    "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U cop cop
  if ! { [ -f "$dir/redis.pid" ] && kill -0 "$(cat "$dir/redis.pid")" 2>/dev/null; }; then
    redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --daemonize yes --pidfile "$dir/redis.pid" --dir "$dir" >/dev/null
  fi
  show
}
stop() {
  as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" -m fast stop >/dev/null 2>&1 || true
  if [ -f "$dir/redis.pid" ]; then kill "$(cat "$dir/redis.pid")" 2>/dev/null || true; fi
}
case "${1:-start}" in start) start ;; stop) stop ;; env) show ;; *) echo "services.sh start|stop|env" >&2; exit 2 ;; esac
