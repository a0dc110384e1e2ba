"""The rows of one window: an opened table met with a `Window` and the time."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dte_exporter.config.windows import Window
from dte_exporter.errors import SourceError
from dte_exporter.tables.predicate import matching
from dte_exporter.tables.table import Rows, Table

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class TableView:
    """The rows of one window of a table; a `statistics.plan.View`."""

    source: Table
    table: "IbisTable"
    fingerprint: str | None

    @property
    def engine(self) -> object:
        """What holds the rows: those of equal engines can be joined."""
        return self.source.execute

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> Rows:
        """Return the rows of `expression` with the text in `column` as HMAC-SHA256 under `key`, made by the engine.

        Raises
        ------
        SourceError
            If the engine cannot make it.
        """
        if self.source.digest is None:
            raise SourceError("the engine of a data set cannot digest identifiers: bring the data sets into one engine")
        return self.rows(expression.mutate(**{column: self.source.digest(expression[column], key)}))

    def rows(self, expression: "IbisTable") -> Rows:
        """Return the rows of `expression`, computed where the rows live."""
        return self.source.execute(expression)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time; None where it has no bound."""

    start: datetime | None
    end: datetime | None


def view(table: Table, window: Window | None, time: str | None, other: Window | None, now: float) -> TableView:
    """Return the rows of `table` that `window` means.

    Parameters
    ----------
    window : Window or None
        None for all rows.
    time : str or None
        The column of time.
    other : Window or None
        The window that `previous` ends at the start of.
    now : float
        Seconds since the epoch.

    Raises
    ------
    SourceError
        If the window names a column that is not there or does not fit its type.
    """
    if window is None:
        return TableView(table, table.expression, table.fingerprint)
    rows = matching(table.expression, window.where) if window.where else table.expression
    limits = span(window, other, now)
    if limits is not None:
        rows = _within(rows, str(time), limits)
    return TableView(table, rows, _fingerprint(table, window.where, limits))


def span(window: Window, other: Window | None, now: float) -> Span | None:
    """Return the span of time that `window` means at `now`, None where it means no time."""
    moment = datetime.fromtimestamp(now, UTC)
    if window.last:
        return Span(moment - timedelta(seconds=window.last), moment)
    if window.previous:
        end = moment - timedelta(seconds=(other.last if other and other.last else 0))
        return Span(end - timedelta(seconds=window.previous), end)
    if window.yesterday:
        today = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        return Span(today - timedelta(days=1), today)
    if window.start or window.end:
        return Span(_moment(window.start), _moment(window.end))
    return None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _within(rows: "IbisTable", time: str, limits: Span) -> "IbisTable":
    if time not in rows.columns:
        raise SourceError(f"the source has no column {time!r}: set columns.time to one of {', '.join(rows.columns)}")
    column = rows[time]
    if not column.type().is_timestamp() and not column.type().is_date():
        raise SourceError(f"column {time!r} is of type {column.type()}: a window of time needs dates or timestamps")
    if limits.start:
        rows = rows.filter(column >= _bound(column, limits.start))
    if limits.end:
        rows = rows.filter(column < _bound(column, limits.end))
    return rows


def _bound(column: Any, moment: datetime) -> Any:
    """Return `moment` as the column has its times; times without a zone are taken as UTC."""
    import ibis

    zoned = column.type().is_timestamp() and column.type().timezone
    return ibis.literal(moment if zoned else moment.replace(tzinfo=None))


def _fingerprint(table: Table, where: str | None, limits: Span | None) -> str | None:
    if table.fingerprint is None:
        return None
    return hashlib.sha256(repr((table.fingerprint, where, limits)).encode()).hexdigest()[:16]
