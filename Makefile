# Two commands do it all on a fresh machine: `make run` opens the app, `make test` passes the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# The tests start the program some thousand times: what was compiled once is kept, wherever a machine says otherwise.
export PYTHONDONTWRITEBYTECODE :=
SOURCES := pyproject.toml packaging/constraints.txt packaging/setup.sh packaging/fetch_resources.py tests/independent/package-lock.json
PAGE := packaging/verifier.sh packaging/verifier_words.py $(shell find resources/verifier -type f -not -path '*/built/*' 2>/dev/null)

# What tests write stands in memory, where there is enough: some ten thousand commits wait for no disk. `make bench` does.
IN_MEMORY := $(shell test -w /dev/shm && awk '/MemAvailable/ && $$2 > 8000000 {print "TMPDIR=/dev/shm"}' /proc/meminfo)

.PHONY: setup run test check bench tour lint translations clean

setup: $(STAMP)

$(STAMP): $(SOURCES) $(PAGE) $(wildcard resources/translations/*/LC_MESSAGES/*.po)
	PYTHON="$(PYTHON)" VENV="$(VENV)" sh packaging/setup.sh
	@touch $(STAMP)

run: setup
	$(BIN)/assessor-app

lint: setup
	$(BIN)/ruff format --check src tests packaging
	$(BIN)/ruff check src tests packaging
	$(BIN)/lint-imports --cache-dir build/import_linter
	$(BIN)/mypy

test: lint
	$(IN_MEMORY) QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n 2 --dist worksteal

check: setup
	$(IN_MEMORY) QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n 2 --dist worksteal -m slow

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -s -p no:randomly -m bench tests/benchmarks

tour: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/assessor-app tour --out build/tour
	$(BIN)/python tests/issuer/console_tour.py --out build/tour
	$(BIN)/python tests/issuer/verifier_tour.py --out build/tour

# The catalogue of all words that people read, and every translation brought up to it.
translations: setup
	$(BIN)/pybabel -q extract -F packaging/babel.cfg -k "pgettext:1c,2" --no-location --sort-output --project assessor-app --omit-header -o resources/translations/assessor.pot .
	for file in resources/translations/*/LC_MESSAGES/assessor.po; do [ -f "$$file" ] || continue; \
	  $(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D assessor -i resources/translations/assessor.pot -o "$$file" -l "$$(basename $$(dirname $$(dirname $$file)))"; done
	$(BIN)/python packaging/fetch_resources.py
	sh packaging/verifier.sh $(BIN)/python

clean:
	rm -rf $(VENV) build dist resources/fonts resources/icons resources/verifier/built
