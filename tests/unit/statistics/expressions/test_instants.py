from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from dte_exporter import wall_clock
from dte_exporter.errors import SourceError
from dte_exporter.statistics.expressions.instants import day_in, instant, literal
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]

NOON = datetime(2026, 3, 5, 12)


def instants(view: TableView, column: str | None, timezone: str = "UTC") -> list[datetime | None]:
    """Return the instants in `column`."""
    return [row[0] for row in view.rows(view.table.select(at=instant(view.table, column, timezone)))]


def test_times_are_instants_in_utc_however_they_are_written(view_of: ViewOf) -> None:
    """With a zone, without one, as a day, and as text with and without an offset."""
    view = view_of(
        {
            "zoned": [datetime(2026, 3, 5, 13, tzinfo=ZoneInfo("Europe/Berlin"))],
            "plain": [NOON],
            "day": [date(2026, 3, 5)],
            "text": ["2026-03-05 12:00:00"],
            "offset": ["2026-03-05T14:00:00+02:00"],
        }
    )
    assert [instants(view, column) for column in ("zoned", "plain", "text", "offset")] == [[NOON]] * 4
    assert instants(view, "day") == [datetime(2026, 3, 5)]


def test_times_without_a_zone_are_read_in_that_of_their_data_set(view_of: ViewOf) -> None:
    """Those with one are what they say; a day is its first moment there, by the clocks of its season."""
    view = view_of(
        {
            "zoned": [datetime(2026, 3, 5, 13, tzinfo=ZoneInfo("Europe/Berlin"))],
            "plain": [datetime(2026, 3, 5, 13)],
            "text": ["2026-03-05 13:00"],
            "offset": ["2026-03-05T14:00:00.5+02:00"],
            "zulu": ["2026-03-05 12:00:00Z"],
            "day": [date(2026, 7, 5)],
            "day_text": ["2026-07-05"],
        }
    )
    assert [instants(view, column, "Europe/Warsaw")[0] for column in ("zoned", "plain", "text", "zulu")] == [NOON] * 4
    assert instants(view, "offset", "Europe/Warsaw") == [datetime(2026, 3, 5, 12, 0, 0, 500_000)]
    assert instants(view, "day", "Europe/Warsaw") == [datetime(2026, 7, 4, 22)]
    assert instants(view, "day_text", "Europe/Warsaw") == [datetime(2026, 7, 4, 22)]
    assert instants(view, "plain", "Asia/Kolkata") == [datetime(2026, 3, 5, 7, 30)]


@pytest.mark.parametrize("timezone", ["UTC", "Europe/Dublin", "Europe/Warsaw", "Asia/Kolkata", "America/New_York"])
def test_an_engine_reads_times_as_the_wall_clock_does(timezone: str, view_of: ViewOf) -> None:
    """Of every 7 hours and 30 minutes of twelve years, and each half hour of two nights at which clocks change."""
    walls = [datetime(1998, 5, 25, 0, 30) + timedelta(minutes=450 * step) for step in range(14_000)]
    walls += [datetime(2024, 3, 31) + timedelta(minutes=30 * step) for step in range(12)]
    walls += [datetime(2024, 11, 3) + timedelta(minutes=30 * step) for step in range(12)]
    view = view_of({"at": walls})
    asked = view.table.select(wall=view.table["at"], at=instant(view.table, "at", timezone))
    assert [wall for wall, at in view.rows(asked) if wall_clock.instant(wall, timezone) != at.replace(tzinfo=UTC)] == []


def test_nothing_is_no_instant(view_of: ViewOf) -> None:
    """A null, a blank text, a column that holds nothing at all, and no column."""
    view = view_of({"day": [None, date(2026, 3, 5)], "text": [" ", ""], "nothing": pa.nulls(2)})
    assert instants(view, "day")[0] is None
    assert instants(view, "text") == instants(view, "nothing") == instants(view, None) == [None, None]


@pytest.mark.parametrize(
    ("column", "sentence"),
    [
        ("amount", "column 'amount' is of type int64: it should hold dates, timestamps or their text"),
        ("when", r"the source has no column 'when' \(it has 1 other\): check its name"),
    ],
)
def test_what_is_no_time_is_refused(column: str, sentence: str, view_of: ViewOf) -> None:
    """The sentence names the column."""
    with pytest.raises(SourceError, match=sentence):
        instant(view_of({"amount": [1]}).table, column, "UTC")


@pytest.mark.parametrize("timezone", ["UTC", "Europe/Dublin", "Europe/Berlin", "Asia/Kolkata", "America/New_York"])
def test_days_are_those_of_the_time_zones_own_clock(timezone: str, view_of: ViewOf) -> None:
    """Of every 7 hours and 30 minutes of eight years, changes of clocks among them: the zone database is the oracle."""
    start = datetime(2018, 5, 25, 0, 30)
    moments = [start + timedelta(minutes=450 * step) for step in range(9_500)]
    view = view_of({"at": moments})
    asked = view.table.select(at=view.table["at"], day=day_in(timezone, view.table["at"]))
    wrong = [at for at, day in view.rows(asked) if at.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).date() != day]
    assert wrong == []


def test_a_day_changes_at_the_very_minute_at_which_clocks_do(view_of: ViewOf) -> None:
    """In Lisbon's autumn clocks go back at 1:00 UTC, so that 23:30 UTC is the next day before and not after."""
    moments = [datetime(2026, 10, 24, 23, 30), datetime(2026, 10, 25, 23, 30)]
    view = view_of({"at": moments})
    days = [day for (day,) in view.rows(view.table.select(day=day_in("Europe/Lisbon", view.table["at"])))]
    assert days == [date(2026, 10, 25), date(2026, 10, 25)]


def test_a_literal_is_compared_in_utc(view_of: ViewOf) -> None:
    """13:00 in Berlin's winter is noon."""
    view = view_of({"at": [NOON]})
    moment = datetime(2026, 3, 5, 13, tzinfo=ZoneInfo("Europe/Berlin"))
    assert view.rows(view.table.filter(view.table["at"] == literal(moment)).count().as_table()) == [(1,)]
