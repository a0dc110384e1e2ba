from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dte_exporter.errors import MissingColumnError, NoDataError, SourceError
from dte_exporter.statistics.arrivals.newest_times import Newest, NewestTimes, NewestTimesPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.storage.statistics_cache import DiskCache
from tests.unit.statistics.conftest import ViewOf

NOON = datetime(2018, 11, 8, 12, tzinfo=UTC)


def newest(view: View, cache: DiskCache, *columns: str) -> NewestTimes:
    """Return the newest times at noon of 8 November."""
    return NewestTimesPlan(columns).measure(Sources({"current": view}, now=NOON.timestamp()), cache)


def test_what_lies_ahead_is_not_the_newest(view_of: ViewOf, cache: DiskCache) -> None:
    """A row of the very moment is; one a second later is counted apart, and so is one without a time."""
    view = view_of({"at": [NOON.replace(hour=11), NOON, NOON.replace(second=1), NOON.replace(year=2919), None]})

    assert newest(view, cache, "at") == NewestTimes({"at": Newest(NOON.timestamp(), 2, 1)}, {"current": 5})


def test_without_a_time_up_to_now_there_is_no_newest(view_of: ViewOf, cache: DiskCache) -> None:
    """Rows there are all the same."""
    view = view_of({"at": [NOON.replace(hour=13)], "loaded": [NOON]})

    found = newest(view, cache, "at", "loaded")

    assert found.columns == {"at": Newest(None, 1, 0), "loaded": Newest(NOON.timestamp(), 0, 0)}


def test_a_day_is_its_first_moment_in_the_zone_of_its_data_set(view_of: ViewOf, cache: DiskCache) -> None:
    """8 November began in Berlin at 23:00 UTC of the day before."""
    view = view_of({"day": [date(2018, 11, 7), date(2018, 11, 8)]})
    view = replace(view, source=view.source.read_in("Europe/Berlin"))

    assert newest(view, cache, "day").columns["day"].time == datetime(2018, 11, 7, 23, tzinfo=UTC).timestamp()


def test_what_cannot_be_told_is_said(view_of: ViewOf, cache: DiskCache) -> None:
    """No rows, no such column, and a column of something else."""
    view = view_of({"at": [NOON], "flag": [True]})
    with pytest.raises(NoDataError):
        newest(replace(view, table=view.table.filter(~view.table["flag"])), cache, "at")
    with pytest.raises(MissingColumnError, match="'then'"):
        newest(view, cache, "then")
    with pytest.raises(SourceError, match="'flag' is of type boolean"):
        newest(view, cache, "flag")
