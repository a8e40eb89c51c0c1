# Every target prepares what it needs, from a bare machine with Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qqq
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
BENCH_STAMP := $(VENV)/.installed-bench
NPM_STAMP := node_modules/.installed
FONT := node_modules/@expo-google-fonts/source-sans-3
FONTS := src/sijoint/documents/fonts
VENDOR := src/sijoint/web/vendor
ICONS := $(VENDOR)/bootstrap-icons/icons.css
PAGES := $(shell find src/sijoint/web -name vendor -prune -o -type f \( -name '*.html' -o -name '*.js' -o -name '*.py' \) -print)
SOURCES := pyproject.toml

.PHONY: help setup run test check fix bench docs messages lock clean

help:  ## List the targets.
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(RUN_STAMP) $(NPM_STAMP) $(ICONS)  ## Create .venv with the command sijoint, and fetch fonts and styles.

run: $(RUN_STAMP) $(NPM_STAMP) $(ICONS)  ## Serve a demo clinic of fictional people; prints address and sign-ins.
	@SIJOINT_DATA_DIR="$${SIJOINT_DATA_DIR:-$(CURDIR)/build/demo}" $(BIN)/sijoint serve --demo --port $(PORT)

test: $(DEV_STAMP) $(NPM_STAMP) $(ICONS)  ## Run every test, on SQLite and on PostgreSQL, with coverage.
	@$(BIN)/python -m tools.suite

check: $(DEV_STAMP) $(NPM_STAMP) $(ICONS)  ## Lint, types, layers, evidence and stale documents; reports all failures.
	@$(BIN)/python -m tools.check

fix: $(DEV_STAMP)  ## Mend what tools can mend.
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

bench: $(BENCH_STAMP) $(NPM_STAMP)  ## Measure against peers, side by side.
	@$(BIN)/python -m bench

docs: $(DEV_STAMP)  ## Render the pages made from the evidence, and the gallery of pictures.
	@$(BIN)/python -m docs.build

messages: $(DEV_STAMP)  ## Bring the catalogue of translations up to date.
	@$(BIN)/python -m tools.messages update

lock:  ## Compile the hash-locked requirements anew.
	@$(PYTHON) tools/lock.py

clean:  ## Remove the environment and all caches.
	rm -rf $(VENV) node_modules $(FONTS) $(VENDOR)/*/ build dist .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis .coverage*

$(VENV)/bin/python:
	@echo "Creating $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements/build.txt requirements/base.txt $(SOURCES) | $(VENV)/bin/python
	@echo "Installing"
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	@echo "Installing what tests and checks need"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH_STAMP): requirements/bench.txt $(DEV_STAMP)
	@echo "Installing the peers"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

# npm comes from the environment, so that no Node need be on the machine.
$(NPM_STAMP): package.json package-lock.json .npmrc $(RUN_STAMP)
	@echo "Fetching the font, what pages load, and what browser tests need"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm ci --ignore-scripts --loglevel=error >/dev/null
	@mkdir -p $(FONTS)
	@cp $(FONT)/400Regular/*.ttf $(FONT)/400Regular_Italic/*.ttf $(FONT)/600SemiBold/*.ttf \
	    $(FONT)/700Bold/*.ttf $(FONTS)
	@cp $(FONT)/LICENSE_FONT $(FONTS)/LICENSE.txt
	@mkdir -p $(VENDOR)/bootstrap $(VENDOR)/bootstrap-icons $(VENDOR)/htmx
	@grep -v sourceMappingURL node_modules/bootstrap/dist/css/bootstrap.min.css \
	    > $(VENDOR)/bootstrap/bootstrap.min.css
	@cp node_modules/bootstrap/LICENSE $(VENDOR)/bootstrap
	@cp node_modules/bootstrap-icons/LICENSE $(VENDOR)/bootstrap-icons
	@cp node_modules/htmx.org/dist/htmx.min.js node_modules/htmx.org/LICENSE $(VENDOR)/htmx
	@touch $@

# Only the icons that pages use are served.
$(ICONS): $(PAGES) tools/icons.py | $(NPM_STAMP)
	@$(BIN)/python -m tools.icons
