"""The labelled rows of synthetic and real data, all or a seeded draw, in an order of their own."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.synthetic.utility.utility_columns import LABEL, UtilityColumns
from dte_exporter.errors import NoDataError
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.rows import drawn
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

Line = tuple[Any, ...]
"""The features of a row, its label, and what makes its groups."""


@dataclass(frozen=True, slots=True)
class LabelledRows:
    """The rows of one table that have a label.

    Parameters
    ----------
    lines : list of Line
        Those that are looked at, sorted: in whatever order they were read, they are the same.
    rows : int
        All rows of the table.
    labelled : int
        Those with a label.
    """

    lines: list[Line]
    rows: int
    labelled: int

    @property
    def digest(self) -> str:
        """What seeds follow from."""
        return hashlib.sha256(repr(self.lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class UtilityRows:
    """The rows of all tables.

    Parameters
    ----------
    synthetic, real : LabelledRows
        Theirs.
    holdout : LabelledRows or None
        Real ones to be tested on; None where some of the others are.
    names : tuple of str
        What each table is called in evidence, in this order.
    """

    synthetic: LabelledRows
    real: LabelledRows
    holdout: LabelledRows | None
    names: tuple[str, ...]

    @property
    def tables(self) -> Iterator[tuple[str, LabelledRows]]:
        """Each table by what it is called in evidence."""
        found = filter(None, (self.synthetic, self.real, self.holdout))
        return zip(self.names, found, strict=True)

    @property
    def rows(self) -> dict[str, int]:
        """All rows of each table."""
        return {name: one.rows for name, one in self.tables}


@dataclass(frozen=True, slots=True)
class UtilityPlan:
    """The labelled rows of the window, and of real data sets.

    Parameters
    ----------
    columns : UtilityColumns
        What is read of each.
    real : tuple of str
        The real data set, and the one to be tested on if there is one.
    row_limit : int
        So many rows of each are looked at, at most.
    """

    columns: UtilityColumns
    real: tuple[str, ...]
    row_limit: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> UtilityRows:
        """Return the rows.

        Raises
        ------
        NoDataError
            If a table holds none.
        """
        window, synthetic = sources.own
        made = self._read(synthetic)
        not_empty(window, made.rows)
        real = [self._read(sources.datasets[name]) for name in self.real]
        for name, one in zip(self.real, real, strict=True):
            if not one.rows:
                raise NoDataError(f"data set {name!r}, which the synthetic data are held against, holds no rows")
        names = (window, *(f"datasets.{name}" for name in self.real))
        return UtilityRows(made, real[0], real[1] if real[1:] else None, names)

    def _read(self, view: View) -> LabelledRows:
        table = self.columns.of(view.table)
        ((rows, labelled),) = view.rows(table.aggregate(rows=table.count(), labelled=table[LABEL].count()))
        known = table.filter(table[LABEL].notnull())
        lines = view.rows(drawn(known, self.row_limit) if labelled > self.row_limit else known)
        return LabelledRows(sorted(map(tuple, lines), key=repr), int(rows), int(labelled))
