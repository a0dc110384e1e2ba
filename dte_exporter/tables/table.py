"""An opened source: rows behind an engine, ready to be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from dte_exporter.config.roles import ColumnKind
from dte_exporter.tables.identity import identity
from dte_exporter.tables.parts.table_parts import Parts
from dte_exporter.tables.text.text_columns import TextColumns

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.types import Table as IbisTable

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """A source as a worker sees it.

    Parameters
    ----------
    expression : ibis Table
        All of its rows.
    fingerprint : str or None
        The identity of its content; equal content of equal origin has an equal one. None where it cannot be known:
        then nothing computed from it is cached.
    execute : callable
        Computes an Ibis expression where the rows live and returns its few rows. Raises `SourceError` for what the
        source does not allow and `MemoryError` where the engine reaches its memory limit.
    digest : callable or None
        From a column of text and a key to the expression of its HMAC-SHA256, in the engine; None where it has none.
    text : TextColumns or None
        The columns that the source has as text and `expression` has as what they turned out to be.
    files : tuple of str
        What the engine opens for it, by the names that it has for them.
    delimiter : str
        What stands between the fields of delimited text, empty for all else.
    remarks : tuple of str
        What a reader should know of the whole, one sentence each.
    notices : mapping of str to str
        What a reader should know of how a column is read, by its name.
    timezone : str
        The zone in which its times without one are read.
    parts : Parts or None
        The parts that it lies in, where each has an identity of its own.
    is_remote : bool
        Whether a server holds the rows: it may have no words for what a check asks, nor read what texts stand for.
    """

    expression: "IbisTable"
    fingerprint: str | None
    execute: Callable[["IbisTable"], Rows]
    digest: Callable[[Any, bytes], Any] | None = None
    text: TextColumns | None = None
    files: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    notices: Mapping[str, str] = field(default_factory=dict)
    delimiter: str = ""
    timezone: str = "UTC"
    parts: Parts | None = None
    is_remote: bool = False

    def read_in(self, timezone: str) -> "Table":
        """Return it with times without a zone read in `timezone`, which makes equal content mean another thing."""
        if timezone == self.timezone:
            return self
        fingerprint = self.fingerprint and identity((self.fingerprint, timezone))
        parts = self.parts and self.parts.as_of(lambda part: part.read_in(timezone))
        return replace(self, timezone=timezone, fingerprint=fingerprint, parts=parts)

    @property
    def kinds(self) -> Mapping[str, ColumnKind]:
        """How the values of each column are to be read."""
        return {name: _kind(type_) for name, type_ in self.expression.schema().items()}


def _kind(type_: "DataType") -> ColumnKind:
    if type_.is_boolean():
        return ColumnKind.BOOLEAN
    if type_.is_numeric():
        return ColumnKind.NUMBER
    if type_.is_string() or type_.is_uuid():
        return ColumnKind.CATEGORY
    return ColumnKind.TIME if type_.is_temporal() else ColumnKind.OTHER
