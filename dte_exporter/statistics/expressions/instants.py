"""Columns of time as an engine can compare them: instants in UTC without a zone, and the days that they fall on.

Times without a zone are read as `dte_exporter.wall_clock` says.
"""

import functools
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dte_exporter.errors import MissingColumnError, SourceError
from dte_exporter.statistics.expressions.type_name import type_name

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_OFFSET = r":\d{2}(\.\d+)?\s*(Z|z|[+-]\d{2}(:?\d{2})?)$"
"""How the text of a time ends that tells its own offset from UTC."""

FIRST_YEAR, LAST_YEAR = 1996, 2040
"""Between which changes of clocks are told to the engine; before and after, the offset nearest to them holds."""

_START = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)


def instant(table: "IbisTable", column: str | None, timezone: str) -> Any:
    """Return the times in `column` as instants in UTC; null throughout where there is no column or it holds nothing.

    Times without a zone are read in `timezone`, days as their first moment there, text as ISO 8601.

    Raises
    ------
    SourceError
        If there is no such column in `table`, or it does not hold times.
    """
    import ibis

    if column is None:
        return ibis.null("timestamp")
    found = held(table, column)
    type_ = found.type()
    if type_.is_string():
        return _of_text(found.strip().nullif(""), timezone)
    if type_.is_timestamp() and type_.timezone:
        return found.cast("timestamp")
    if type_.is_timestamp() or type_.is_date():
        return _meant(found.cast("timestamp"), timezone)
    raise SourceError(
        f"column {column!r} is of type {type_name(type_)}: it should hold dates, timestamps or their text"
    )


def _of_text(text: Any, timezone: str) -> Any:
    zoned, wall = text.cast("timestamp('UTC')").cast("timestamp"), text.cast("timestamp")
    return zoned if _is_utc(timezone) else text.re_search(_OFFSET).ifelse(zoned, _meant(wall, timezone))


def _meant(wall: Any, timezone: str) -> Any:
    """Return the instants at which clocks in `timezone` show the times in `wall`."""
    import ibis

    if _is_utc(timezone):
        return wall
    changes = _changes(timezone)
    if not changes:
        return wall - _seconds(_offset(_START, timezone))
    branches = [
        (wall < ibis.literal((at + timedelta(seconds=after)).replace(tzinfo=None)), wall - _seconds(before))
        for at, before, after in changes
    ]
    return ibis.cases(*branches, else_=wall - _seconds(changes[-1][2]))


def held(table: "IbisTable", column: str) -> Any:
    """Return `column` of `table`.

    Raises
    ------
    MissingColumnError
        If it is not there.
    """
    if column not in table.columns:
        raise MissingColumnError("the source", column, table.columns)
    return table[column]


def literal(moment: datetime) -> Any:
    """Return `moment` as an engine compares it with instants."""
    import ibis

    return ibis.literal(moment.astimezone(UTC).replace(tzinfo=None))


def day_in(timezone: str, moment: Any) -> Any:
    """Return the day that the instant `moment` falls on in `timezone`."""
    import ibis

    changes = _changes(timezone)
    if not changes:
        return (moment + _seconds(_offset(_START, timezone))).date()
    branches = [(moment < literal(at), moment + _seconds(before)) for at, before, _ in changes]
    return ibis.cases(*branches, else_=moment + _seconds(changes[-1][2])).date()


def _seconds(count: int) -> Any:
    """Return a span of time that stands by itself: not every engine can choose between spans."""
    import ibis

    return ibis.interval(seconds=count)


def _is_utc(timezone: str) -> bool:
    return not _changes(timezone) and _offset(_START, timezone) == 0


def _offset(moment: datetime, timezone: str) -> int:
    offset = moment.astimezone(ZoneInfo(timezone)).utcoffset()
    return int((offset or timedelta()).total_seconds())


@functools.cache
def _changes(timezone: str) -> tuple[tuple[datetime, int, int], ...]:
    """Return each change of clocks: when, the seconds that they went ahead of UTC before, and those after."""
    found = []
    month = _START
    while month.year < LAST_YEAR:
        following = (month + timedelta(days=32)).replace(day=1)
        before, after = _offset(month, timezone), _offset(following, timezone)
        if before != after:
            found.append((_change(month, following, timezone), before, after))
        month = following
    return tuple(found)


def _change(start: datetime, end: datetime, timezone: str) -> datetime:
    """Return the minute at which the clocks change between `start` and `end`, where they do so once."""
    before = _offset(start, timezone)
    while end - start > timedelta(minutes=1):
        middle = start + (end - start) / 2
        middle = middle.replace(second=0, microsecond=0)
        start, end = (middle, end) if _offset(middle, timezone) == before else (start, middle)
    return end
