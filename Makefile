# What people type. `make help` prints this list; how each works is in docs/operations.md.
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin
FLASK := $(BIN)/flask --app wsgi
# Without a key Stripe is our own stand-in, at a port that goes with ours: several may run at once.
STAND_IN = $$(test -n "$$STRIPE_SECRET_KEY" || echo http://127.0.0.1:$$(($(PORT) < 58000 ? $(PORT) + 7111 : $(PORT) - 7111)))
READY := $(PYTHON) foundation/launch/prepare.py

.DEFAULT_GOAL := help
.PHONY: help run install tools test check format lock prove bench

help: ## print this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: ## everything on one machine: make run, or make run PORT=5001
	@$(READY) --port "$(PORT)"
	@FAIRTAKE_URL="$${FAIRTAKE_URL:-http://localhost:$(PORT)}" STRIPE_API_BASE="$${STRIPE_API_BASE:-$(STAND_IN)}" \
		exec $(FLASK) launch --port "$(PORT)"

install: ## the virtual environment with what the application needs
	@$(READY)

tools: ## and what developing and testing needs
	@$(READY) --tools

test: tools ## the whole suite
	@$(BIN)/python -m pytest -n 2 --dist worksteal

prove: tools ## the slow proofs, at full size
	@$(BIN)/python -m pytest -m proof

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

bench: tools ## the ratios that the design promises; some by name: make bench ONLY=page_vs_flask_hello
	@$(BIN)/python -m bench $(ONLY)
