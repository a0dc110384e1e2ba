"""Moments of the past at which a check would have run: what its rows of each time are measured at."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.spans.amount import NumberOfRows
from dte_exporter.config.windows import Window
from dte_exporter.scheduling.schedule import trigger
from dte_exporter.wall_clock import instant

_DAY = timedelta(days=1)


def moments(check: ConfiguredCheck, first: datetime, last: datetime, every: float | None) -> Iterator[datetime]:
    """Yield the moments from `first` to `last` at which `check` is measured, oldest first.

    Parameters
    ----------
    check : ConfiguredCheck
        Its ``cron`` says when, or its ``every`` how far apart.
    first, last : datetime
        Without a zone, as clocks in that of the check's data set show them. Of an interval `first` is the first moment.
    every : float or None
        Seconds between moments, in the place of the schedule. Whole days are those of the data set's clocks, of 23 to
        25 hours.
    """
    zone = check.dataset.timezone
    start, end = (moment if moment.tzinfo else instant(moment, zone) for moment in (first, last))
    if every is None and check.settings.cron is not None:
        yield from _fired(check, start, end)
        return
    step, count = timedelta(seconds=every or check.settings.every or 0.0), 0
    first_here = start.astimezone(UTC if step % _DAY else ZoneInfo(zone))  # within a zone Python adds what clocks show
    while (moment := first_here + count * step) <= end:
        yield moment
        count += 1


def follows_now(windows: Collection[Window | None]) -> bool:
    """Return whether what `windows` mean at a moment of the past are the rows of that time.

    A fixed window means the same rows at any moment. So does the newest rows without a lag: nobody asked for an end.
    """
    return any(window is not None and _ends_with_now(window) for window in windows)


def _ends_with_now(window: Window) -> bool:
    if isinstance(window.last, NumberOfRows):
        return window.lag is not None
    return window.last is not None or window.calendar is not None


def _fired(check: ConfiguredCheck, first: datetime, last: datetime) -> Iterator[datetime]:
    fires, before = trigger(check), first - timedelta(microseconds=1)
    while (before := fires.get_next_fire_time(None, before)) <= last:
        yield before
