# `make run` and `make test` need Python 3.11 or newer and nothing else.

PORT ?= 8000
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)

python = .venv/bin/python
pip_install = $(python) -m pip install -qq --disable-pip-version-check
compile = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: help run test lint format lock clean

help:
	@echo 'make run      the site with its demo story, on http://127.0.0.1:8000 (PORT=8001 make run)'
	@echo 'make test     the whole test suite'
	@echo 'make lint     check the code and the templates'
	@echo 'make format   format the code'
	@echo 'make lock     compile requirements*.in into requirements*.txt (needs uv)'
	@echo 'make clean    remove the environment; your data in var/ stays'

run test: export NEWSROOM_LOCAL = 1

run: .venv/site
	@$(python) manage.py serve --port '$(PORT)'

test: .venv/site .venv/tests
	@$(python) -m pytest $(ARGS)

lint: .venv/site .venv/tests
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m djlint --lint templates

format: .venv/site .venv/tests
	$(python) -m ruff check --fix .
	$(python) -m ruff format .

lock:
	$(compile) requirements.in --output-file requirements.txt
	$(compile) requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis

# Each file below is empty and marks a step as done: make repeats the step when what it was made
# from is newer, or when the step was interrupted.

.venv/site: requirements.txt .venv/made
	@echo 'Installing what the site needs (once; about a minute) ...'
	@$(pip_install) --requirement requirements.txt
	@touch $@

.venv/tests: requirements-dev.txt .venv/site
	@echo 'Installing what the tests need ...'
	@$(pip_install) --requirement requirements-dev.txt
	@touch $@

.venv/made:
	@test -n '$(PYTHON)' && command -v '$(PYTHON)' >/dev/null || { \
		echo 'Python 3.11 or newer is needed and was not found. Name yours: PYTHON=... make run'; \
		exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Python 3.11 or newer is needed, and $(PYTHON) is older.'; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
		echo '$(PYTHON) cannot make environments: install its venv module (Debian: python3-venv).'; \
		exit 1; }
	@echo 'Making a Python environment in .venv ...'
	@'$(PYTHON)' -m venv --clear .venv
	@touch $@
