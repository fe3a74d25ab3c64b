# "make run" and "make test" do all the set-up; they need Python 3.10 or newer, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: run test lint messages bench clean

## The main job on the sample pages in content/zh, and where things stand after it.
run: $(READY)
	$(BIN)/i18n-pipeline sync
	$(BIN)/i18n-pipeline status

## Everything that CI holds a change to.
test: lint
	$(BIN)/pytest -n auto --cov --cov-report=term

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

## The catalogs of the tool's own messages, in step with the code; then translate what is new.
messages: $(READY)
	$(BIN)/python -m tools.messages

## Speed and fidelity beside other tools, which it installs where they can be had; see docs/benchmarks.md.
bench: $(READY)
	$(BIN)/python -m benchmarks.peers.install
	$(BIN)/python -m benchmarks.peers $(BENCH)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

clean:
	rm -rf $(VENV) .venv-bench .mypy_cache .ruff_cache .hypothesis .coverage *.egg-info
