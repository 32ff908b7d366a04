# The two commands to know: `make demo` and `make test`.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8000
DEMO_DIR ?= demo/data
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
CODE := mappings archive indexer search_api ui fundstelle training bench tests

.DEFAULT_GOAL := help
.PHONY: help install demo test check format serve bench train lock browser elasticsearch clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/app.stamp: requirements/app.txt requirements/build.txt pyproject.toml
	@echo "==> installing Fundstelle into .venv ($(PYTHON))"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "python3-venv is missing: apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) --require-hashes -r requirements/build.txt -r requirements/app.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/app.stamp requirements/dev.txt
	@echo "==> installing the tools for tests and checks into .venv"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

install: .venv/dev.stamp ## make .venv with everything: the program, tests, checks, training
	@echo "ready: $(BIN)/fundstelle --help"

demo: .venv/app.stamp ## install, index the demo archive, serve it on 127.0.0.1 (PORT=8000)
	@echo "==> indexing the demo archive into $(DEMO_DIR)"
	@FUNDSTELLE_DATA_DIR=$(DEMO_DIR) $(BIN)/fundstelle index demo/articles.jsonl.gz
	@echo "==> serving; stop with Ctrl-C"
	@FUNDSTELLE_DATA_DIR=$(DEMO_DIR) exec $(BIN)/fundstelle serve --port $(PORT)

test: .venv/dev.stamp browser elasticsearch ## install what the tests need and run them all
	@echo "==> running the tests"
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/dev.stamp ## formatting, lints, types, import contracts, templates
	@$(BIN)/ruff format --check $(CODE)
	@$(BIN)/ruff check --no-cache $(CODE)
	@$(BIN)/djlint --lint --quiet ui/templates
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@echo "check: all good"

format: .venv/dev.stamp ## let ruff rewrite what it can
	@$(BIN)/ruff format $(CODE)
	@$(BIN)/ruff check --fix $(CODE)

serve: .venv/app.stamp ## serve your own archive (FUNDSTELLE_DATA_DIR)
	@$(BIN)/fundstelle serve --port $(PORT)

bench: .venv/dev.stamp ## measure search, indexing and enrichment on this machine
	@$(BIN)/python -m bench

.venv-training/stamp: requirements/training.txt
	@echo "==> installing TensorFlow and the rest that training needs into .venv-training"
	@$(PYTHON) -m venv .venv-training
	@.venv-training/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

train: .venv-training/stamp ## train the shipped model again from training/corpora
	@.venv-training/bin/python -m training.train

LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11
lock: .venv/dev.stamp ## pin every dependency again, with hashes
	@$(LOCK) pyproject.toml -o requirements/app.txt
	@$(LOCK) pyproject.toml --group dev -c requirements/app.txt -o requirements/dev.txt
	@$(LOCK) pyproject.toml --group training -c requirements/dev.txt -o requirements/training.txt
	@$(LOCK) --group build -c requirements/dev.txt -o requirements/build.txt

browser:
	@command -v chromium >/dev/null || if [ "$$(id -u)" = 0 ]; then \
	  echo "==> installing Debian's chromium for the browser tests"; \
	  apt-get update -qq && apt-get install -qq -y chromium fonts-dejavu-core >/dev/null; \
	else \
	  echo "The browser tests need Debian's chromium. As root: apt-get install chromium" >&2; exit 1; \
	fi

elasticsearch: .venv/dev.stamp
	@$(BIN)/python -m tests.elasticsearch.prepare

clean: ## remove .venv, caches and the demo's index
	@rm -rf .venv .venv-training .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis $(DEMO_DIR)
