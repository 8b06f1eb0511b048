# What people type. `make help` prints this list; how each works is in docs/operations.md.
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi

.DEFAULT_GOAL := help
.PHONY: help run install tools test check format lock prove bench

help: ## print this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: .venv/installed ## virtual environment with what the application needs

tools: .venv/tools ## and what developing and testing it needs

.venv/installed: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --require-hashes -r requirements.txt
	touch $@

.venv/tools: .venv/installed pyproject.toml
	$(BIN)/python -c "import tomllib; print('\n'.join(tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['dev']))" > .venv/tools.txt
	$(BIN)/pip install -q -r .venv/tools.txt
	touch $@

run: install ## everything on one machine, at http://127.0.0.1:$(PORT)
	$(FLASK) database upgrade
	$(BIN)/gunicorn "wsgi:create_app()" -b 127.0.0.1:$(PORT) --worker-class gthread --threads 8

test: tools ## the whole suite
	$(BIN)/python -m pytest

check: tools ## format, lint, types, contracts, architecture tests
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/architecture

format: tools ## put the code in the one format
	$(BIN)/ruff format -q .
	$(BIN)/ruff check -q --fix .

lock: tools ## write requirements.txt from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml -q --python-version 3.11 --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.txt

bench: tools ## the ratios that the design promises
	$(BIN)/python -m bench
