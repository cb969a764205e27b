# make run    set up and serve the demo school on 127.0.0.1:8000
# make test   the whole suite: SQLite, PostgreSQL, a real browser
# make check  the gate: format, lint, types, house tests, migrations, missing Latvian words
# make clean  forget .venv and what the tools keep; the database under var/ stays

.DEFAULT_GOAL := run
.PHONY: run work test check format clean

# The newest Python that is here, 3.11 or later; PYTHON=… names another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt
WORKERS ?= 2

run: export DVB_DEMO ?= 1
run: .venv/.run
	@exec $(PY) -m app serve

work: export DVB_DEMO ?= 1
work: .venv/.run
	@exec $(PY) -m app work

test: .venv/.dev
	@$(PY) -m pytest -n $(WORKERS) --dist loadscope $(ARGS)

check: .venv/.dev
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m pytest tests/house
	@$(PY) -m app words

format: .venv/.dev
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A stamp says what was installed last; pip runs only when a list is newer than it.
.venv/.run: requirements.txt constraints.txt | $(PY)
	@echo "Installing the packages (once)…"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: requirements.txt requirements-s3.txt requirements-dev.txt constraints.txt | $(PY)
	@echo "Installing the packages for tests (once)…"
	@$(PIP) -r requirements-dev.txt
	@touch $@ .venv/.run

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; PYTHON=/path/to/python names it." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
