# Marquee's commands. They need Python 3.11 or newer, git and make; everything else they install
# into .venv. `make` alone lists them.

PYTHON_BIN = .venv/bin/python
TEST_PROCESSES ?= 2

.PHONY: help setup run dev test check format types lock

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  PORT=8055 and DATA_DIR=/srv/marquee change where the site answers and where it keeps its data;"
	@echo "  docs/operating.md tells of all the other settings."

setup: ## make the environment (.venv) and nothing else
	@sh requirements/install.sh base services

run: setup ## make what is missing and serve the site on http://127.0.0.1:8000
	@exec $(PYTHON_BIN) -m config.server

dev: ## serve it for development: errors in full, files read anew at each change
	@sh requirements/install.sh base dev
	@DEBUG=true $(PYTHON_BIN) manage.py first_run
	@DEBUG=true exec $(PYTHON_BIN) manage.py runserver "$${PORT:-8000}"

test: ## run the whole suite; ARGS="tests/films -k money" chooses
	@sh requirements/install.sh base dev
	@$(PYTHON_BIN) -m pytest -n $(TEST_PROCESSES) --dist worksteal $(ARGS)

check: ## run everything that needs no tests: format, lint, templates, types, settings, migrations
	@sh requirements/install.sh base dev
	@.ci/check

format: ## put code and templates into form
	@sh requirements/install.sh base dev
	@$(PYTHON_BIN) -m ruff format .
	@$(PYTHON_BIN) -m ruff check --fix .
	@git ls-files -z 'templates/**.html' | xargs -0 .venv/bin/djade --target-version 5.2

types: ## check the types of the pure and domain modules
	@sh requirements/install.sh base dev
	@$(PYTHON_BIN) -m mypy config films reviews

lock: ## write the locked requirements anew; ARGS="--upgrade" takes newer versions
	@sh requirements/install.sh base dev
	@sh requirements/lock.sh $(ARGS)
