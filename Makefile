# Everything a newcomer or CI needs, from a fresh clone with python3, python3-venv, make and git; no root.
# Setup keeps to this folder: uv in .tools/, the exporter and its libraries in .venv/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DEFAULT_GOAL := help

PYTHON ?= python3
CONFIG ?= deploy/demo/config.yaml
ARGS ?=

UV_VERSION := 0.13.9
UV := .tools/uv-$(UV_VERSION)/bin/uv
SYNC = $(UV) sync --frozen --python "$$(command -v $(PYTHON))"
export UV_PYTHON_DOWNLOADS := never
# Where a machine keeps no bytecode, every process would compile all libraries again: a start takes twice as long.
unexport PYTHONDONTWRITEBYTECODE
# The machine's own certificates, where it has any: behind a company's proxy no others will do.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)

BIN := .venv/bin
STAGE := dev/make/stage

# Held at 100 %: what every number passes through.
CORE := dte_exporter/metric.py,dte_exporter/outcome.py,dte_exporter/errors.py,dte_exporter/clock.py
CORE := $(CORE),dte_exporter/registry.py,dte_exporter/statistics/*,dte_exporter/uncertainty/*,dte_exporter/objectives/*,dte_exporter/controls/*,dte_exporter/scheduling/runner.py

##@ Use

.PHONY: help
help: ## show this list
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@printf '\nmake run takes CONFIG=my.yaml and ARGS="--web.listen-address :9000"; all take PYTHON=python3.12\n'

.PHONY: setup
setup: .venv/.installed ## install the exporter into .venv/, so that .venv/bin/dte-exporter runs

.PHONY: run
run: setup ## serve the demo on http://localhost:10610 (Ctrl-C ends it)
	@exec $(BIN)/dte-exporter serve --config.file $(CONFIG) $(ARGS)

.PHONY: demo
demo: setup ## play the living demo on http://localhost:10610: batches arrive, a planted shift comes and goes
	@exec $(BIN)/python -m dev.demo.replay $(ARGS)

##@ Change

.PHONY: test
test: .venv/.installed-dev tools lint types unit coverage service page ## set up, then run every check that a change must pass

.PHONY: lint
lint: .venv/.installed-dev ## check style and that layers keep their order
	@$(STAGE) "ruff check" $(BIN)/ruff check
	@$(STAGE) "ruff format" $(BIN)/ruff format --check
	@$(STAGE) "import layers" $(BIN)/lint-imports

.PHONY: types
types: .venv/.installed-dev ## check types (mypy --strict)
	@$(STAGE) "mypy" $(BIN)/mypy

# Tests take half as long again where coverage looks on: it does where it is judged, and nowhere else.
DIRTY := tests/contract/dirty_files

.PHONY: unit
unit: .venv/.installed-dev ## test the parts: unit, contract and golden tests, with coverage
	@$(BIN)/coverage erase
	@$(STAGE) "pytest: unit, contract, golden" \
	  $(BIN)/coverage run -m pytest -q -n 2 --durations=15 --ignore=$(DIRTY) tests/unit tests/contract tests/golden
	@$(STAGE) "pytest: files as people have them" $(BIN)/python -m pytest -q -n 2 $(DIRTY)

.PHONY: service
service: .venv/.installed-dev tools ## test the running service: faults and integration
	@$(STAGE) "pytest: faults, integration" $(BIN)/python -m pytest -q -n 2 --dist loadfile --durations=25 \
	  tests/faults tests/integration

.PHONY: page
page: .venv/.installed-dev tools ## test the dashboard in a real browser
	@$(STAGE) "pytest: page" $(BIN)/python -m pytest -q -rP tests/page

.PHONY: test-superset
test-superset: .venv/.installed-dev .tools/superset/.installed ## import the bundle into a real Apache Superset, compare its numbers
	@$(STAGE) "pytest: Apache Superset" $(BIN)/python -m pytest -q tests/superset

.PHONY: test-warehouses
test-warehouses: .venv/.installed-dev tools ## read rows at their worst from stand-ins of ClickHouse and Snowflake (two minutes)
	@$(STAGE) "pytest: warehouses" $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/warehouses

.PHONY: test-spark
test-spark: .venv/.installed-dev tools ## ask a real Spark all that other databases are asked, of which `make test` asks a part; and each engine the whole census
	@DTE_SPARK_MATRIX=whole $(STAGE) "pytest: Spark, and the whole census" \
	  $(BIN)/python -m pytest -q tests/integration/test_engines.py tests/integration/test_spark.py tests/integration/test_census.py \
	  -k "spark or census"

# Small data: what large ones gain by costs these.
FOR_TESTS := $(foreach one,sql.shuffle.partitions=1 default.parallelism=1 sql.adaptive.enabled=false,--conf spark.$(one))

.PHONY: test-spark-local
test-spark-local: .venv/.installed-dev tools ## ask a Spark inside the worker what `make test` asks a Spark Connect server
	@PATH=".tools/spark/bin:$$PATH" PYTHONPATH=.tools/spark/python PYSPARK_SUBMIT_ARGS='$(FOR_TESTS) pyspark-shell' \
	  DTE_SPARK_SESSION=local $(STAGE) "pytest: Spark, in this process" \
	  $(BIN)/python -m pytest -q tests/integration/test_engines.py -k spark

.PHONY: coverage
coverage: .venv/.installed-dev ## judge the coverage of the parts, once they are tested: 95 % of all, 100 % of the core
	@$(BIN)/coverage combine -q
	@$(STAGE) "coverage: at least 95 % of all branches" $(BIN)/coverage report --fail-under=95
	@$(STAGE) "coverage: 100 % of the core" $(BIN)/coverage report --fail-under=100 --include='$(CORE)'

.PHONY: generate
generate: .venv/.installed-dev ## write again what is made from the code: reference, schema, golden files
	@$(BIN)/python -m dev.generate

.PHONY: screenshots
screenshots: .venv/.installed-dev tools ## take the pictures of the dashboard in docs/images/dashboard/ again
	@$(BIN)/python -m dev.screenshots

.PHONY: bench
bench: .venv/.installed-dev ## measure, and print one table (a few minutes)
	@$(BIN)/python -m dev.bench

.PHONY: bench-full
bench-full: .venv/.installed-dev ## measure also what is slow: Fairlearn on 10 M rows (5 GB of memory), checks on 100 M (4 GB of disk)
	@$(BIN)/python -m dev.bench --full

.PHONY: bench-spark
bench-spark: .venv/.installed-dev tools ## measure what plans cost on a real Spark beside SQL that is written by hand
	@$(BIN)/python -m dev.bench spark

.PHONY: bench-kept
bench-kept: .venv/.installed-dev tools ## measure all of it, keep the run, and write docs/reference/performance.md from it
	@$(BIN)/python -m dev.bench --full --keep && $(BIN)/python -m dev.generate

.PHONY: simulate
simulate: .venv/.installed-dev ## tell how often intervals hold the truth and alarms are false, and write docs/reference/simulations.md (half an hour)
	@$(BIN)/python -m dev.simulate --keep && $(BIN)/python -m dev.generate

.PHONY: bench-prometheus
bench-prometheus: .venv/.installed-dev tools ## measure the overview of 300 data sets on the real Prometheus
	@$(BIN)/python -m dev.bench prometheus

.PHONY: test-overload
test-overload: .venv/.installed-dev tools ## scrape 300 checks of 40 columns that never rest, for ten minutes, with the real Prometheus
	@DTE_OVERLOAD_SECONDS=600 $(BIN)/python -m pytest -q -rP tests/integration/test_overload.py

.PHONY: test-crowd
test-crowd: .venv/.installed-dev tools ## watch 5,000 checks on two workers with the real Prometheus, that fit and that do not (ten minutes)
	@$(STAGE) "pytest: 5,000 checks" $(BIN)/python -m pytest -q -rP tests/crowd

.PHONY: first-hour
first-hour: .venv/.installed-dev tools ## walk the first hour of four people on four new data sets, and print the seconds of each step
	@$(BIN)/python -m dev.first_hour

.PHONY: image-proof
image-proof: .venv/.installed-dev ## carry out the Dockerfile in a clean Debian by chroot and start it (root, debootstrap, 5 GB)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(BIN)/python -m dev.image "$$folder"

.PHONY: checkov
checkov: .venv/.installed-dev .tools/checkov/bin/checkov ## look for what makes the chart or the image unsafe, with checkov
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && $(BIN)/python -m dev.render_chart "$$folder" \
	  && cp deploy/Dockerfile "$$folder" && .tools/checkov/bin/checkov --config-file deploy/helm/checkov.yaml -d "$$folder"

.PHONY: tools
tools: | $(UV) ## fetch the programs that tests drive, Prometheus and what stands around it, PostgreSQL, MariaDB, Spark, Azurite, stand-ins of warehouses, dbt, Airflow and Chromium, where there are none
	@dev/make/fetch_debian .tools/bin prometheus prometheus promtool
	@dev/make/fetch_debian .tools/bin prometheus-pushgateway prometheus-pushgateway
	@dev/make/fetch_alerting .tools/bin
	@dev/make/fetch_compose .tools/bin
	@dev/make/fetch_schemas .tools/schemas
	@dev/make/fetch_postgres .tools/postgres
	@dev/make/fetch_mariadb .tools/mariadb
	@dev/make/fetch_spark .tools/spark $(UV) "$$(command -v $(PYTHON))"
	@dev/make/fetch_azurite .tools/azurite
	@dev/make/fetch_warehouses .tools/warehouses $(UV)
	@dev/make/fetch_dbt .tools/dbt $(UV) "$$(command -v $(PYTHON))"
	@dev/make/fetch_airflow .tools/airflow $(UV) "$$(command -v $(PYTHON))"
	@dev/make/fetch_chromium
	@dev/make/fetch_axe .tools/axe

.PHONY: clean
clean: ## remove all that make made
	rm -rf .venv .tools .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache \
	  build dist deploy/demo/data
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- what the targets above stand on

$(UV):
	@dev/make/check_python $(PYTHON)
	@echo 'setup: uv $(UV_VERSION) into .tools/ ...'
	@$(PYTHON) -m venv .tools/uv-$(UV_VERSION)
	@.tools/uv-$(UV_VERSION)/bin/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'

.venv/.installed: pyproject.toml uv.lock | $(UV)
	@echo 'setup: the exporter and its libraries into .venv/ (about 1 GB, a minute or two the first time) ...'
	@$(SYNC) --no-dev --inexact --extra pii  # which the demo asks for
	@touch $@

.venv/.installed-dev: pyproject.toml uv.lock | $(UV)
	@echo 'setup: the exporter, its libraries and the tools of its tests into .venv/ (about 1 GB) ...'
	@$(SYNC)
	@touch $@ .venv/.installed

.tools/superset/.installed: dev/superset/requirements.txt | $(UV)
	@echo 'setup: Apache Superset into .tools/superset/ (another 600 MB) ...'
	@$(UV) venv --quiet --clear --python "$$(command -v $(PYTHON))" .tools/superset
	@$(UV) pip sync --quiet --python .tools/superset $<
	@touch $@

# It spoils a lock, so it has an environment of its own.
.tools/checkov/bin/checkov: | $(UV)
	@echo 'setup: checkov into .tools/ ...'
	@$(UV) venv --quiet --python "$$(command -v $(PYTHON))" .tools/checkov
	@$(UV) pip install --quiet --python .tools/checkov/bin/python 'checkov==3.3.30'
