"""The rows of one window: an opened table met with a `Window` and the time."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable
from zoneinfo import ZoneInfo

from dte_exporter.config.windows import Window
from dte_exporter.errors import MissingColumnError, SourceError
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.tables.identity import identity
from dte_exporter.tables.predicate import matching
from dte_exporter.tables.table import Rows, Table
from dte_exporter.wall_clock import instant, spans_from, start_of

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.types import Table as IbisTable


@runtime_checkable
class AnswersTogether(Protocol):
    """An engine that may answer several questions about the same rows in one look at them."""

    def reads_once(self) -> bool:
        """Return whether it does."""
        ...

    def together(self, rows: "IbisTable", questions: "Sequence[IbisTable]") -> list[Rows]:
        """Return the rows of each of `questions`, all about `rows`."""
        ...


@dataclass(frozen=True, slots=True)
class TableView:
    """The rows of one window of a table; a `statistics.plan.View`."""

    source: Table
    table: "IbisTable"
    fingerprint: str | None
    divided: Callable[[], tuple["TableView", ...]] = tuple
    """What gives the parts, when they are asked for: telling them apart costs a look at every file."""

    @property
    def parts(self) -> "tuple[TableView, ...]":
        """Disjoint rows that together are these, each with an identity of its own; none where they lie in no parts."""
        return self.divided()

    @property
    def origin(self) -> str:
        """What the parts are of, the same at every run."""
        return self.source.parts.origin if self.source.parts else ""

    @property
    def engine(self) -> object:
        """What holds the rows: those of equal engines can be joined."""
        return self.source.execute

    @property
    def timezone(self) -> str:
        """The zone in which times without one are read."""
        return self.source.timezone

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> Rows:
        """Return the rows of `expression` with the text in `column` as HMAC-SHA256 under `key`, made by the engine.

        Raises
        ------
        SourceError
            If the engine cannot make it.
        """
        if self.source.digest is None:
            raise SourceError(
                f"{self.engine} makes no digests of identifiers, by which rows of different engines are met: keep all "
                "data sets of the check in one database, or all in files"
            )
        return self.rows(expression.mutate(**{column: self.source.digest(expression[column], key)}))

    def rows(self, expression: "IbisTable") -> Rows:
        """Return the rows of `expression`, computed where the rows live."""
        return self.source.execute(expression)

    def reads_once(self) -> bool:
        """Return whether the engine answers several questions about these rows in one look at them."""
        return isinstance(self.source.execute, AnswersTogether) and self.source.execute.reads_once()

    def together(self, questions: "Sequence[IbisTable]") -> list[Rows]:
        """Return the rows of each of `questions` about these rows, which the engine `reads_once`.

        Raises
        ------
        SourceError
            If the engine refuses the whole.
        """
        return cast("AnswersTogether", self.source.execute).together(self.table, questions)


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
    window = window or Window()
    limits = span(window, other, now, table.timezone)
    if limits is not None:
        _refuse_no_time(table, str(time))
    whole = _selected(table, window.where, time, limits)
    return replace(whole, divided=lambda: _parts(table, window.where, time, limits))


def _parts(table: Table, where: str | None, time: str | None, limits: "Span | None") -> "tuple[TableView, ...]":
    """Return the parts of a window; one that lies within the limits is the same wherever they are."""
    if table.parts is None:
        return ()
    if limits is None:
        return tuple(_selected(part, where, None, None) for part in table.parts.tables)
    found = table.parts.within(str(time), limits.start, limits.end)
    return tuple(_selected(part, where, time, None if is_inside else limits) for part, is_inside in found)


def _selected(table: Table, where: str | None, time: str | None, limits: "Span | None") -> "TableView":
    rows = matching(table.expression, where) if where else table.expression
    if limits is not None:
        rows = _within(rows, str(time), limits, table.timezone)
    return TableView(table, rows, _fingerprint(table, where, limits))


def written(table: Table, name: str, window: Window | None, time: str | None, other: Window | None, now: float) -> str:
    """Return the rows that `window` means as SQL that asks a table called `name` for them; empty for all rows.

    Otherwise as `view`.
    """
    import ibis

    if window is None:
        return ""
    named = replace(table, expression=ibis.table(table.expression.schema(), name=name))
    return str(ibis.to_sql(view(named, window, time, other, now).table, dialect="duckdb"))


def span(window: Window, other: Window | None, now: float, timezone: str) -> Span | None:
    """Return the span of time that `window` means at `now`, None where it means no time.

    Yesterday is a day of `timezone`, and a moment without an offset is read in it.
    """
    moment = datetime.fromtimestamp(now, UTC)
    if window.last:
        return Span(moment - timedelta(seconds=window.last), moment)
    if window.previous:
        end = moment - timedelta(seconds=(other.last if other and other.last else 0))
        return Span(end - timedelta(seconds=window.previous), end)
    if window.yesterday:
        today = moment.astimezone(ZoneInfo(timezone)).date()
        return Span(start_of(today - timedelta(days=1), timezone), start_of(today, timezone))
    if window.start or window.end:
        return Span(_moment(window.start, timezone), _moment(window.end, timezone))
    return None


def _moment(text: str | None, timezone: str) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else instant(moment, timezone)


def _refuse_no_time(table: Table, time: str) -> None:
    if time not in table.expression.columns:
        raise MissingColumnError("the source", time, table.expression.columns)
    type_ = table.expression[time].type()
    if not type_.is_timestamp() and not type_.is_date():
        what = f"column {time!r} is of type {type_name(type_)}: a window of time needs dates or timestamps"
        raise SourceError(f"{what}: {table.notices.get(time) or _declaration(time, type_)}")


def _declaration(time: str, type_: "DataType") -> str:
    """Return how the config can make times of a column that holds none."""
    if type_.is_integer():
        return f"set columns.types.{time} to epoch_seconds or epoch_milliseconds if its numbers count from 1970"
    return f"set columns.types.{time} to date or timestamp if its texts are such"


def _within(rows: "IbisTable", time: str, limits: Span, timezone: str) -> "IbisTable":
    column = rows[time]
    if limits.start:
        rows = rows.filter(_reaches(column, limits.start, timezone))
    if limits.end:
        rows = rows.filter(~_reaches(column, limits.end, timezone))
    return rows


def _reaches(column: Any, moment: datetime, timezone: str) -> Any:
    """Return whether the times in `column` are `moment` or later; those without a zone are read in `timezone`.

    The column stays as it is, so that the engine can answer from a file's own statistics.
    """
    import ibis

    if column.type().is_timestamp() and column.type().timezone:
        return column >= ibis.literal(moment)
    spans = (
        column >= ibis.literal(start) if end is None else (column >= ibis.literal(start)) & (column < ibis.literal(end))
        for start, end in spans_from(moment, timezone)
    )
    return reduce(operator.or_, spans)


def _fingerprint(table: Table, where: str | None, limits: Span | None) -> str | None:
    if table.fingerprint is None or (where, limits) == (None, None):
        return table.fingerprint
    return identity((table.fingerprint, where, limits))
