# "make run" and "make test" do all the set-up; they need Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV   := .venv
PINS   := constraints.txt
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation $(PINS:%=--constraint %)
UV     := .venv-uv/bin/uv
FAST   := tests --ignore=tests/test_sync_model.py --ignore=tests/test_sync_stress.py --ignore=tests/review/test_browser.py

.PHONY: run test test-busy lint coverage latest lowest pins messages bench clean

## The main job on the sample pages in content/zh, and where things stand after it.
run: $(VENV)/.run
	$(BIN)/i18n-pipeline sync
	$(BIN)/i18n-pipeline status

## Everything that CI holds a change to.
test: lint
	$(BIN)/pytest -n auto

## The lines that no test runs.
coverage: $(VENV)/.test
	$(BIN)/pytest -n auto --cov --cov-report=term

## The tests on two cores with four busy loops beside them.
test-busy: $(VENV)/.test
	$(BIN)/python -m tools.busy $(BIN)/pytest -n 2

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## The tests with the newest of everything that is installed.
latest:
	rm -rf .venv-latest
	$(MAKE) test VENV=.venv-latest PINS=

## The fast tests with the lowest versions that pyproject.toml allows.
lowest: $(UV)
	rm -rf .venv-lowest
	$(PYTHON) -m venv .venv-lowest
	$(UV) pip install --quiet --python .venv-lowest --resolution lowest-direct --editable '.[dev]'
	.venv-lowest/bin/pytest -n auto $(FAST)

## The newest versions that pyproject.toml allows into constraints.txt, for every Python and system.
pins: $(UV)
	echo setuptools | $(UV) pip compile --quiet --upgrade --universal --all-extras --no-annotate \
	  --python-version 3.11 --custom-compile-command 'make pins' --output-file constraints.txt pyproject.toml -

## The catalogs of the tool's own messages, in step with the code; then translate what is new.
messages: $(VENV)/.test
	$(BIN)/python -m tools.messages

## Speed and fidelity beside other tools, which it installs where they can be had; see docs/benchmarks.md.
bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.peers.install
	$(BIN)/python -m benchmarks.peers $(BENCH)

# Made anew when the pins change, so that it holds what they name and nothing else.
$(VENV)/.run: pyproject.toml $(PINS)
	$(PYTHON) -m venv --clear $(VENV)
	$(PIP) setuptools
	$(PIP) --editable .
	touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) --editable '.[dev]'
	touch $@

$(UV):
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install -qq --disable-pip-version-check uv

clean:
	rm -rf .venv .venv-latest .venv-lowest .venv-uv .venv-bench .mypy_cache .ruff_cache .hypothesis .coverage *.egg-info
