"""A window that slides over a table in parts reads the parts that are new, and says what a look at all rows says."""

import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset
import pytest
import yaml
from deltalake import write_deltalake
from pyiceberg.catalog.sql import SqlCatalog

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.parts import file_parts
from dte_exporter.tables.table import Rows
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

REGISTRY = Registry.discover()
DAY = 86_400
NOVEMBER = 1_541_030_400
"""1 November 2018, 00:00 UTC."""

ROWS = f"""
    SELECT i, strftime(make_timestamp({NOVEMBER}000000 + i * 1800000000), '%Y-%m-%d') AS part,
      CASE i % 3 WHEN 0 THEN 'f' WHEN 1 THEN 'm' END AS sex, i % 7 < 3 AS hired, i % 5 < 3 AS apt,
      (i * 37 % 1000) / 1000 AS chance,
      make_timestamp({NOVEMBER}000000 + i * 1800000000)::TIMESTAMPTZ AS moment,
      make_timestamp({NOVEMBER}000000 + i * 1800000000) AS wall,
      make_timestamp({NOVEMBER}000000 + i * 1800000000)::DATE AS day
    FROM range(48 * 30) t(i)
"""
"""A row each half hour of November, a third of them without a sex."""

CHECKS = ("fairness", "performance", "performance-estimate")


@pytest.fixture(autouse=True)
def _even_of_small_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_parts, "MIN_BYTES", 0)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a folder with a part a day."""
    with duckdb.connect() as engine:
        engine.execute("SET TimeZone = 'UTC'")
        engine.execute(f"COPY ({ROWS}) TO '{tmp_path}/table' (FORMAT parquet, PARTITION_BY (part))")
    return tmp_path / "table"


@pytest.fixture(params=["files", "delta", "iceberg"])
def source(request: pytest.FixtureRequest, table: Path) -> dict[str, str]:
    """Return a source of the same rows in the same parts, of each kind that can have them."""
    if request.param == "files":
        return {"type": "files", "path": str(table)}
    rows, folder = pyarrow.dataset.dataset(table, partitioning="hive").to_table(), table.parent / "log"
    rows = rows.cast(pa.schema([*list(rows.schema)[:-1], pa.field("part", pa.date32())]))
    if request.param == "delta":
        write_deltalake(folder, rows, partition_by=["part"])
        return {"type": "delta", "path": str(folder)}
    catalog = SqlCatalog("test", uri=f"sqlite:///{table.parent}/catalog.db", warehouse=str(folder))
    catalog.create_namespace("test")
    made = catalog.create_table("test.people", schema=rows.schema)
    with made.update_spec() as spec:
        spec.add_identity("part")
    made.append(rows)
    return {"type": "iceberg", "path": made.location().removeprefix("file://")}


def config(table: Path, time: str, window: Any, zone: str, source: Any = None) -> Path:
    """Write a config of each check on a window of the table, and return where it is."""
    columns = {"prediction": "hired", "label": "apt", "probability": "chance", "time": time, "sensitive": ["sex"]}
    windows = {"reference": "part <= '2018-11-05'", "current": window}
    read = source or {"type": "files", "path": str(table)}
    dataset = {"source": read, "columns": columns, "windows": windows, "timezone": zone}
    checks = {name: {"check": name, "dataset": "people", "every": "1h", "min_group_rows": 1} for name in CHECKS}
    del checks["performance-estimate"]["min_group_rows"]
    file = table.parent / "config.yaml"
    file.write_text(yaml.safe_dump({"datasets": {"people": dataset}, "checks": checks}))
    return file


def found(config: Path, check: str, now: float, cache: str) -> dict[str, float]:
    """Return the values of a check at a moment, with what is kept in the folder `cache` beside the config."""
    job = Job(load(config, REGISTRY).checks[check], now, config.parent / cache)
    result = CheckResult.from_json(execute(job))
    assert (result.outcome, result.message) == (Outcome.OK, "")
    values = {f"{one.name}{json.dumps(dict(one.labels), sort_keys=True)}": one.value for one in result.samples}
    return values | {f"rows of {name}": rows for name, rows in result.evidence.rows_read.items()}


def damage(file: Path) -> None:
    """Make the rows of a file unreadable, and leave its footer, its size and its times as they are."""
    before = file.stat()
    footer = int.from_bytes(file.read_bytes()[-8:-4], "little") + 8
    with file.open("r+b") as opened:
        opened.seek(64)  # behind what tells a replaced file
        opened.write(b"\xff" * (before.st_size - footer - 64))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def add_late_rows(part: Path) -> None:
    """Put a file beside that of a day, of its sixteen rows with sex f once more."""
    with duckdb.connect() as engine:
        rows = f"SELECT * EXCLUDE (part) FROM '{part}/*.parquet' WHERE sex = 'f'"
        engine.execute(f"COPY ({rows}) TO '{part}/late.parquet' (FORMAT parquet)")


@pytest.mark.parametrize("check", CHECKS)
def test_a_day_later_the_rows_of_one_day_are_read(check: str, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days that the window held before could not be read again, and are counted; those outside of it never are."""
    file = config(table, "moment", {"last": "10d"}, "UTC")
    monkeypatch.setattr(file_parts, "MIN_BYTES", float("inf"))
    expected = found(file, check, NOVEMBER + 26 * DAY, "whole")
    monkeypatch.setattr(file_parts, "MIN_BYTES", 0)
    found(file, check, NOVEMBER + 25 * DAY, "kept")

    new = table / "part=2018-11-26"
    for one in table.rglob("*.parquet"):
        if one.parent != new:
            damage(one)

    assert found(file, check, NOVEMBER + 26 * DAY, "kept") == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("time", "at_first", "later"), [("moment", 10, 1), ("part", 8 + 4, 1 + 4)])
def test_a_day_later_the_new_day_is_asked_about(
    time: str, at_first: int, later: int, source: Any, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of days that folders tell, one at each side of each edge as well: a day is of no zone."""
    file = config(table, time, {"last": "10d"}, "UTC", source)
    asked = []
    execute = duckdb_engine.execute

    def counted(question: Any) -> Rows:
        asked.append(question)
        return execute(question)

    monkeypatch.setattr(duckdb_engine, "execute", counted)

    found(file, "fairness", NOVEMBER + 25 * DAY, "kept")
    assert len(asked) == at_first
    slid = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")
    assert len(asked) == at_first + later
    monkeypatch.setattr(file_parts, "MIN_BYTES", float("inf"))
    assert found(file, "fairness", NOVEMBER + 26 * DAY, "whole") == slid


@pytest.mark.parametrize(
    ("check", "time", "zone"),
    [
        ("fairness", "moment", "UTC"),
        ("fairness", "wall", "Europe/Berlin"),
        ("fairness", "wall", "Asia/Tokyo"),
        ("fairness", "day", "UTC"),
        ("fairness", "part", "Europe/Berlin"),
        ("performance", "moment", "UTC"),  # which parts lie within a window does not depend on what is asked of them
        ("performance-estimate", "moment", "UTC"),
    ],
)
def test_the_sum_of_the_parts_is_the_whole(
    check: str, time: str, zone: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the window begins and ends within a day, with what was kept of windows before it."""
    file = config(table, time, {"last": "5d", "where": "i % 11 > 0"}, zone)
    for moment in (12.0, 12.3, 12.5, 13.0, 14.9):
        now = NOVEMBER + moment * DAY
        slid = found(file, check, now, "kept")
        with monkeypatch.context() as whole:
            whole.setattr(file_parts, "MIN_BYTES", float("inf"))
            assert slid == pytest.approx(found(file, check, now, f"whole {moment}"), rel=1e-12)
        assert slid["rows of current"] > 200


def test_a_part_that_was_written_anew_is_read_anew(table: Path) -> None:
    """As are rows that came late: nothing of what was kept of it is left."""
    file = config(table, "moment", {"last": "10d"}, "UTC")
    before = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")
    add_late_rows(table / "part=2018-11-20")

    after = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")

    assert after["rows of current"] - before["rows of current"] == 16


def test_a_part_that_a_late_file_came_to_is_read_anew_within_the_lag(table: Path) -> None:
    """A window that ends a day ago holds what came since for the days before, though nothing of it was there then."""
    file = config(table, "moment", {"last": "10d", "lag": "1d"}, "UTC")
    before = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")
    add_late_rows(table / "part=2018-11-24")  # within
    add_late_rows(table / "part=2018-11-26")  # not yet

    after = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")

    assert (before["rows of current"], after["rows of current"]) == (480, 480 + 16)


def test_the_same_weekday_is_the_sum_of_its_parts(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days of several weeks are told apart as those of one are: each part once, and none of the days between."""
    file = config(table, "moment", {"last": "1d"}, "UTC")
    tree = yaml.safe_load(file.read_text())
    tree["datasets"]["people"]["windows"]["reference"] = {"same_weekday": 3}
    tree["checks"]["fairness"]["window"] = "reference"
    file.write_text(yaml.safe_dump(tree))

    kept = found(file, "fairness", NOVEMBER + 25.4 * DAY, "kept")

    monkeypatch.setattr(file_parts, "MIN_BYTES", float("inf"))
    assert found(file, "fairness", NOVEMBER + 25.4 * DAY, "whole") == kept
    assert kept["rows of reference"] == 3 * 48


def test_the_newest_rows_are_looked_at_as_a_whole(table: Path) -> None:
    """No part knows which they are; what was kept of parts is not taken for them."""
    found(config(table, "moment", {"last": "10d"}, "UTC"), "fairness", NOVEMBER + 30 * DAY, "kept")
    newest = config(table, "moment", {"last": "100 rows"}, "UTC")

    assert found(newest, "fairness", NOVEMBER + 30 * DAY, "kept")["rows of current"] == 100


def test_a_part_with_a_row_without_a_time_is_looked_at_row_by_row(table: Path) -> None:
    """Such a row is in no window of time, whatever the others of its part are."""
    file = config(table, "moment", {"last": "10d"}, "UTC")
    other = table / "part=2018-11-20/other.parquet"
    rows = "SELECT * EXCLUDE (part) REPLACE (CASE WHEN i % 2 = 0 THEN moment END AS moment)"
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({rows} FROM '{table}/part=2018-11-20/*.parquet') TO '{other}' (FORMAT parquet)")

    values = found(file, "fairness", NOVEMBER + 26 * DAY, "kept")

    assert values["rows of current"] == 480 + 24
