"""How many rows came in each of the last periods of the calendar, counted by the engine in one look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.arrivals.calendar_periods import HOUR, LENGTHS, Period, before, first_day, running
from dte_exporter.statistics.expressions.instants import day_in, instant
from dte_exporter.statistics.expressions.marginals import seconds
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.sources import Sources
from dte_exporter.wall_clock import start_of

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

    from dte_exporter.statistics.view import View

_EARLIER, _WITHIN, _LATER, _UNTIMED = range(4)
_HOUR_SECONDS = int(HOUR.total_seconds())


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """The rows of a window by period.

    Parameters
    ----------
    counts : mapping of datetime to int
        The rows of each whole period that had ended, by the instant at which it began, the oldest first and none left
        out; it begins after the period in which the first row came.
    later, untimed : int
        Rows whose period had not ended, and those without a time.
    rows : mapping of str to int
        All rows, by window.
    timezone : str
        In which days and hours begin.
    """

    counts: Mapping[datetime, int]
    later: int
    untimed: int
    rows: Mapping[str, int]
    timezone: str


@dataclass(frozen=True, slots=True)
class PeriodCountsPlan:
    """The rows of one window by period.

    Parameters
    ----------
    time : str
        The column of times.
    period : Period
        Of which length.
    history : float
        Seconds before the period that ended last, from which on rows are counted.
    lag : float
        Seconds for which a period counts as not yet ended.
    """

    time: str
    period: Period
    history: float
    lag: float

    def measure(self, sources: Sources, cache: StatisticsCache) -> PeriodCounts:
        """Return the counts of the periods that had ended at the moment of the run, which are not kept.

        Raises
        ------
        SourceError
            If the window lacks the column, or it does not hold times.
        NoDataError
            If it holds no rows.
        """
        window, view = sources.own
        require(view, window, self.time)
        end = running(self.period, datetime.fromtimestamp(sources.now - self.lag, UTC), view.timezone)
        past = round(timedelta(seconds=self.history) / LENGTHS[self.period])
        starts = before(self.period, end, max(past, 1) + 1, view.timezone)
        found = view.rows(_counted(view, self, starts[0], end))
        not_empty(window, found)
        outside: Counter[int] = Counter()
        inside: Counter[datetime] = Counter()
        for place, key, rows in found:
            if place == _WITHIN:
                inside[self._start(key, view.timezone)] += int(rows)
            else:
                outside[int(place)] += int(rows)
        counts = {start: inside[start] for start in starts}
        known = counts if outside[_EARLIER] else _after_the_first(counts)
        total = outside.total() + inside.total()
        return PeriodCounts(known, outside[_LATER], outside[_UNTIMED], {window: total}, view.timezone)

    def _start(self, key: Any, timezone: str) -> datetime:
        """Return when the period began that the engine calls `key`: a day, or an hour since the epoch."""
        if isinstance(key, date):
            return start_of(first_day(self.period, key), timezone)
        return datetime.fromtimestamp(int(key), UTC)


def _counted(view: "View", plan: PeriodCountsPlan, start: datetime, end: datetime) -> "IbisTable":
    """Return a row for each day, or hour, from `start` to `end`, and for each place out of it: its rows."""
    import ibis

    moment = seconds(view.table, plan.time, view.timezone).floor().cast("int64")
    low, high = int(start.timestamp()), int(end.timestamp())
    within = (moment >= low) & (moment < high)
    place = ibis.cases(
        (moment.isnull(), _UNTIMED), (moment < low, _EARLIER), (moment >= high, _LATER), else_=_WITHIN
    ).cast("int64")
    if plan.period == "hour":
        # Hours begin where that of `end` does, so that zones which are half an hour off have theirs.
        key = moment - (moment - low) % _HOUR_SECONDS
    else:
        key = day_in(view.timezone, instant(view.table, plan.time, view.timezone))
    placed = view.table.select(place=place, period=within.ifelse(key, None))
    return placed.group_by(["place", "period"]).aggregate(rows=placed.count())


def _after_the_first(counts: Mapping[datetime, int]) -> dict[datetime, int]:
    """Return `counts` without the periods up to that in which the first row came, which is seldom a whole one.

    The last period is there in any case.
    """
    *earlier, last = counts
    first = next((place for place, start in enumerate(earlier) if counts[start]), len(earlier))
    return {start: counts[start] for start in [*earlier[first + 1 :], last]}
