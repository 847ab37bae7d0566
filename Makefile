# Two commands do everything: `make letter` and `make test`. Nothing else is needed first.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: letter paper test bench messages house-style accept clean

letter: .venv/installed ## make the example letter
	@$(BIN)/drafter render inputs/letters/minusma-voortgang.yaml

paper: .venv/installed ## make the example position paper
	@$(BIN)/drafter render inputs/papers/gender-vrede-veiligheid.yaml

test: .venv/tested ## check style, types and behaviour
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

accept: .venv/tested ## renew the expected texts in tests/cases; read the diff
	$(BIN)/pytest tests/test_cases.py --accept

bench: .venv/tested ## compare with docxtpl and python-docx
	$(BIN)/python benchmarks/compare.py

messages: .venv/tested ## bring the Dutch messages in line with the code
	$(BIN)/python drafter/locale/update.py

house-style: .venv/tested ## make the house style from its measures
	$(BIN)/python templates/house-style/build.py

clean:
	rm -rf .venv tests/judges/node_modules

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "drafter needs Python 3.11 or later; name it with: make letter PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
