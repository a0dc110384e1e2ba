"""Which rows of a table a window means at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dte_exporter.config.models import DataSet
from dte_exporter.config.spans.amount import NumberOfRows
from dte_exporter.config.spans.span import Span
from dte_exporter.config.windows import Window
from dte_exporter.wall_clock import instant, weeks_before


@dataclass(frozen=True, slots=True)
class Cut:
    """Some rows of a table.

    Parameters
    ----------
    where : str or None
        An SQL predicate that holds of them.
    spans : tuple of Span or None
        A row's time lies in one of these, oldest first; None for rows of any time, and those without one.
    newest : int or None
        How many of the rows so far: the newest, and with them all of the same moment as the oldest of them. None for
        all; a row without a time is not among them.
    before : Cut or None
        Rows of the same table: those meant are older than any of these.
    """

    where: str | None = None
    spans: tuple[Span, ...] | None = None
    newest: int | None = None
    before: "Cut | None" = None

    @property
    def is_of_time(self) -> bool:
        """Whether the time of a row decides."""
        return self.spans is not None or self.newest is not None


@dataclass(frozen=True, slots=True)
class Current:
    """The current window, which a reference may be told by, and the zone of its rows."""

    window: Window
    timezone: str


def current_of(datasets: Mapping[str, DataSet], name: str) -> Current | None:
    """Return the current window of the data set called `name`; None where it has none, or its rows are not there."""
    window = datasets[name].windows.current if name in datasets else None
    owner = datasets.get(window.dataset or name) if window else None
    return Current(window, owner.timezone) if window and owner else None


def cut(window: Window, current: Current | None, now: float, timezone: str) -> Cut:
    """Return the rows that `window` means at `now`.

    Parameters
    ----------
    current : Current or None
        What a window of the reference may be told by; where there is none, it is by now.
    now : float
        Seconds since the epoch.
    timezone : str
        The zone whose calendar counts, and in which a moment without an offset is read.
    """
    if isinstance(window.previous, NumberOfRows):
        return _older(window, window.previous, current, now)
    newest = window.last.number if isinstance(window.last, NumberOfRows) else None
    return Cut(window.where, _spans(window, current, now, timezone), newest)


def _older(window: Window, rows: NumberOfRows, current: Current | None, now: float) -> Cut:
    """Return the newest `rows` of those before the current window."""
    if current is not None and isinstance(current.window.last, NumberOfRows):
        return Cut(window.where, None, rows.number, cut(current.window, None, now, current.timezone))
    return Cut(window.where, (Span(None, _whole(current, now).start),), rows.number)


def _spans(window: Window, current: Current | None, now: float, timezone: str) -> tuple[Span, ...] | None:
    if window.same_weekday is not None:
        return tuple(_week_before(weeks, current, now) for weeks in range(window.same_weekday, 0, -1))
    if isinstance(window.previous, float):
        end = _whole(current, now).start or _moment(now)
        return (Span(end - timedelta(seconds=window.previous), end),)
    return _of_itself(window, now, timezone)


def _of_itself(window: Window, now: float, timezone: str) -> tuple[Span, ...] | None:
    """Return the span of a window that is told by no other, None where it means no time."""
    end = _moment(now - (window.lag or 0))
    if window.calendar is not None:
        return (window.calendar.before(end, timezone),)
    if isinstance(window.last, float):
        return (Span(end - timedelta(seconds=window.last), end),)
    if window.last is not None:
        return (Span(None, end),) if window.lag else None
    if window.start or window.end:
        return (Span(_read(window.start, timezone), _read(window.end, timezone)),)
    return None


def _week_before(weeks: int, current: Current | None, now: float) -> Span:
    """Return the span of the current window so many `weeks` before, by the clocks of its zone.

    One of the calendar has whole days then too, also where clocks skip a midnight.
    """
    window, timezone = (current.window, current.timezone) if current else (Window(), "UTC")
    if window.calendar is not None:
        return window.calendar.before(weeks_before(_moment(now - (window.lag or 0)), weeks, timezone), timezone)
    whole = _whole(current, now)
    start, end = (weeks_before(edge or _moment(now), weeks, timezone) for edge in (whole.start, whole.end))
    return Span(start, end)


def _whole(current: Current | None, now: float) -> Span:
    """Return the span of the current window; the moment now where it has none."""
    spans = _of_itself(current.window, now, current.timezone) if current else None
    return spans[0] if spans else Span(_moment(now), _moment(now))


def _moment(now: float) -> datetime:
    return datetime.fromtimestamp(now, UTC)


def _read(text: str | None, timezone: str) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else instant(moment, timezone)
