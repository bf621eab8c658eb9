# Everything is set up on the first call, and again only when pyproject.toml or constraints.txt change.

PYTHON ?= python3
CITIZENS ?= 1_000_000
YEARS ?= 10
OUT ?= runs/as-told

BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test lint bench docs soak

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,lint]'
	@touch $@

run: $(READY) ## live CITIZENS for YEARS under as-told into OUT, and write OUT/report.html (a second call resumes)
	@if [ -d '$(OUT)' ]; then \
		$(BIN)/scored simulate --resume '$(OUT)'; \
	else \
		mkdir -p "$$(dirname '$(OUT)')"; \
		$(BIN)/scored simulate as-told --citizens $(CITIZENS) --years $(YEARS) --out '$(OUT)'; \
	fi
	@if [ '$(OUT)/report.html' -nt '$(OUT)/manifest.json' ]; then \
		echo 'The report is up to date: $(OUT)/report.html'; \
	else \
		$(BIN)/scored report '$(OUT)' --out '$(OUT)/report.html'; \
	fi

lint: $(READY) ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## lint, then run every test but the soak, a worker a processor
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

soak: $(READY) ## run the long tests (random streams by dieharder, if installed)
	$(BIN)/pytest -m soak --timeout 0

bench: $(READY) ## measure speed and size against the targets
	$(BIN)/scored bench

docs: $(READY) ## write the pages of docs/ that list the built-in files
	$(BIN)/python docs/write.py
