"""A file as it is looked at before it is validated: how it is read, and which columns are its key and its time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dte_exporter.config.problems import choice
from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import ConfigError
from dte_exporter.places.object_address import is_address
from dte_exporter.proposal import source_text
from dte_exporter.proposal.guessed_roles import KEYS, TIMES
from dte_exporter.proposal.source_text import FileText
from dte_exporter.proposal.words import words
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.expressions.written_name import written
from dte_exporter.tables.table import Table

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType

_MOSTLY = 0.9
"""A column whose name says a key is one if this share of its values differ: duplicates are faults then."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file, and what its columns are for.

    Parameters
    ----------
    shown : str
        Where it is, as it was named.
    place : str
        The same from the root, or as an address.
    source : FileText
        How it is read.
    key, time : str or None
        The columns that tell its rows apart, and when they happened.
    """

    shown: str
    place: str
    source: FileText
    key: str | None
    time: str | None

    @property
    def table(self) -> Table:
        """Its rows."""
        return self.source.table

    @property
    def schema(self) -> Mapping[str, "DataType"]:
        """The type of each column, by its name as it is written."""
        return {written(name): type_ for name, type_ in self.table.expression.schema().items()}

    @property
    def types(self) -> Mapping[str, str]:
        """The type of each column, for people."""
        return {name: type_name(type_) for name, type_ in self.schema.items()}

    @property
    def kinds(self) -> Mapping[str, ColumnKind]:
        """How the values of each column are read, by its name as it is written."""
        return kinds_of(self.table)


def kinds_of(table: Table) -> Mapping[str, ColumnKind]:
    """Return how the values of each column are read, by its name as it is written; a time of day is no moment."""
    types = table.expression.schema()
    return {
        written(name): kind if kind is not ColumnKind.TIME or is_moment(types[name]) else ColumnKind.OTHER
        for name, kind in table.kinds.items()
    }


def is_moment(type_: "DataType") -> bool:
    """Return whether values of the type are moments, or days."""
    return bool(type_.is_timestamp() or type_.is_date())


def looked_at(file: str, root: Path | None, key: str | None = None) -> LookedAt:
    """Return `file` as it seems to be written, with a `key` that is named or guessed.

    Raises
    ------
    SourceError
        If it cannot be read.
    ConfigError
        If it has no column of the name of the `key`.
    """
    source = source_text.opened(file, root)
    kinds = kinds_of(source.table)
    if key is not None and key not in kinds:
        raise ConfigError((f"--key: {choice(key, 'column', kinds)}",))
    place = file if is_address(file) else str(Path.cwd() / file)
    return LookedAt(file, place, source, key or next(_keys(source.table), None), _time(kinds))


def _keys(table: Table) -> Iterator[str]:
    """Yield the columns that their names make keys, and of whose values hardly one is there twice."""
    for name, kind in table.kinds.items():
        if kind in {ColumnKind.NUMBER, ColumnKind.CATEGORY} and not words(name).isdisjoint(KEYS):
            column = table.expression[name]
            ((rows, distinct),) = table.execute(
                table.expression.aggregate(rows=column.count(), distinct=column.nunique())
            )
            if rows and distinct >= _MOSTLY * rows:
                yield written(name)


def _time(kinds: Mapping[str, ColumnKind]) -> str | None:
    times = [name for name, kind in kinds.items() if kind is ColumnKind.TIME]
    named = (name for name in times if not words(name).isdisjoint(TIMES))
    return next(named, times[0] if times else None)
