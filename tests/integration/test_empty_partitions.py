"""A partition that holds nothing adds nothing, in every engine that has partitions."""

from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet
import pytest
from deltalake import DeltaTable, write_deltalake
from pyiceberg.catalog import load_catalog
from pyiceberg.transforms import IdentityTransform

from dte_exporter.outcome import CheckResult, Outcome
from tests.integration.mariadb import MariaDb
from tests.integration.postgres import Postgres
from tests.integration.test_engines import ran

pytestmark = pytest.mark.integration

DAYS = (1, 2, 3)
"""On the last nothing happened."""


def day(number: int, rows: int = 40) -> pa.Table:
    """Return the rows of a day: women alone are hired, all on the first and half on the second."""
    hired = [int(place % 2 == 0 and (number == 1 or place % 4 == 0)) for place in range(rows)]
    values = {"day": [number] * rows, "sex": ["f", "m"] * (rows // 2), "hired": hired}
    return pa.table(values, pa.schema({"day": pa.int64(), "sex": pa.string(), "hired": pa.int64()}))


def in_files(folder: Path, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Return a folder of Hive's, with a file of no rows on the last day."""
    for number in DAYS:
        at = folder / f"hive/day={number}"
        at.mkdir(parents=True)
        pyarrow.parquet.write_table(day(number, 0 if number == 3 else 40).drop(["day"]), at / "part.parquet")
    return {"type": "files", "path": str(folder / "hive")}


def in_delta(folder: Path, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Return a Delta table with a partition from which all has been deleted."""
    write_deltalake(str(folder / "delta"), pa.concat_tables(map(day, DAYS)), partition_by=["day"])
    DeltaTable(str(folder / "delta")).delete("day = 3")
    return {"type": "delta", "path": str(folder / "delta")}


def in_iceberg(folder: Path, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Return an Iceberg table with a partition from which all has been deleted."""
    (folder / "ice").mkdir()
    properties = {"type": "sql", "uri": f"sqlite:///{folder}/ice/catalog.db", "warehouse": str(folder / "ice")}
    catalog = load_catalog("default", **properties)
    catalog.create_namespace("a")
    table = catalog.create_table("a.days", schema=day(1).schema)
    with table.update_spec() as spec:
        spec.add_field("day", IdentityTransform())
    table.append(pa.concat_tables(map(day, DAYS)))
    table.delete("day = 3")
    return {"type": "iceberg", "catalog": properties, "table": "a.days"}


def in_postgres(folder: Path, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Return a table of PostgreSQL's of three partitions, of which one is empty."""
    server: Postgres = request.getfixturevalue("postgres")
    request.getfixturevalue("monkeypatch").setenv("POSTGRES_URL", server.url)
    with closing(psycopg.connect(server.url, autocommit=True)) as connection:
        connection.execute("CREATE TABLE days (day BIGINT, sex TEXT, hired BIGINT) PARTITION BY LIST (day)")
        for number in DAYS:
            connection.execute(f"CREATE TABLE day{number} PARTITION OF days FOR VALUES IN ({number})".encode())
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO days VALUES (%(day)s, %(sex)s, %(hired)s)", both_days())
    return {"type": "sql", "url": "${POSTGRES_URL}", "table": "days"}


def in_mariadb(folder: Path, request: pytest.FixtureRequest) -> Mapping[str, Any]:
    """Return a table of MariaDB's of three partitions, of which one is empty."""
    server: MariaDb = request.getfixturevalue("mariadb")
    request.getfixturevalue("monkeypatch").setenv("MARIADB_URL", server.url)
    parts = ", ".join(f"PARTITION p{number} VALUES IN ({number})" for number in DAYS)
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        columns = "day BIGINT, sex VARCHAR(9), hired BIGINT"
        cursor.execute(f"CREATE TABLE days ({columns}) PARTITION BY LIST (day) ({parts})")
        cursor.executemany("INSERT INTO days VALUES (%(day)s, %(sex)s, %(hired)s)", both_days())
        connection.commit()
    return {"type": "sql", "url": "${MARIADB_URL}", "table": "days"}


def both_days() -> list[dict[str, Any]]:
    """Return the rows of the days that have some."""
    rows: list[dict[str, Any]] = pa.concat_tables([day(1), day(2)]).to_pylist()
    return rows


HOMES = (in_files, in_delta, in_iceberg, in_postgres, in_mariadb)


def measured(source: Mapping[str, Any], folder: Path, window: str | None) -> CheckResult:
    """Return what fairness says of a window on `source`."""
    windows = {"windows": {"current": window}} if window else {}
    dataset = {"source": dict(source), "columns": {"prediction": "hired", "sensitive": ["sex"]}, **windows}
    check = {"check": "fairness", "dataset": "days", "every": "1h", "min_group_rows": 1}
    return ran({"datasets": {"days": dataset}, "checks": {"fair": check}}, folder, "fair")


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.__name__.removeprefix("in_"))
def test_a_partition_without_rows_adds_nothing(
    home: Callable[[Path, pytest.FixtureRequest], Mapping[str, Any]], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Of 40 women 30 are hired and of 40 men none, on both days; on the last alone there is nothing to measure."""
    source = home(tmp_path, request)

    every = measured(source, tmp_path / "every", None)
    first = measured(source, tmp_path / "first", "day = 1")
    last = measured(source, tmp_path / "last", "day = 3")

    assert (every.outcome, every.evidence.rows, difference(every)) == (Outcome.OK, {"current": 80}, 0.75)
    assert (first.outcome, first.evidence.rows, difference(first)) == (Outcome.OK, {"current": 40}, 1.0)
    assert (last.outcome, last.samples) == (Outcome.NO_DATA, ())


def difference(result: CheckResult) -> float:
    """Return how far apart the rates of hiring are."""
    found = {one.name: one.value for one in result.samples}
    return found["dte_fairness_demographic_parity_difference"]
