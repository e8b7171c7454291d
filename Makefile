PYTHON ?= python3
PORT ?= 8000
VENV := .venv/bin
export PORT

.PHONY: serve test check bench services services-stop lock messages install-dev help

serve: ## The site with the demo community on http://localhost:8000 (PORT=8001 for another port)
	@$(PYTHON) tools/serve.py

test: install-dev ## Every test, browser included
	@$(VENV)/python tools/messages.py compile
	@$(VENV)/pytest -n 2 --dist loadgroup $(ARGS)

check: install-dev ## Lint, types, layers, migrations, translations
	@bash tools/check.sh

bench: install-dev ## The figures, one `name: value unit` a line
	@$(VENV)/python tools/bench.py --serve

services: ## PostgreSQL and Redis for development, on private ports
	@bash tools/services.sh start

services-stop: ## Stop both of them
	@bash tools/services.sh stop

messages: install-dev ## Bring locale/*.po up to date with the source
	@$(VENV)/python tools/messages.py update

install-dev: ## What the tests need: packages in .venv, Chromium and gettext
	@bash tools/install_dev.sh

lock: install-dev ## Lock requirements/*.in with hashes
	@$(VENV)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/base.in -o requirements/base.txt
	@$(VENV)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements/dev.in -o requirements/dev.txt

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile
