PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test messages

demo: $(VENV)/.installed
	$(BIN)/auditor demo

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q $(VENV) auditor screens checklists || true
	touch $@

$(VENV)/.installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q $(VENV) auditor screens checklists || true
	touch $@

CLICK := $$($(BIN)/python -c 'import pathlib, click; print(pathlib.Path(click.__file__).parent)')
EXTRACT := $(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k _ -k N_ -k ngettext:1,2
UPDATE := $(BIN)/pybabel -q update -d auditor/locale --no-fuzzy-matching --ignore-obsolete --omit-header -N

messages: $(VENV)/.installed-dev
	$(EXTRACT) -o auditor/locale/auditor.pot auditor screens
	$(EXTRACT) -o auditor/locale/click.pot $(CLICK)
	for language in sv nb; do for domain in auditor click; do \
		$(UPDATE) -D $$domain -i auditor/locale/$$domain.pot -l $$language; done; done
	rm auditor/locale/auditor.pot auditor/locale/click.pot
	for domain in auditor click; do $(BIN)/pybabel -q compile -d auditor/locale -D $$domain; done
