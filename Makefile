# make run   sets everything up and serves the demo        make test  sets everything up and runs every test
# make lint  every check that needs no running code        make bench the load and speed bars
# make lock  pins the packages anew                        make catalogues  collects texts to translate

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
# How many processes run tests at once.
PROCESSES ?= 2
BIN := .venv/bin
# uv installs in seconds what pip needs a minute for; both check every hash.
INSTALL := $(if $(shell command -v uv),uv pip install --python $(BIN)/python,$(BIN)/python -m pip install --disable-pip-version-check)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/messages.po))
STATIC := $(filter-out %.br %.gz,$(wildcard app/static/*))

.PHONY: run test lint bench lock catalogues ready ready-to-test
.DELETE_ON_ERROR:

run: export SUARA_ENV := development
run: export SUARA_BASE_URL := http://127.0.0.1:$(PORT)
run: ready
	@$(BIN)/flask db upgrade
	@$(BIN)/flask demo load
	@$(BIN)/python deploy/serve.py 127.0.0.1:$(PORT)

test: ready-to-test
	@# Each process has a stretch of its own, so one browser and server serve nearly all pages; the first to end helps.
	$(BIN)/pytest --numprocesses $(PROCESSES) --dist worksteal

lint: ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint templates --lint --quiet
	@# What citizens download is written without the formatter's indentation, for which a slow phone would pay.
	$(BIN)/djlint templates/auth templates/reports templates/staff --check --quiet
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml app surveys analytics

bench: ready-to-test
	$(BIN)/pytest tests/benchmarks --capture=no --override-ini addopts=-ra

ready: .venv/ready $(CATALOGUES) .venv/static
ready-to-test: .venv/ready-to-test $(CATALOGUES) .venv/static

# Each stamp is newer than what it was made from, so a second call does nothing.
.venv/ready: requirements.txt | .venv/bin/python
	$(INSTALL) --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/ready-to-test: requirements-dev.txt | .venv/bin/python
	$(INSTALL) --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/ready

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Suara needs Python 3.11 or newer, and found none." >&2; exit 1; }
	$(PYTHON) -m venv .venv

%.mo: %.po | .venv/ready
	$(BIN)/pybabel --quiet compile -i $< -o $@

.venv/static: $(STATIC) app/commands/static.py | .venv/ready
	SUARA_ENV=development $(BIN)/flask static build
	@touch $@

catalogues: .venv/ready-to-test
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --no-location --sort-output --width 120 \
		--keyword lazy_gettext --keyword lazy_ngettext:1,2 --project Suara --output .venv/messages.pot .
	$(BIN)/pybabel --quiet update --input-file .venv/messages.pot --output-dir app/translations --width 120 \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

lock: .venv/ready-to-test
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --universal --no-header --no-emit-index-url \
		--upgrade -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.txt --generate-hashes --universal --no-header \
		--no-emit-index-url --upgrade -o requirements-dev.txt
