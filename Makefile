# Two commands matter: `make run` and `make test`. Each sets up its own .venv.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
DRAFT  := drafts/two-factor-sign-in
EXAMPLE := tui/designdoc_tui/examples/two-factor-sign-in

.PHONY: run test lint types contracts pytest bench crash fuzz search fix snapshots clean

run: $(READY) $(DRAFT)/design.yaml
	@if [ -t 0 ] && [ -t 1 ]; then \
	    $(BIN)/designdoc-tui $(DRAFT); \
	else \
	    echo "no terminal here to open the wizard in: rendering the example draft instead" >&2; \
	    $(BIN)/designdoc-tui render $(DRAFT)/design.yaml; \
	fi

# The wizard works on a copy, so that the example stays as shipped.
$(DRAFT)/design.yaml:
	@mkdir -p $(DRAFT)
	@cp $(EXAMPLE)/design.yaml $@

test: lint types contracts pytest

lint: $(READY)
	$(BIN)/ruff check tui screens tests
	$(BIN)/ruff format --check tui screens tests

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

# Two more at once than there are processors: many tests wait for a screen or for another process.
pytest: $(READY)
	$(BIN)/pytest -n $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 2)') --dist loadgroup

# Kills the program while somebody types, 500 times; a few kills are part of `make test`.
# One run: make crash CRASH="--kills 50 --seed 7"
crash: $(READY)
	$(BIN)/python -m tests.crash $(CRASH)

# Timing lives here and nowhere else: it is no part of `make test`.
bench: $(READY)
	$(BIN)/python -m tests.benchmarks

# Minutes of random edits; no part of `make test` either. One run: make fuzz FUZZ="preview --seed 7"
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz $(FUZZ)

# The laws of the test suite on documents made at random: each run tries others. What one finds
# becomes an `@example` of its test.
search: $(READY)
	$(BIN)/pytest -n auto --hypothesis-profile searching tests/property tests/unit

fix: $(READY)
	$(BIN)/ruff check --fix tui screens tests
	$(BIN)/ruff format tui screens tests

# Redraws the pictures in snapshots/. Look at each one before committing it.
snapshots: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup --snapshot-update tests/snapshots

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "designdoc-tui needs Python 3.11 or newer; set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) drafts
