"""Great Expectations asks the engine that holds the rows: what runs there is SQL, and what comes back are counts."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.outcome import Outcome
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.databases.servers.postgres_server import PostgresSession
from dte_exporter.tables.spark.spark_session import SparkAnswers
from tests.contract.expectation_suites import ACS, ROWS, of_great_expectations
from tests.contract.test_expectations_equal_great_expectations import by_expectation, judged
from tests.integration.homes import Files, InPostgres, InSpark
from tests.integration.postgres import Postgres
from tests.integration.spark_server import SparkServer

pytestmark = pytest.mark.integration

MOST_VALUES = 200
"""Values that come back of 13,884 rows of 22 columns: counts, and the different values of columns that have few."""

Asked = list[tuple[str, int]]
"""Each statement that an engine was asked, and how many values came back."""


def every_twentieth() -> pa.Table:
    """Return a twentieth of the census, with its categories as texts."""
    rows = ROWS["acs"]()
    texts = {field.name: rows[field.name].cast("string") for field in rows.schema if pa.types.is_dictionary(field.type)}
    plain = pa.table({name: texts.get(name, rows[name]) for name in rows.column_names})
    return plain.take(list(range(0, rows.num_rows, 20)))


@pytest.fixture(scope="module")
def expected() -> Mapping[tuple[str, str], tuple[bool, float | None]]:
    """Return what Great Expectations says of the rows in pandas."""
    return of_great_expectations(every_twentieth().to_pandas(), ACS)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return what is asked from now on."""
    told: Asked = []
    for session in (PostgresSession, SparkAnswers):
        monkeypatch.setattr(session, "rows", _told(session.rows, told))
    monkeypatch.setattr(duckdb_engine, "execute", _executed(duckdb_engine.execute, told))
    return told


def _told(rows: Callable[[Any, str], list[Any]], told: Asked) -> Callable[[Any, str], list[Any]]:
    def read(session: Any, query: str) -> list[Any]:
        found = rows(session, query)
        told.append((query, sum(map(len, found))))
        return found

    return read


def _executed(execute: Callable[[Any], list[Any]], told: Asked) -> Callable[[Any], list[Any]]:
    def read(expression: Any) -> list[Any]:
        found = execute(expression)
        told.append((duckdb_engine._compiled(expression.op()), sum(map(len, found))))
        return found

    return read


def in_files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Mapping[str, str]:
    """Return the rows in a file."""
    return Files(folder).put("acs", every_twentieth())


def in_postgres(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Mapping[str, str]:
    """Return the rows in PostgreSQL."""
    server: Postgres = request.getfixturevalue("postgres")
    monkeypatch.setenv("POSTGRES_URL", server.url)
    return InPostgres(server.url).put("acs", every_twentieth())


def in_spark(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Mapping[str, str]:
    """Return the rows in Spark."""
    server: SparkServer = request.getfixturevalue("spark")
    monkeypatch.setenv("SPARK_SERVER", server.url)
    return InSpark(server).put("acs", every_twentieth())


@pytest.mark.parametrize(
    ("home", "where"),
    [(in_files, r'FROM "files_\w+"'), (in_postgres, r'FROM "?acs"?'), (in_spark, r"parquet\.")],
    ids=["duckdb", "postgres", "spark"],
)
def test_the_engine_judges_the_census(
    home: Callable[..., Mapping[str, str]],
    where: str,
    expected: Mapping[tuple[str, str], tuple[bool, float | None]],
    asked: Asked,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Each statement counts in the engine and brings a handful of values, and all is judged as in pandas."""
    source = home(request, monkeypatch, tmp_path)

    result = judged(source, "acs", tmp_path / "config")

    found = by_expectation(result)
    assert (result.outcome, result.message, result.evidence.undefined) == (Outcome.OK, "", ())
    assert {name: met for name, (met, _) in found.items()} == {name: met for name, (met, _) in expected.items()}
    assert [ratio for _, ratio in found.values()] == pytest.approx([ratio for _, ratio in expected.values()], abs=1e-12)
    of_suite = [query for query, _ in asked if "dte_rows" in query]
    assert len(of_suite) > 20
    assert all(re.search(where, query) for query in of_suite)
    assert any("SUM(CASE WHEN" in query for query in of_suite)
    assert sum(values for _, values in asked) < MOST_VALUES
