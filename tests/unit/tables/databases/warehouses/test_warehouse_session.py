"""Warehouses before anybody is asked: their drivers, their addresses, and what is told of a refusal."""

import sys
from contextlib import ExitStack

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.databases.warehouses import (
    bigquery_warehouse,
    clickhouse_warehouse,
    databricks_warehouse,
    redshift_warehouse,
    snowflake_warehouse,
    trino_warehouse,
)
from dte_exporter.tables.databases.warehouses.warehouse_session import explained


def refusal(module: object, url: str) -> str:
    """Return why there is no session of the `module` at `url`."""
    with lasting(30), ExitStack() as made, pytest.raises(SourceError) as caught:
        module.session(url, made)  # type: ignore[attr-defined]  # each of the modules has it
    assert "secret" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("module", "name", "extra", "driver"),
    [
        (bigquery_warehouse, "BigQuery", "bigquery", "google.cloud.bigquery"),
        (clickhouse_warehouse, "ClickHouse", "clickhouse", "clickhouse_connect.dbapi"),
        (databricks_warehouse, "Databricks", "databricks", "databricks.sql"),
        (redshift_warehouse, "Redshift", "redshift", "psycopg"),
        (snowflake_warehouse, "Snowflake", "snowflake", "snowflake.connector"),
        (trino_warehouse, "Trino", "trino", "trino.dbapi"),
    ],
)
def test_a_missing_driver_is_named_by_what_brings_it(
    module: object, name: str, extra: str, driver: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is an extra of its own."""
    monkeypatch.setitem(sys.modules, driver, None)

    assert refusal(module, f"{extra}://reader:secret@host/a") == (
        f"reading {name} needs a driver: pip install 'dte-exporter[{extra}]'"
    )


@pytest.mark.parametrize(
    ("module", "url", "name"),
    [
        (snowflake_warehouse, "snowflake://reader:secret@acme/A/B/C", "Snowflake"),
        (snowflake_warehouse, "snowflake://reader:secret@acme/A?ocsp=off", "Snowflake"),
        (clickhouse_warehouse, "clickhouse://reader:secret@host:secret/a", "ClickHouse"),
        (redshift_warehouse, "redshift:///a?password=secret", "Redshift"),
    ],
)
def test_what_is_no_address_is_told_without_it(module: object, url: str, name: str) -> None:
    """Since it may hold the password."""
    sentence = f"source.url is not the address of a {name} database: write it as its documentation does, %-encoded"

    assert refusal(module, url) == sentence


def test_nobody_where_redshift_should_be_is_told_as_of_any_server() -> None:
    """The driver is PostgreSQL's."""
    assert refusal(redshift_warehouse, "redshift://reader:secret@127.0.0.1:1/scoring") == (
        "nobody listens where source.url leads: see that Redshift runs there, and that the port is right"
    )


class RefusedError(Exception):
    """What a driver raises."""

    sqlstate = "42XYZ"


def test_an_unknown_refusal_is_told_by_its_code_alone() -> None:
    """Its text may quote a row."""
    with pytest.raises(SourceError, match="Trino refuses with its code 42XYZ: its"), explained("Trino", {}):
        raise RefusedError("Ada Lovelace is no number")
    with pytest.raises(SourceError, match="refuses with its code ValueError:"), explained("Trino", {}):
        raise ValueError("Ada Lovelace is no number")


def test_a_limit_on_memory_is_no_refusal() -> None:
    """It is the run's own."""
    with pytest.raises(MemoryError), explained("Trino", {}):
        raise MemoryError
