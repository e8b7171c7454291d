#!/usr/bin/env bash
# What development and the tests need: the locked packages in .venv, and a browser.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
state=$( (cat requirements/dev.txt; "$PYTHON" --version) | sha256sum | cut -d' ' -f1)
if [ "$(cat .venv/.installed-dev 2>/dev/null || true)" != "$state" ]; then
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "CoP needs Python 3.11 or newer." >&2; exit 1; }
  # Without pip its making was interrupted.
  .venv/bin/python -m pip --version >/dev/null 2>&1 || "$PYTHON" -m venv --clear .venv
  if command -v uv >/dev/null; then
    uv pip install -q --python .venv/bin/python --require-hashes --only-binary :all: -r requirements/dev.txt
  else
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/dev.txt
  fi
  echo "$state" > .venv/.installed-dev
fi
missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v xgettext >/dev/null || missing+=(gettext)
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" fonts-dejavu-core fonts-noto-core >/dev/null
  else
    echo "Install these packages first: ${missing[*]}" >&2; exit 1
  fi
fi
