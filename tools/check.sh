#!/usr/bin/env bash
# Lint, types, layers, migrations, settings, translations: every part runs, then the verdict.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()
part() { # part NAME COMMAND...
  local name=$1; shift
  if "$@" > "$log" 2>&1; then echo "ok      $name"; else echo "FAILED  $name"; tail -n 40 "$log"; failed+=("$name"); fi
}
log=$(mktemp); data=$(mktemp -d); trap 'rm -rf "$log" "$data"' EXIT
export COP_DATA_DIR=$data
part "ruff" $bin/ruff check .
part "ruff format" $bin/ruff format --check .
part "import layers" $bin/lint-imports
part "mypy" $bin/mypy cop forums repository rooms scenarios search
part "djlint" $bin/djlint templates --lint --quiet
part "djade" find templates -name "*.html" -exec $bin/djade --check --target-version 5.2 {} +
part "django-upgrade" find cop forums repository rooms scenarios search -name "*.py" -not -path "*/migrations/*" -exec $bin/django-upgrade --check --target-version 5.2 {} +
part "migrations" env COP_DEMO=true $bin/python manage.py makemigrations --check --dry-run
part "system checks" env COP_DEMO=true $bin/python manage.py check
part "deployment checks" env COP_DEMO=false COP_SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP-_ COP_SITE_URL=https://cop.example COP_ALLOWED_HOSTS=cop.example $bin/python manage.py check --deploy --fail-level WARNING
part "translations" $bin/python tools/messages.py check
if [ ${#failed[@]} -gt 0 ]; then echo "make check: failed: ${failed[*]}"; exit 1; fi
echo "make check: all good"
