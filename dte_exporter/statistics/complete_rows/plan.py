"""How complete rows are found: the engine counts what they lack, and draws of the others if they are many."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.complete_rows.row_pair import CompleteRows, RowPair
from dte_exporter.statistics.distribution.same_types import mismatch
from dte_exporter.statistics.expressions.blank import without_blanks
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty, require, require_numbers
from dte_exporter.statistics.rows import drawn, selected
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import both
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import BooleanColumn, Column
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class RowPairPlan:
    """The complete rows of both windows.

    Parameters
    ----------
    needed : tuple of str
        The columns that a row must have a value of; NaN, infinities and blank text are none.
    truth : str
        The column of labels, which a row of the reference must have a value of too; the current window may have no such
        column yet.
    size : int
        How many rows of each window are fetched; of more so many are drawn, alike of equal rows in equal order.
    others : tuple of str
        Columns that a row may lack. One that is of another type in the two windows, or missing in one, is not fetched.
    numbers : tuple of str
        Those of all these columns whose values must be numbers. A column without a value, as of labels that have not
        come, is often of another type, and is no mistake.
    """

    needed: tuple[str, ...]
    truth: str
    size: int
    others: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def measure(self, sources: Sources, cache: StatisticsCache) -> RowPair:
        """Return the rows, which are not kept.

        Raises
        ------
        SourceError
            If a window lacks a column that its rows must have a value of.
        CheckError
            If a column that must hold numbers does not.
        NoDataError
            If a window holds no rows.
        """
        reference, current = sources.windows["reference"], sources.windows["current"]
        refused = {name: types for name in self.others if (types := mismatch(name, sources.windows))}
        others = tuple(name for name in self.others if name not in refused)
        labels = (self.truth,) if self.truth in current.table.columns else ()
        return RowPair(
            *both(
                lambda: self._of("reference", reference, (*self.needed, self.truth), others),
                lambda: self._of("current", current, self.needed, (*others, *labels)),
            ),
            refused,
        )

    def _of(self, window: str, view: View, needed: tuple[str, ...], others: tuple[str, ...]) -> CompleteRows:
        columns = tuple(dict.fromkeys((*needed, *others)))
        require(view, window, *columns)
        read, *having = view.rows(_counts(view.table, needed))[0]
        not_empty(window, read)
        left = [read, *(rows or 0 for rows in having)]
        missing = {column: before - after for column, before, after in zip(needed, left, left[1:], strict=False)}
        complete = selected(view.table.filter([_known(view.table[name]) for name in needed]), columns)
        few = left[-1] <= self.size
        found = view.rows(complete if few else drawn(complete, self.size)) if left[-1] else []
        fetched = zip(*found, strict=True) if found else ((),) * len(columns)
        values = dict(zip(columns, fetched, strict=True))
        there = (name for name in self.numbers if any(one is not None for one in values.get(name, ())))
        require_numbers(view, window, *there)
        return CompleteRows(values, read, missing)


def _counts(table: "IbisTable", needed: tuple[str, ...]) -> "IbisTable":
    """Return one row: all rows, then those that have the first column, the first two, and so on."""
    having, counts = None, {"rows": table.count()}
    for place, name in enumerate(needed):
        having = _known(table[name]) if having is None else having & _known(table[name])
        counts[f"n{place}"] = having.sum()
    return table.aggregate(**counts)


def _known(column: "Column") -> "BooleanColumn":
    """Return whether there is a value: of numbers, one that is finite; of text, one that is not blank."""
    type_ = column.type()
    number = type_.is_floating() or type_.is_decimal()
    return (finite(column) if number else without_blanks(column)).notnull()
