"""Draw: some of the texts of each column, for what has to be read text by text.

Drawn are values that are there, uniformly and without replacement, by the engine that holds them. The seed is fixed: of
equal rows in equal order the draw is the same at every run. A draw holds what may be personal data: it stays in the
worker, shows nothing of itself, and has no serial form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dte_exporter.statistics.bound import upper_bound
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.rows import drawn
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class Texts:
    """What was drawn of one column.

    Parameters
    ----------
    drawn : tuple of str
        Values of the column.
    known : int
        How many values it has, nulls left out.
    """

    drawn: tuple[str, ...] = field(repr=False)
    known: int

    def upper_bound(self, found: int) -> float:
        """Return what the share of values like the `found` ones of the draw lies below, see `bound.upper_bound`."""
        return upper_bound(found, len(self.drawn), self.known)


@dataclass(frozen=True, slots=True)
class Draw:
    """Texts by column.

    Parameters
    ----------
    columns : mapping of str to Texts
        Of the columns that hold text and have a value.
    rows : mapping of str to int
        Rows of the table, by window.
    """

    columns: Mapping[str, Texts]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """A draw of the text columns of one window.

    Parameters
    ----------
    columns : tuple of str
        Those to draw from; one that holds no text is passed over.
    size : int
        How many values of each are drawn; all, if there are no more.
    """

    columns: tuple[str, ...]
    size: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> Draw:
        """Return the draw of the one window in `views`, which is not kept.

        Raises
        ------
        SourceError
            If the window lacks a column.
        NoDataError
            If it holds no rows.
        """
        window, view = sources.own
        require(view, window, *self.columns)
        columns = [column for column in self.columns if view.table[column].type().is_string()]
        rows, *known = view.rows(_counts(view.table, columns))[0]
        not_empty(window, rows)
        texts = {
            column: Texts(self._drawn(view, column), count)
            for column, count in zip(columns, known, strict=True)
            if count
        }
        return Draw(texts, {window: rows})

    def _drawn(self, view: View, column: str) -> tuple[str, ...]:
        values = view.table.filter(view.table[column].notnull()).select(column)
        return tuple(text for (text,) in view.rows(drawn(values, self.size)))


def _counts(table: "IbisTable", columns: list[str]) -> "IbisTable":
    """Return one row: all rows, then the values of each column."""
    return table.aggregate(
        rows=table.count(), **{f"n{place}": table[name].count() for place, name in enumerate(columns)}
    )
