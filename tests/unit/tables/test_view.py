from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.windows import Window
from dte_exporter.errors import SourceError
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table import Table
from dte_exporter.tables.view import Span, TableView, span, view

NOON = datetime(2018, 3, 10, 12, tzinfo=UTC).timestamp()


def at(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def days(tmp_path: Path) -> Table:
    """Rows at midnight of ten days, the first to the tenth of March 2018, by date, timestamp and zoned timestamp."""
    duckdb.connect().execute(
        f"""copy (select day::date as day, day as moment, day::timestamptz as zoned, dayofmonth(day) as n
        from generate_series(timestamp '2018-03-01', timestamp '2018-03-10', interval 1 day) t(day))
        to '{tmp_path}/t.parquet'"""
    )
    table: Table = open_files.open(FilesSource(type="files", path="t.parquet"), tmp_path)
    return table


def numbers(rows: TableView) -> list[int]:
    """Return the days of the month in `rows`."""
    return sorted(n for (n,) in rows.rows(rows.table.select("n")))


@pytest.mark.parametrize(
    ("window", "other", "expected"),
    [
        (Window(last="7d"), None, Span(at("2018-03-03T12:00"), at("2018-03-10T12:00"))),
        (
            Window(previous="30d"),
            Window(last="7d"),
            Span(at("2018-02-01T12:00"), at("2018-03-03T12:00")),
        ),
        (Window(yesterday=True), None, Span(at("2018-03-09"), at("2018-03-10"))),
        (Window(start="2018-03-01", end="2018-03-04T06:00"), None, Span(at("2018-03-01"), at("2018-03-04T06:00"))),
        (Window(start="2018-03-01T00:00+01:00"), None, Span(datetime.fromisoformat("2018-03-01T00:00+01:00"), None)),
        (Window(where="n > 3"), None, None),
    ],
)
def test_a_window_means_a_half_open_span(window: Window, other: Window | None, expected: Span | None) -> None:
    """The previous span ends where the current one starts; a time without a zone is UTC."""
    assert span(window, other, NOON) == expected


def test_no_window_means_all_rows(days: Table) -> None:
    """And their identity is the source's."""
    rows = view(days, None, None, None, NOON)
    assert numbers(rows) == list(range(1, 11))
    assert rows.fingerprint == days.fingerprint


@pytest.mark.parametrize("time", ["day", "moment", "zoned"])
def test_a_row_at_the_start_is_in_and_one_at_the_end_is_out(days: Table, time: str) -> None:
    """From the third to the fifth are two days, whatever the column's type."""
    window = Window(start="2018-03-03", end="2018-03-05")
    assert numbers(view(days, window, time, None, NOON)) == [3, 4]


def test_a_span_and_a_predicate_both_hold(days: Table) -> None:
    """Of the last four days, those that are even."""
    window = Window(last="4d", where="n % 2 = 0")
    assert numbers(view(days, window, "day", None, NOON)) == [8, 10]


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ("hour", "the source has no column 'hour': set columns.time to one of day, moment, zoned, n"),
        ("n", "column 'n' is of type int64: a window of time needs dates or timestamps"),
    ],
)
def test_a_time_column_that_is_none_is_named(days: Table, time: str, message: str) -> None:
    """Missing or of another type."""
    with pytest.raises(SourceError, match=message):
        view(days, Window(yesterday=True), time, None, NOON)


def test_equal_rows_have_equal_fingerprints_and_other_rows_others(days: Table) -> None:
    """A window that moves with now has a new identity at each moment."""
    fixed, moving = Window(where="n = 1"), Window(last="1d")
    prints = {
        view(days, fixed, "day", None, NOON).fingerprint,
        view(days, fixed, "day", None, NOON + 1).fingerprint,
        view(days, moving, "day", None, NOON).fingerprint,
        view(days, moving, "day", None, NOON + 1).fingerprint,
    }
    assert len(prints) == 3


def test_rows_of_unknown_identity_stay_so(days: Table) -> None:
    """What cannot be recognised is never taken from a cache."""
    unknown = Table(days.expression, None, days.execute)
    assert view(unknown, Window(where="n = 1"), "day", None, NOON).fingerprint is None


def test_an_engine_without_digests_gives_no_identifiers_away(tmp_path: Path) -> None:
    """They do not leave it in the clear instead."""
    duckdb.execute(f"copy (select 'ada' as person) to '{tmp_path}/p.parquet'")
    table = open_files.open(FilesSource(type="files", path="p.parquet"), tmp_path)
    people = view(replace(table, digest=None), None, None, None, NOON)
    with pytest.raises(SourceError, match="cannot digest identifiers: bring the data sets into one engine"):
        people.digests(people.table, "person", b"key")
