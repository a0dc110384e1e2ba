from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.spans.amount import NumberOfRows
from dte_exporter.config.spans.calendar_span import Calendar
from dte_exporter.config.spans.cut import Current
from dte_exporter.config.windows import Window
from dte_exporter.errors import SourceError
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table import Table
from dte_exporter.tables.table_view import TableView, view, written

NOON = datetime(2018, 3, 10, 12, tzinfo=UTC).timestamp()
YESTERDAY = Window(calendar=Calendar.YESTERDAY)


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
        (
            "hour",
            "the source has no column 'hour' (it has 4 others): "
            "check its name in the config, and the header of a CSV file",
        ),
        (
            "n",
            "column 'n' is of type int64: a window of time needs dates or timestamps: set columns.types.n to "
            "epoch_seconds or epoch_milliseconds if its numbers count from 1970",
        ),
    ],
)
def test_a_time_column_that_is_none_is_named(days: Table, time: str, message: str) -> None:
    """Missing or of another type."""
    with pytest.raises(SourceError) as caught:
        view(days, YESTERDAY, time, None, NOON)
    assert str(caught.value) == message


WARSAW = "Europe/Warsaw"
"""Clocks go from 2:00 to 3:00 on 31 March 2024, at 1:00 UTC, and from 3:00 to 2:00 on 27 October, at 1:00 UTC."""


@pytest.fixture
def hours(tmp_path: Path) -> Table:
    """Rows by the hour around both changes of 2024: the hour in UTC, and what a clock in Warsaw shows, by its type.

    A night's second 2:00 is written as its first, and the 2:00 that is skipped has no row.
    """
    duckdb.connect().execute(
        f"""copy (
            select utc, timezone('UTC', utc) as zoned, timezone('{WARSAW}', timezone('UTC', utc)) as wall,
                timezone('{WARSAW}', timezone('UTC', utc))::date as day
            from (
                select unnest(generate_series(timestamp '2024-03-29', timestamp '2024-04-02', interval 1 hour)) as utc
                union all
                select unnest(generate_series(timestamp '2024-10-25', timestamp '2024-10-29', interval 1 hour))
            )
        ) to '{tmp_path}/h.parquet'"""
    )
    table: Table = open_files.open(FilesSource(type="files", path="h.parquet"), tmp_path)
    return table.read_in(WARSAW)


def in_utc(rows: TableView) -> list[datetime]:
    """Return the hours in `rows`, in UTC."""
    return sorted(utc.replace(tzinfo=UTC) for (utc,) in rows.rows(rows.table.select("utc")))


def by_the_hour(start: str, end: str) -> list[datetime]:
    """Return the hours from `start` on and before `end`, in UTC."""
    first, last = at(start), at(end)
    return [first + timedelta(hours=hour) for hour in range(int((last - first) / timedelta(hours=1)))]


@pytest.mark.parametrize(
    ("noon", "start", "end", "length"),
    [
        ("2024-03-31T12:00", "2024-03-29T23:00", "2024-03-30T23:00", 24),
        ("2024-04-01T12:00", "2024-03-30T23:00", "2024-03-31T22:00", 23),
        ("2024-10-28T12:00", "2024-10-26T22:00", "2024-10-27T23:00", 25),
    ],
)
@pytest.mark.parametrize("time", ["zoned", "wall", "day"])
def test_yesterday_is_a_day_of_the_data_sets_own_zone(
    hours: Table, time: str, noon: str, start: str, end: str, length: int
) -> None:
    """It has 23 hours when clocks go forward and 25 when they go back, whatever the column's type."""
    found = in_utc(view(hours, YESTERDAY, time, None, at(noon).timestamp()))
    assert found == by_the_hour(start, end)
    assert len(found) == length


@pytest.mark.parametrize("time", ["zoned", "wall"])
@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        (Window(start="2024-03-30", end="2024-03-31T12:00"), "2024-03-29T23:00", "2024-03-31T10:00"),
        (Window(start="2024-03-30T00:00Z", end="2024-03-30T05:00+05:00"), "2024-03-30", "2024-03-30"),
        (Window(start="2024-03-30T00:00Z", end="2024-03-30T05:00-01:00"), "2024-03-30", "2024-03-30T06:00"),
        (Window(start="2024-03-31T03:00", end="2024-03-31T05:00"), "2024-03-31T01:00", "2024-03-31T03:00"),
        (Window(start="2024-03-31T02:00", end="2024-03-31T05:00"), "2024-03-31T01:00", "2024-03-31T03:00"),
        (Window(start="2024-03-31T02:30", end="2024-03-31T05:00"), "2024-03-31T02:00", "2024-03-31T03:00"),
    ],
)
def test_a_moment_without_an_offset_is_read_in_the_data_sets_zone(
    hours: Table, time: str, window: Window, start: str, end: str
) -> None:
    """One with an offset is what it says; one that clocks skip is read by standard time: 2:30 is 1:30 UTC."""
    assert in_utc(view(hours, window, time, None, NOON)) == by_the_hour(start, end)


def test_a_time_that_clocks_show_twice_is_the_second_where_no_zone_tells(hours: Table) -> None:
    """Two rows of that night are of 2:00: with a zone they are told apart, without one both are the second."""
    first, second = at("2024-10-27T00:00"), at("2024-10-27T01:00")
    night = Window(start="2024-10-27T02:00", end="2024-10-27T03:00")
    assert in_utc(view(hours, night, "zoned", None, NOON)) == [second]
    assert in_utc(view(hours, night, "wall", None, NOON)) == [first, second]


@pytest.mark.parametrize("end", ["2024-03-31T00:30", "2024-03-31T01:15", "2024-03-31T01:45", "2024-10-27T00:30"])
def test_a_span_that_ends_at_a_change_leaves_to_the_next_what_it_does_not_hold(hours: Table, end: str) -> None:
    """The last day and all before it are all rows before: none in both, and none in neither."""
    moment = at(end).timestamp()
    last = view(hours, Window(last="1d"), "wall", None, moment)
    before = view(hours, Window(previous="5200w"), "wall", Current(Window(last="1d"), WARSAW), moment)
    until = view(hours, Window(end=f"{end}Z"), "wall", None, moment)
    assert sorted(in_utc(last) + in_utc(before)) == in_utc(until)


@pytest.mark.parametrize("time", ["day", "moment", "zoned"])
def test_the_same_weekday_is_cut_out_of_the_weeks_before(days: Table, time: str) -> None:
    """Of the 9th to the 12th of March a week before; the week before that has no rows, and the days between are out."""
    current = Current(Window(last="4d"), "UTC")
    moment = at("2018-03-13").timestamp()
    assert numbers(view(days, Window(same_weekday=2), time, current, moment)) == [2, 3, 4, 5]


def test_several_weeks_are_several_spans(hours: Table) -> None:
    """The Sunday on which clocks went forward, of 23 hours, and none of the days between."""
    noon = at("2024-04-15T12:00").timestamp()
    current = Current(YESTERDAY, WARSAW)
    for time in ("zoned", "wall", "day"):
        found = in_utc(view(hours, Window(same_weekday=3), time, current, noon))
        assert found == by_the_hour("2024-03-30T23:00", "2024-03-31T22:00")


@pytest.fixture
def ties(tmp_path: Path) -> Table:
    """Rows by number: one of the first day of March, two of the second, three of the third, four, and two of none."""
    duckdb.connect().execute(
        f"""copy (
            select row_number() over (order by day) as n, date '2018-03-01' + day as day
            from (select unnest([0, 1, 1, 2, 2, 2, 3, 3, 3, 3]) as day union all select unnest([null, null]::int[]))
        ) to '{tmp_path}/t.parquet'"""
    )
    table: Table = open_files.open(FilesSource(type="files", path="t.parquet"), tmp_path)
    return table


@pytest.mark.parametrize(
    ("rows", "where", "expected"),
    [
        (1, None, [7, 8, 9, 10]),
        (4, None, [7, 8, 9, 10]),
        (5, None, [4, 5, 6, 7, 8, 9, 10]),
        (8, None, [2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (10, None, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (1_000_000, None, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (2, "n % 5 = 0", [5, 10]),
        (2, "n > 20", []),
    ],
)
def test_the_newest_rows_are_so_many_and_those_of_the_oldest_moment(
    ties: Table, rows: int, where: str | None, expected: list[int]
) -> None:
    """Of those that a predicate holds of; a row without a time is never among them."""
    window = Window(last=NumberOfRows(rows), where=where)
    assert numbers(view(ties, window, "day", None, NOON)) == expected


def test_newest_rows_with_a_lag_are_older_than_that(ties: Table) -> None:
    """On the fourth of March, a day late: the newest before the third."""
    moment = at("2018-03-04").timestamp()
    assert numbers(view(ties, Window(last="1 rows", lag="1d"), "day", None, moment)) == [2, 3]


@pytest.mark.parametrize(
    ("previous", "current", "expected"),
    [
        ("1 rows", Window(last="3 rows"), [4, 5, 6]),
        ("4 rows", Window(last="3 rows"), [2, 3, 4, 5, 6]),
        ("1 rows", Window(last="1 rows", where="n < 7"), [2, 3]),
        ("1 rows", Window(start="2018-03-03"), [2, 3]),
        ("1 rows", Window(last="2000 rows"), []),
        ("1 rows", Window(last="1 rows", where="n > 20"), []),
    ],
)
def test_rows_before_the_current_window_are_none_of_it(
    ties: Table, previous: str, current: Window, expected: list[int]
) -> None:
    """The newest of them, and with them those of the same moment."""
    found = view(ties, Window(previous=previous), "day", Current(current, "UTC"), NOON)
    assert numbers(found) == expected


def test_the_query_of_the_newest_rows_can_be_asked_as_it_is_written(ties: Table) -> None:
    """It is text for people: DuckDB answers it with the same rows."""
    (file,) = ties.files
    query = written(ties, "t", Window(last="5 rows"), "day", None, NOON)
    with duckdb.connect() as engine:
        engine.execute(f"create view t as from '{file}'")
        assert engine.execute(f"select count(*), min(n) from ({query})").fetchall() == [(7, 4)]


def test_a_window_of_time_on_another_column_is_of_other_rows(days: Table) -> None:
    """What was kept of the one says nothing of the other; a predicate looks at no column of time."""
    for window in (Window(last="4d"), Window(last="4 rows")):
        prints = {view(days, window, time, None, NOON).fingerprint for time in ("day", "moment")}
        assert len(prints) == 2
    assert len({view(days, Window(where="n = 1"), time, None, NOON).fingerprint for time in ("day", "moment")}) == 1


def test_the_newest_rows_of_the_same_content_are_known_again(days: Table) -> None:
    """They follow from the content alone, not from the moment, so they need not be read again."""
    newest, earlier = Window(last="4 rows"), Window(previous="4 rows")
    current = Current(newest, "UTC")
    for window in (newest, earlier):
        first, second = (view(days, window, "day", current, NOON + later).fingerprint for later in (0, 3_600))
        assert first == second is not None
    assert view(days, newest, "day", None, NOON).fingerprint != view(days, earlier, "day", current, NOON).fingerprint


def test_the_zone_is_a_part_of_the_identity_of_rows(days: Table) -> None:
    """Equal content read in another zone is of other moments; UTC is what a source has by itself."""
    assert days.read_in("UTC").fingerprint == days.fingerprint
    assert days.read_in(WARSAW).fingerprint not in (days.fingerprint, days.read_in("Asia/Tokyo").fingerprint)
    assert Table(days.expression, None, days.execute).read_in(WARSAW).fingerprint is None


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
    with pytest.raises(
        SourceError, match=r"^files makes no digests of identifiers, by which rows of different engines are met: keep"
    ):
        people.digests(people.table, "person", b"key")
