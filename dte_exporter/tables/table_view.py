"""The rows of one window: an opened table met with a `Window` and the time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from dte_exporter.config.spans.cut import Current, Cut, cut
from dte_exporter.config.windows import Window
from dte_exporter.errors import MissingColumnError, SourceError
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.tables.cuts.in_spans import in_spans
from dte_exporter.tables.cuts.newest_rows import newest, older
from dte_exporter.tables.identity import identity
from dte_exporter.tables.predicate import matching
from dte_exporter.tables.table import Rows, Table

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


def view(table: Table, window: Window | None, time: str | None, current: Current | None, now: float) -> TableView:
    """Return the rows of `table` that `window` means.

    Parameters
    ----------
    window : Window or None
        None for all rows.
    time : str or None
        The column of time.
    current : Current or None
        The window that one of the reference may be told by.
    now : float
        Seconds since the epoch.

    Raises
    ------
    SourceError
        If the window names a column that is not there or does not fit its type.
    """
    meant = cut(window or Window(), current, now, table.timezone)
    if meant.is_of_time:
        _refuse_no_time(table, str(time))
    return replace(_selected(table, meant, time), divided=lambda: _parts(table, meant, time))


def _parts(table: Table, meant: Cut, time: str | None) -> "tuple[TableView, ...]":
    """Return the parts of a window; one that lies within its spans is the same wherever they are.

    Which rows are the newest no part knows.
    """
    if table.parts is None or meant.newest is not None:
        return ()
    if meant.spans is None:
        return tuple(_selected(part, meant, None) for part in table.parts.tables)
    found = table.parts.within(str(time), meant.spans)
    whole = Cut(meant.where)
    return tuple(_selected(part, whole if is_inside else meant, time) for part, is_inside in found)


def _selected(table: Table, meant: Cut, time: str | None) -> "TableView":
    return TableView(table, _rows(table, meant, str(time)), _fingerprint(table, meant, time))


def _rows(table: Table, meant: Cut, time: str) -> "IbisTable":
    rows = matching(table.expression, meant.where) if meant.where else table.expression
    if meant.spans is not None:
        rows = in_spans(rows, time, meant.spans, table.timezone)
    if meant.before is not None:
        rows = older(rows, time, _rows(table, meant.before, time))
    return rows if meant.newest is None else newest(rows, time, meant.newest)


def written(
    table: Table, name: str, window: Window | None, time: str | None, current: Current | None, now: float
) -> str:
    """Return the rows that `window` means as SQL that asks a table called `name` for them; empty for all rows.

    Otherwise as `view`.
    """
    import ibis

    if window is None:
        return ""
    named = replace(table, expression=ibis.table(table.expression.schema(), name=name))
    return str(ibis.to_sql(view(named, window, time, current, now).table, dialect="duckdb"))


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


def _fingerprint(table: Table, meant: Cut, time: str | None) -> str | None:
    if table.fingerprint is None or meant == Cut():
        return table.fingerprint
    return identity((table.fingerprint, meant, time if meant.is_of_time else None))
