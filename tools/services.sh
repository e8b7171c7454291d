#!/usr/bin/env bash
# PostgreSQL and Redis on private ports, for development and CI: services.sh start|stop|env
# Data lives in COP_SERVICES_DIR (default: a folder of this user under the temporary folder).
set -euo pipefail
dir=${COP_SERVICES_DIR:-${TMPDIR:-/tmp}/cop-services-$(id -u)}
pg_port=${COP_PG_PORT:-54329}
redis_port=${COP_REDIS_PORT:-63799}
pg_bin=${COP_PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)}
[ -n "$pg_bin" ] || pg_bin=$(dirname "$(command -v initdb || true)" 2>/dev/null || true)

as_postgres() { # PostgreSQL refuses to run as root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
our_redis_runs() { # the one that answers is the one whose number we kept; that alone may be another's by now
  local answers
  answers=$(redis-cli -p "$redis_port" info server 2>/dev/null | tr -d '\r' | sed -n 's/^process_id://p')
  [ -n "$answers" ] && [ "$answers" = "$(cat "$dir/redis.pid" 2>/dev/null)" ]
}
show() {
  echo "export DATABASE_URL=postgres://cop:cop@127.0.0.1:$pg_port/cop"
  echo "export REDIS_URL=redis://127.0.0.1:$redis_port/0"
}
start() {
  [ -x "$pg_bin/initdb" ] && command -v redis-server >/dev/null || {
    echo "Install the packages postgresql and redis-server first." >&2; exit 1; }
  mkdir -p "$dir"; chmod 755 "$dir"
  as_postgres test -x "$dir" || {
    echo "PostgreSQL's user cannot reach $dir; choose another folder with COP_SERVICES_DIR." >&2; exit 1; }
  if [ ! -f "$dir/pg/PG_VERSION" ]; then # made beside, so that it stands whole or not at all
    rm -rf "$dir/pg.half"; mkdir "$dir/pg.half"
    [ "$(id -u)" != 0 ] || chown postgres "$dir/pg.half"
    as_postgres "$pg_bin/initdb" -D "$dir/pg.half" -U cop --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
    rmdir "$dir/pg" 2>/dev/null || true
    mv "$dir/pg.half" "$dir/pg"
  fi
  if ! as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1; then
    as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" -w -o "-p $pg_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=200" -l "$dir/pg/log" start >/dev/null
  fi
  "$pg_bin/psql" -h 127.0.0.1 -p "$pg_port" -U cop -d postgres -tAc "select 1 from pg_database where datname='cop'" | grep -q 1 ||
    "$pg_bin/createdb" -h 127.0.0.1 -p "$pg_port" -U cop cop
  if ! our_redis_runs; then
    rm -f "$dir/redis.pid"
    redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --daemonize yes --pidfile "$dir/redis.pid" --dir "$dir" >/dev/null
    for _ in $(seq 30); do our_redis_runs && break; sleep 0.1; done # it ends with 0 even when the port is taken
    our_redis_runs || {
      echo "Redis did not start on port $redis_port; choose another one with COP_REDIS_PORT." >&2; exit 1; }
  fi
  show
}
stop() {
  as_postgres "$pg_bin/pg_ctl" -D "$dir/pg" -m fast stop >/dev/null 2>&1 || true
  if our_redis_runs; then kill "$(cat "$dir/redis.pid")"; fi
}
case "${1:-start}" in start) start ;; stop) stop ;; env) show ;; *) echo "services.sh start|stop|env" >&2; exit 2 ;; esac
