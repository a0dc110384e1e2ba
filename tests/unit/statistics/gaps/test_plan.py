from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.gaps import plan
from dte_exporter.statistics.gaps.gap_view import GapView
from dte_exporter.statistics.gaps.gaps import Gaps, GapsPair
from dte_exporter.statistics.gaps.plan import GapsPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View
from dte_exporter.storage.statistics_cache import DiskCache

ViewOf = Callable[..., Any]
START = datetime(2018, 11, 1, tzinfo=UTC)


def at(*seconds: float | None) -> list[datetime | None]:
    """Return moments so many seconds after the start."""
    return [None if one is None else START + timedelta(seconds=one) for one in seconds]


def measured(then: View, now: View, cache: DiskCache, *columns: str) -> GapsPair:
    """Return the gaps of two windows."""
    return GapsPlan(columns or ("at",)).measure(Sources({"reference": then, "current": now}), cache)


def test_gaps_lie_between_different_times_in_their_order(view_of: ViewOf, cache: DiskCache) -> None:
    """Rows in any order, some at one time, some without one."""
    found = measured(view_of({"at": at(60, 0, None, 0, 90)}), view_of({"at": at(0, 5)}, "now"), cache)
    assert found.rows == {"reference": 5, "current": 2}
    then, now = found.reference["at"], found.current["at"]
    assert (then.lengths.values, then.missing, then.longest, then.median) == ({60.0: 1, 30.0: 1}, 1, 60, 45)
    assert (now.lengths.values, now.missing, now.longest, now.median) == ({5.0: 1}, 0, 5, 5)


def test_times_are_read_to_the_second(view_of: ViewOf, cache: DiskCache) -> None:
    """Those of one second are one time."""
    found = measured(view_of({"at": at(0, 0.4, 2.7)}), view_of({"at": at(0)}, "now"), cache)
    assert found.reference["at"].lengths.values == {2.0: 1}
    assert (found.current["at"].count, found.current["at"].longest) == (0, None)


def test_days_are_of_one_length_where_clocks_change(view_of: ViewOf, cache: DiskCache) -> None:
    """In Berlin the 28th of October 2018 had 25 hours; a day later is a day later all the same."""
    days = [date(2018, 10, 27) + timedelta(days=place) for place in range(4)]
    view = view_of({"at": days})
    in_berlin = replace(view, source=replace(view.source, timezone="Europe/Berlin"))
    gaps = GapView(in_berlin, "at")
    assert gaps.timezone == "Europe/Berlin"
    assert gaps.rows(gaps.table) == [(86_400,)] * 3


def test_times_without_a_zone_are_those_of_the_data_set(view_of: ViewOf) -> None:
    """From 1:00 to 4:00 of that night it was four hours."""
    view = view_of({"at": [datetime(2018, 10, 28, 1), datetime(2018, 10, 28, 4)]})
    gaps = GapView(replace(view, source=replace(view.source, timezone="Europe/Berlin")), "at")
    assert gaps.rows(gaps.table) == [(4 * 3_600,)]


def test_many_lengths_are_known_by_cells(view_of: ViewOf, cache: DiskCache) -> None:
    """Of five thousand different ones, bounded in number; the longest is exact, the median within a part of a cell."""
    lengths = np.arange(1, 5_001)
    then, now = (view_of({"at": at(*np.cumsum(one).tolist())}, name) for one, name in ((lengths, "a"), (lengths, "b")))
    found = measured(then, now, cache)
    for one in (found.reference["at"], found.current["at"]):
        assert not one.lengths.exact
        assert one.longest == 5_000
        assert one.median == pytest.approx(2_501, abs=5)
    assert found.reference["at"].lengths.cells.keys() == found.current["at"].lengths.cells.keys()


def test_the_reference_is_measured_once(view_of: ViewOf, cache: DiskCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time only the current window is asked."""
    windows = view_of({"at": at(0, 60, 90)}), view_of({"at": at(0, 5)}, "now")
    first, asked = measured(*windows, cache), []
    one_window = plan._measured

    def counted(gaps: GapView, like: Numbers | None = None) -> Gaps:
        asked.append(gaps.view)
        return one_window(gaps, like)

    monkeypatch.setattr(plan, "_measured", counted)
    assert measured(*windows, cache) == first
    assert asked == [windows[1]]


def test_a_column_of_another_type_costs_itself_alone(view_of: ViewOf, cache: DiskCache) -> None:
    """The others have their gaps."""
    then: Mapping[str, Any] = {"at": at(0, 60), "on": [date(2018, 11, 1)] * 2}
    found = measured(view_of(then), view_of({**then, "on": [1, 2]}, "now"), cache, "at", "on")
    assert found.refused == {"on": Mismatch("date", "int64")}
    assert list(found.current) == ["at"]


def test_a_window_without_rows_is_told(view_of: ViewOf, cache: DiskCache) -> None:
    """There is no time in it."""
    empty = view_of({"at": pa.array([], pa.timestamp("us", "UTC"))}, "now")
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        measured(view_of({"at": at(0, 60)}), empty, cache)


def test_rows_without_an_identity_are_measured_each_time(view_of: ViewOf, cache: DiskCache) -> None:
    """What may have changed unseen is not kept."""
    then, now = view_of({"at": at(0, 60, 90)}), view_of({"at": at(0, 5)}, "now")
    unknown = replace(then, fingerprint=None)
    assert measured(unknown, now, cache) == measured(then, now, DiskCache(cache.folder / "other"))
    assert GapView(unknown, "at").fingerprint is None
