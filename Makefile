# Safar's commands. `make run` and `make test` do all of their own set-up; nothing else needs to be installed first
# but Python 3.11 or newer and make.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet

.PHONY: run test tests check style types format messages help
.DEFAULT_GOAL := help

help:
	@echo "make run     install everything, start the database and serve a demonstration on http://localhost:8000"
	@echo "make test    install everything and run every check and test"
	@echo "make check   the checks alone: style, types, borders, catalogues"
	@echo "make format  put the code into its standard form"

run: .venv/run-ready node_modules/.run-ready locale/.compiled
	@$(BIN)/safar run

# Types are checked beside the tests: by itself that keeps one processor busy for a minute and the other idle.
test: style
	@$(MAKE) --no-print-directory --jobs=2 types tests

check: style types

style: .venv/test-ready node_modules/.test-ready locale/.compiled
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: .venv/test-ready
	$(BIN)/mypy

tests: .venv/test-ready node_modules/.test-ready locale/.compiled
	$(BIN)/python -m pytest --numprocesses 2

format: .venv/test-ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: .venv/test-ready
	$(BIN)/safar messages
	$(BIN)/safar glossary

.venv/bin/pip:
	@echo "Making a Python environment in .venv …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Safar needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv .venv

.venv/run-ready: requirements/run.txt pyproject.toml | .venv/bin/pip
	@echo "Installing the locked packages …"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test-ready: requirements/test.txt .venv/run-ready
	@echo "Installing the locked packages of the tests …"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# Where a machine has no npm, a wheel brings one.
node_modules/.run-ready: package-lock.json | .venv/run-ready
	@echo "Installing the style sheet and the typeface …"
	@command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements/node.txt
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --omit=dev --no-audit --no-fund --silent
	@touch $@

node_modules/.test-ready: package-lock.json | node_modules/.run-ready
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --no-audit --no-fund --silent
	@touch $@ node_modules/.run-ready

locale/.compiled: $(wildcard locale/*/LC_MESSAGES/django.po) | .venv/run-ready
	@$(BIN)/python -m safar.plumbing.messages
	@touch $@
