# Parley. `make` alone explains the targets. Needed: Python 3.11 or newer, make, git.
SHELL := /bin/sh
PYTHON ?= python3
INSTALLER ?= uv
ARGS ?=
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_PYTHON_DOWNLOADS := never

# Everything runs on the environment's own Python, called by its path, and finds the environment's tools first.
py := .venv/bin/python
run := PATH="$$(pwd -P)/.venv/bin:$$PATH"
uv := .venv/bin/uv pip
compile := $(uv) compile --quiet --system-certs --generate-hashes --no-header --universal --fork-strategy fewest --python $(py) $(if $(UPGRADE),--upgrade)

# JupyterLab as it comes asks the network for news, updates and extensions: not here.
quiet := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate --LabApp.extension_manager=readonly \
  --LabApp.app_settings_dir="$$(pwd -P)/.jupyter"

# An environment that does not run, or was made for another folder (a moved copy), is made anew.
usable := $(shell $(py) -c '' 2>/dev/null && [ "$$(cat .venv/.made)" = "$$(pwd -P)" ] && echo yes)

.PHONY: help env repro test lab scores check lint lock clean _scm _remake
.DEFAULT_GOAL := help

help: ## this page
	@echo "Parley: news articles about a conflict -> tables of events and interactions, a network, PDF reports."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "Every target builds the environment (.venv) first where it is missing or older than requirements.lock."
	@echo "Options: ARGS='...' is handed on (make test ARGS='-k dates', make repro ARGS=--force, make lab ARGS=--no-browser);"
	@echo "         PYTHON=/path/to/python3.12 names the Python to build on; INSTALLER=pip leaves uv out."
	@echo "Without make: '. .venv/bin/activate', then parley, dvc repro, pytest, jupyter lab."

env: .venv/.installed .venv/bin/parley _scm ## build the environment in .venv (the other targets do it by themselves)

repro: env ## rebuild every table, figure and report that is out of date
	@$(run) $(py) -m dvc repro $(ARGS)
	@echo; echo "Tables:"; find data/tables -type f ! -name '.*' 2>/dev/null | LC_ALL=C sort | sed 's/^/  /'
	@echo "Reports:"; find reports -type f -name '*.pdf' 2>/dev/null | LC_ALL=C sort | sed 's/^/  /'

test: env ## run every test
	@$(run) $(py) -m pytest $(ARGS)

lab: env ## open JupyterLab on the notebooks
	@$(run) PYTHONPATH="$$(pwd -P)" $(py) -m jupyterlab --LabApp.default_url=/lab/tree/notebooks $(quiet) $(ARGS)

scores: env ## compare the coder with the hand-coded sentences, field by field
	@$(run) $(py) -m analysis scores $(ARGS)

check: env ## check every hand-made table (actors, verbs, places, cases, corrections): what is wrong, in which row
	@$(run) $(py) -m analysis check $(ARGS)

lint: env ## check the style of the code
	@$(run) $(py) -m ruff check $(ARGS)

lock: .venv/.made ## after a change in pyproject.toml: write requirements.lock and tools.lock (newest of all: make lock UPGRADE=1)
	@[ -x .venv/bin/uv ] || { echo "make lock needs uv, which could not be installed (.venv/uv.log says why)." >&2; exit 1; }
	@cp tools.lock requirements.lock .venv/
	@$(compile) pyproject.toml --group test --output-file .venv/requirements.lock
	@$(compile) --group tools --output-file .venv/tools.lock
	@for f in requirements.lock tools.lock; do \
	  if cmp -s .venv/$$f $$f; then echo "$$f: as it was"; else cp .venv/$$f $$f; echo "$$f: written; 'make env' installs it"; fi; done

clean: ## remove the environment, the caches and data/interim (your articles and tables, data/tables and reports stay)
	@rm -rf .venv data/interim .dvc/tmp .dvc/cache .pytest_cache .ruff_cache .hypothesis
	@find . -name .git -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +
	@echo "Removed: the environment, the caches and data/interim. 'make repro' makes them anew."

# Where there is no git repository (an unpacked archive), DVC must be told.
_scm:
	@if [ -e .git ]; then if grep -qs 'written by make' .dvc/config.local; then rm .dvc/config.local; fi; \
	elif ! grep -qs no_scm .dvc/config.local; then \
	  printf '# written by make: this folder is no git repository\n[core]\n    no_scm = true\n' >> .dvc/config.local; fi

# .venv/.made: the environment exists and holds uv, if uv can be had. Its text is the folder it was made for.
.venv/.made: tools.lock $(if $(usable),,_remake)
	@found=; for p in "$(PYTHON)" python3 python3.13 python3.12 python3.11; do \
	  if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$p; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo "Parley needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" --version 2>/dev/null || echo not there)." >&2; \
	  echo "Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python)" >&2; \
	  echo "or name one: make env PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	base=$$("$$found" -c 'import sys; print(getattr(sys, "_base_executable", sys.executable))'); \
	if ! "$$base" -c 'import venv, ensurepip' 2>/dev/null; then \
	  echo "'$$base' lacks the module venv or ensurepip. Install it (Debian, Ubuntu: apt install python3-venv)" >&2; \
	  echo "or name another Python: make env PYTHON=/path/to/python3.12" >&2; exit 1; fi; \
	echo "Environment: .venv on $$("$$base" --version)"; \
	"$$base" -m venv --clear .venv
	@if [ "$(INSTALLER)" = uv ]; then \
	  $(py) -m pip -qq install --require-hashes --no-deps -r tools.lock >.venv/uv.log 2>&1 \
	  || echo "Environment: uv is not to be had here (.venv/uv.log says why); plain pip will do, only slower"; fi
	@pwd -P > $@

.venv/.installed: requirements.lock .venv/.made
	@if [ "$(INSTALLER)" = uv ] && [ -x .venv/bin/uv ]; then \
	  echo "Environment: installing requirements.lock with uv (a minute; the first time, as long as the download takes)"; \
	  $(uv) sync --quiet --system-certs --require-hashes --compile-bytecode --python $(py) requirements.lock 2>.venv/uv.log && exit 0; \
	  echo "Environment: uv could not do it (.venv/uv.log says why); trying pip"; fi; \
	echo "Environment: installing requirements.lock with pip (one to three minutes in silence)"; \
	$(py) -m pip -qq install --require-hashes --no-deps -r requirements.lock
	@$(py) -m pip check >/dev/null || { $(py) -m pip check; exit 1; }
	@touch $@ && echo "Environment: ready"

# `parley` from any folder: this project's code, the caller's folder, whatever else is called `analysis` there.
.venv/bin/parley: Makefile .venv/.installed
	@printf '%s\n' '#!/bin/sh' \
	  'here=$$(dirname "$$(readlink -f "$$0")")' \
	  'root=$$(cd "$$here/../.." && pwd) || exit 1' \
	  'PYTHONPATH=$$root$${PYTHONPATH:+:$$PYTHONPATH} exec "$$here/python" -P -m analysis "$$@"' > $@
	@chmod +x $@
