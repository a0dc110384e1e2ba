from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dte_exporter.errors import MissingColumnError, NoDataError
from dte_exporter.statistics.arrivals.calendar_periods import Period
from dte_exporter.statistics.arrivals.period_counts import PeriodCounts, PeriodCountsPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.storage.statistics_cache import DiskCache
from tests.unit.statistics.conftest import ViewOf

NOON = datetime(2018, 11, 8, 12, tzinfo=UTC)
DAY, HOUR = 86_400.0, 3_600.0
TIMES = [
    datetime(2018, 11, 5, 10, tzinfo=UTC),
    datetime(2018, 11, 5, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2018, 11, 7, 0, tzinfo=UTC),
    datetime(2018, 11, 8, 0, tzinfo=UTC),
    datetime(2018, 11, 8, 13, tzinfo=UTC),
    None,
]


def counted(
    view: View, cache: DiskCache, period: Period = "day", history: float = 3 * DAY, lag: float = 0
) -> PeriodCounts:
    """Return the counts at noon of 8 November."""
    return PeriodCountsPlan("at", period, history, lag).measure(Sources({"current": view}, now=NOON.timestamp()), cache)


def test_days_begin_at_their_first_moment_and_end_before_the_next(view_of: ViewOf, cache: DiskCache) -> None:
    """The first day with rows is no whole one; an empty day is 0; today has not ended."""
    found = counted(view_of({"at": TIMES}), cache)

    assert found.counts == {datetime(2018, 11, 6, tzinfo=UTC): 0, datetime(2018, 11, 7, tzinfo=UTC): 1}
    assert (found.later, found.untimed, found.rows) == (2, 1, {"current": 6})


def test_a_table_that_is_older_than_the_history_has_all_of_its_days(view_of: ViewOf, cache: DiskCache) -> None:
    """A row before it says that the days after it are whole."""
    found = counted(view_of({"at": [*TIMES, NOON - timedelta(days=99)]}), cache)

    assert list(found.counts.values()) == [0, 2, 0, 1]
    assert found.rows == {"current": 7}


def test_a_period_counts_as_ended_once_its_lag_is_over(view_of: ViewOf, cache: DiskCache) -> None:
    """Rows that come half a day late are waited for."""
    assert list(counted(view_of({"at": TIMES}), cache, lag=12 * HOUR).counts.values()) == [0, 1]
    assert list(counted(view_of({"at": TIMES}), cache, lag=12 * HOUR + 1).counts.values()) == [0]


def test_hours_are_those_of_a_zone_half_an_hour_off(view_of: ViewOf, cache: DiskCache) -> None:
    """In Kolkata 11:29 UTC is 16:59 and 11:30 is 17:00: at noon UTC the hour from 16:00 on has ended."""
    times = [NOON - timedelta(hours=9), *(NOON - timedelta(minutes=minutes) for minutes in (91, 90, 31, 30))]
    view = view_of({"at": times})
    view = replace(view, source=view.source.read_in("Asia/Kolkata"))

    found = counted(view, cache, "hour", 2 * HOUR)

    assert found.counts == {NOON - timedelta(minutes=150): 1, NOON - timedelta(minutes=90): 2} | {
        NOON - timedelta(minutes=210): 0
    }
    assert found.later == 1


def test_weeks_are_made_of_days(view_of: ViewOf, cache: DiskCache) -> None:
    """Dates fall into weeks from Monday on."""
    days = [date(2018, 10, 1), date(2018, 10, 22), date(2018, 10, 28), date(2018, 10, 29), date(2018, 11, 4)]

    found = counted(view_of({"at": days}), cache, "week", 14 * DAY)

    assert list(found.counts.values()) == [0, 2, 2]


def test_a_table_of_one_period_has_that_one(view_of: ViewOf, cache: DiskCache) -> None:
    """The last period is told even where it is the first with rows."""
    assert list(counted(view_of({"at": [NOON - timedelta(days=1)]}), cache).counts.values()) == [1]


def test_no_rows_are_no_data_and_no_column_is_said(view_of: ViewOf, cache: DiskCache) -> None:
    """Neither is a volume of 0."""
    view = view_of({"at": TIMES})
    with pytest.raises(NoDataError):
        counted(replace(view, table=view.table.filter(view.table["at"].year() == 1)), cache)
    with pytest.raises(MissingColumnError, match="'at'"):
        counted(view_of({"when": TIMES}, "other"), cache)
