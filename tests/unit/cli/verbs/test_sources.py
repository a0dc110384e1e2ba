"""What can be read, and what is to be installed for it."""

import importlib.util
import tomllib
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.registry import Registry

PROJECT = Path(__file__).parents[4] / "pyproject.toml"


def _printed() -> list[str]:
    result = CliRunner().invoke(app, ["sources"])
    assert result.exit_code == 0
    return result.stdout.splitlines()


def test_each_type_stands_beside_the_first_place_that_it_reads() -> None:
    """What the tests' own environment has is ready; of a warehouse it is said how far it was tested."""
    assert _printed() == [
        "type         reads",
        "delta        Delta tables                      ready",
        "files        files on a disk                   ready",
        "             s3://, gs://, az://, abfss://     ready",
        "iceberg      Iceberg tables                    ready",
        "spark        sc://                             ready",
        "sql          postgresql://                     ready",
        "             mysql://, mariadb://              ready",
        "             sqlite://                         ready",
        "             snowflake://                      ready (run in our tests on a stand-in)",
        "             clickhouse://                     ready (run in our tests on a stand-in)",
        "             bigquery://                       pip install 'dte-exporter[bigquery]' (compiled only)",
        "             databricks://                     pip install 'dte-exporter[databricks]' (compiled only)",
        "             redshift://                       ready (compiled only)",
        "             trino://                          pip install 'dte-exporter[trino]' (compiled only)",
        "discover     the models of an MLflow registry  ready",
        "mlflow       a model in MLflow                 ready",
        "atlas        processes of Apache Atlas         ready (asked in our tests on a stub of its REST API)",
        "dbt          what dbt writes into target/      ready",
        "             s3://, gs://, az://               ready",
        "marquez      a Marquez server                  ready (asked in our tests on a stub of its published API)",
        "openlineage  events of OpenLineage in files    ready",
        "             s3://, gs://, az://               ready",
        "sql          statements of SQL in files        ready",
        "             s3://, gs://, az://               ready",
    ]


def test_what_is_missing_is_named_by_the_command_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only for the places that need it."""
    there = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "obstore" else there(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)

    lacking = [line for line in _printed() if "pip install" in line and "compiled only" not in line]

    assert {line.split("  ")[-1].strip() for line in lacking} == {"pip install 'dte-exporter[objects]'"}
    assert len(lacking) == 4
    assert all("s3://" in line for line in lacking)


def test_every_extra_that_is_named_is_one() -> None:
    """Of this package, so that the command does what it says."""
    extras = tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"]
    registry = Registry.discover()
    named = {reach.extra for source in registry.sources.values() for reach in source.reaches if reach.module}

    warehouses = {"bigquery", "clickhouse", "databricks", "redshift", "snowflake", "trino"}
    assert named == {"delta", "iceberg", "objects", "postgres", "mysql", "spark"} | warehouses
    assert named <= extras.keys()
