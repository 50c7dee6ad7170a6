PYTHON ?= python3
VENV = .venv
BIN := $(VENV)/bin
# What is installed beside the program: `test` for the tests alone, `dev` for what reads the code too.
TOOLS ?= test
# The exact versions to install; empty for the newest that pyproject.toml admits.
LOCK = requirements/tested.txt
# Both names, because from version 25.3 on pip constrains what builds the program apart from the program.
PIP := $(if $(LOCK),PIP_CONSTRAINT=$(LOCK) PIP_BUILD_CONSTRAINT=$(LOCK)) \
	$(BIN)/pip install --quiet --disable-pip-version-check
CATALOGS := $(wildcard auditor/locale/*/LC_MESSAGES/*.po)

.PHONY: demo test code simulate pytest test-all test-oldest test-newest bench messages docs lock

demo: $(VENV)/.installed
	$(BIN)/auditor demo

# What reads the code takes one core, and the tests what is left.
test: $(VENV)/.installed-dev
	$(MAKE) --jobs 2 TOOLS=dev code pytest

code: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pytest: $(VENV)/.installed-$(TOOLS)
	$(BIN)/pytest -n 4 --dist worksteal

# make test-3.12: the same with another Python, beside the usual environment.
test-3.%:
	$(MAKE) test PYTHON=python3.$* VENV=.venv-3.$*

test-oldest:
	$(MAKE) pytest VENV=.venv-oldest LOCK=requirements/oldest.txt

test-newest:
	rm -rf .venv-newest
	$(MAKE) pytest VENV=.venv-newest LOCK=

# Every case of every test, and those that ask for a database on both engines; a test run leaves out some that are alike.
test-all: $(VENV)/.installed-test
	AUDITOR_TESTS=all $(BIN)/pytest -n 4 --dist worksteal

# A thousand seeds in place of the few of every test run.
simulate: $(VENV)/.installed-dev
	AUDITOR_SEEDS=1000 $(BIN)/pytest -n 4 --dist worksteal tests/simulation

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks

$(VENV)/.installed: EXTRA :=
$(VENV)/.installed: $(CATALOGS)
$(VENV)/.installed-test: EXTRA := [test]
$(VENV)/.installed-dev: EXTRA := [dev]
$(VENV)/.installed $(VENV)/.installed-test $(VENV)/.installed-dev: pyproject.toml $(LOCK)
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e '.$(EXTRA)'
	$(BIN)/python -m compileall -q -j 0 $(VENV) auditor screens checklists || true
	touch $@

messages: $(VENV)/.installed-dev
	$(BIN)/python -m tools.messages

docs: $(VENV)/.installed-dev
	$(BIN)/python -m tools.references

lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --disable-pip-version-check --upgrade uv
	$(call locked,tested,highest)
	$(call locked,oldest,lowest-direct)

# One file for every supported Python and system: where they differ, a line says for which it is.
locked = .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --no-annotate \
	--custom-compile-command 'make lock' --all-extras --resolution $(2) \
	--output-file requirements/$(1).txt pyproject.toml
