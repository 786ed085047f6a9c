# The only list of commands. `make demo` and `make test` set up everything they need by themselves.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := .tools/bin/uv
export PYTHONPATH :=
# The machine's own list of certificates and index of packages count, as they do for pip.
export UV_SYSTEM_CERTS := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock format reference clean

help:  ## what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/runtime  ## run the main job on the Kaur example into out/kaur-2024/
	@$(BIN)/payung demo kaur --out out/kaur-2024

test: $(VENV)/dev  ## run all tests
	@$(BIN)/pytest -q -n 2

check: $(VENV)/dev  ## ruff, mypy, import-linter, generated reference current
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/payung reference --check

bench: $(VENV)/dev  ## measure speed and memory against floors of the same run, into bench/results.json
	@$(BIN)/python -m bench

format: $(VENV)/dev  ## format the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

reference: $(VENV)/dev  ## write docs/reference again from the code
	@$(BIN)/payung reference

lock: $(UV)  ## pin and hash the dependencies anew
	@PYTHONPATH=.tools $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/runtime.in -o requirements/runtime.lock
	@PYTHONPATH=.tools $(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/dev.in -c requirements/runtime.lock -o requirements/dev.lock

clean:  ## remove what was installed and made (never the database)
	@rm -rf $(VENV) .tools out

# Where uv cannot reach the packages, pip may: it knows the index and the proxy that are configured here.
# Compiled once here, or a machine that keeps no bytecode compiles 1,200 modules at every start.
install = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements/$(1).lock \
	|| $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/$(1).lock

$(UV):
	@echo "Menyiapkan pemasang paket ..." >&2
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action ignore --upgrade --target .tools uv

$(VENV)/bin/python: | $(UV)
	@$(UV) venv --quiet --python $(PYTHON) --no-python-downloads $(VENV)

$(VENV)/runtime: requirements/runtime.lock pyproject.toml $(VENV)/bin/python
	@echo "Memasang pustaka yang terkunci ..." >&2
	@$(call install,runtime)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev: requirements/dev.lock $(VENV)/runtime
	@$(call install,dev)
	@touch $@
