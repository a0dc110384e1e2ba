"""The columns that a source has as text, surveyed once for each content, and read as what they turn out to be."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.errors import SourceError
from dte_exporter.tables.text.calendar import settled
from dte_exporter.tables.text.cast import values
from dte_exporter.tables.text.declared import declared_reading
from dte_exporter.tables.text.forms import DATES
from dte_exporter.tables.text.numerals import Numerals, numerals_of_file
from dte_exporter.tables.text.reading import UNDECLARED, Convention, Reading, in_quotes, of_several_types, reading
from dte_exporter.tables.text.survey import Execute, Forms, survey

if TYPE_CHECKING:
    from ibis.expr.operations import Node
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class TextColumns:
    """Columns of text, before anything is made of them.

    Parameters
    ----------
    table : ibis Table
        All columns of the source, these as text.
    names : tuple of str
        These.
    fingerprint : str or None
        The identity of the content; with one, each content is surveyed once in a process.
    execute : callable
        See `Table`.
    convention : Convention
        What the config says of how values are written.
    dates_alone : bool
        Whether the source has types of its own for all but dates: then a number in quotes is a text.
    mixed : frozenset of str
        Those of them that the source has with values of several types.
    """

    table: "IbisTable"
    names: tuple[str, ...]
    fingerprint: str | None
    execute: Execute
    convention: Convention = UNDECLARED
    dates_alone: bool = False
    mixed: frozenset[str] = frozenset()

    def readings(self, declared: Mapping[str, ColumnType]) -> Mapping[str, Reading]:
        """Return how each column is read: as it is `declared`, else as all of its values tell.

        Raises
        ------
        SourceError
            If a value does not fit what its column is declared to be; the message names the column and counts.
        """
        found = self._surveyed()
        read = {name: found.readings[name] for name in self.names if name not in declared}
        for name in self.names:
            if name in declared:
                read[name] = self._declared(name, found, declared[name])
        return read

    def fits(self, name: str, type_: ColumnType) -> Reading | None:
        """Return how the column called `name` is read as `type_`, None where a value of it is none."""
        try:
            return self._declared(name, self._surveyed(), type_)
        except SourceError:
            return None

    def typed(self, readings: Mapping[str, Reading]) -> "IbisTable":
        """Return the table with its columns read so, in their order."""
        made = {name: values(self.table[name], one) for name, one in readings.items() if not _is_as_it_is(one)}
        return self.table.mutate(**made) if made else self.table

    def _declared(self, name: str, found: "_Survey", type_: ColumnType) -> Reading:
        forms = found.forms[name]
        one = declared_reading(self.table, name, type_, forms, found.numerals, self.convention, self.execute)
        (read,) = settled(self.table, {name: one}, {name: forms}, self.convention, self.execute).values()
        if read.type is ColumnType.TEXT is not type_:
            raise SourceError(read.notice)
        return read

    def _surveyed(self) -> "_Survey":
        if self.fingerprint is None:
            return _survey(self.table, *self._how)
        return _kept(self.table.op(), *self._how, self.fingerprint)

    @property
    def _how(self) -> tuple[Any, ...]:
        return self.names, self.execute, self.convention, self.dates_alone, self.mixed


@dataclass(frozen=True, slots=True)
class _Survey:
    forms: Mapping[str, Forms]
    numerals: Numerals
    readings: Mapping[str, Reading]


@functools.lru_cache(maxsize=256)
def _kept(operation: "Node", *how: Any) -> _Survey:
    *rest, _ = how
    return _survey(operation.to_expr(), *rest)


def _survey(
    table: "IbisTable",
    names: tuple[str, ...],
    execute: Execute,
    convention: Convention,
    dates_alone: bool,
    mixed: frozenset[str],
) -> _Survey:
    forms = survey(table, names, execute)
    if convention.null is not None:
        forms = {name: one.without_marks() for name, one in forms.items()}
    numerals = numerals_of_file(forms.values(), convention.numerals)
    read = {name: reading(name, forms[name], numerals, convention) for name in names}
    if dates_alone:
        read = {name: _of_json(one, name, forms[name], name in mixed) for name, one in read.items()}
    return _Survey(forms, numerals, settled(table, read, forms, convention, execute))


def _of_json(one: Reading, name: str, forms: Forms, is_mixed: bool) -> Reading:
    """Return how a column of texts is read in a source that writes all but dates in types of their own."""
    if is_mixed:
        return Reading(ColumnType.TEXT, notice=of_several_types(name))
    return one if forms.of(*DATES) else Reading(ColumnType.TEXT, notice=in_quotes(name, forms))


def _is_as_it_is(one: Reading) -> bool:
    return one.type is ColumnType.TEXT and not one.spaced
