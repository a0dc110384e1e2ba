"""Times without a zone, as a clock on the wall shows them, and the instants that they mean in a time zone.

Clocks that change show some times twice and skip others. Such a time is read by the lesser of the two offsets, that of
standard time, as PostgreSQL and DuckDB read it: of two 2:30 of an autumn night it is the second, and the 2:30 that a
night in spring skips is what the changed clocks call 3:30. Every other time means one instant.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime | None]
"""Times without a zone from the first on and before the second, if there is one."""

_FURTHEST = timedelta(hours=25)
"""No clocks have changed by more than a day, as those of Samoa did, nor twice so soon."""

_FIRST, _LAST = (datetime(year, 1, 1, tzinfo=UTC) for year in (2, 9999))
"""Between these a time zone has offsets, whatever is added."""


def instant(wall: datetime, timezone: str) -> datetime:
    """Return the instant, in UTC, at which clocks in `timezone` show `wall`; at the ends of the calendar, its end."""
    zone = ZoneInfo(timezone)
    offset = min(wall.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return _moved(wall.replace(tzinfo=UTC), -offset)


def start_of(day: date, timezone: str) -> datetime:
    """Return the first instant, in UTC, of `day` in `timezone`."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def weeks_before(moment: datetime, weeks: int, timezone: str) -> datetime:
    """Return the instant, in UTC, at which clocks in `timezone` showed so many weeks before what they do at `moment`.

    Of a time that they showed twice it is the first.
    """
    shown = moment.astimezone(ZoneInfo(timezone)) - timedelta(weeks=weeks)
    return shown.replace(fold=0).astimezone(UTC)


def spans_from(moment: datetime, timezone: str) -> tuple[Span, ...]:
    """Return the times without a zone that mean `moment` or a later instant: two spans if clocks then skip some."""
    before, after = (_offset(_moved(moment, by), timezone) for by in (-_FURTHEST, _FURTHEST))
    if before == after:
        return ((_shown(moment, after), None),)
    changed = _shown(_change(moment, timezone), after)
    early, late = _shown(moment, before), max(changed, _shown(moment, after))
    if early >= changed:
        return ((late, None),)
    return ((early, None),) if late == changed else ((early, changed), (late, None))


def _shown(moment: datetime, offset: timedelta) -> datetime:
    return _moved(moment.astimezone(UTC).replace(tzinfo=None), offset)


def _offset(moment: datetime, timezone: str) -> timedelta:
    return min(max(moment, _FIRST), _LAST).astimezone(ZoneInfo(timezone)).utcoffset() or timedelta()


def _change(moment: datetime, timezone: str) -> datetime:
    """Return the second at which the clocks change, as they do near `moment`."""
    start, end = moment - _FURTHEST, moment + _FURTHEST
    before = _offset(start, timezone)
    start, end = start.replace(microsecond=0), end.replace(microsecond=0)
    while end - start > timedelta(seconds=1):
        middle = start + timedelta(seconds=(end - start) // timedelta(seconds=2))
        start, end = (middle, end) if _offset(middle, timezone) == before else (start, middle)
    return end


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return (datetime.max if by > timedelta() else datetime.min).replace(tzinfo=moment.tzinfo)
