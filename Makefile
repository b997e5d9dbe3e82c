# Every target makes .venv by itself when it is missing or older than the locked requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
FIGURES := .venv-figures
export QT_QPA_PLATFORM ?= $(if $(DISPLAY)$(WAYLAND_DISPLAY),,offscreen)

.PHONY: setup demo run test check bench proofs figures rivals clean lock

setup: $(STAMP)

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Skilling Desk needs Python 3.11 or newer; this is ' + sys.version.split()[0] + '. Run: make PYTHON=python3.12')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

demo: $(STAMP)
	$(BIN)/python main.py demo

run: $(STAMP)
	$(BIN)/python main.py

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist loadfile

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

# Kills and disk errors at random system calls while the desk writes; needs strace. More: make proofs RUNS=50
proofs: $(STAMP)
	$(BIN)/python -m tests.proofs --runs $(or $(RUNS),10)

# Every figure that is promised, beside its goal; FEBRL in the environment of the other programs. Shorter: make figures QUICK=1
figures: $(STAMP) $(FIGURES)/.installed
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.figures $(if $(QUICK),--quick)

# Imports beside pandas, django-import-export and Splink, each on its own part of the job. A folder in SKILLING_BENCH keeps registers.
rivals: $(STAMP) $(FIGURES)/.installed
	$(BIN)/python -m tests.bench rivals

$(FIGURES)/.installed: requirements-figures.txt
	$(PYTHON) -m venv $(FIGURES)
	$(FIGURES)/bin/python -m pip install --quiet --require-hashes -r requirements-figures.txt
	touch $@

# Renews the locked requirements after a change of pyproject.toml (needs pip-tools).
lock:
	$(PYTHON) -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra test -o requirements.txt pyproject.toml
	$(PYTHON) -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra figures -o requirements-figures.txt pyproject.toml

clean:
	rm -rf $(VENV) $(FIGURES) out
