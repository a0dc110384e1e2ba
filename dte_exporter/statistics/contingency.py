"""Contingency table: how many rows there are of each combination of groups, truth and prediction.

It is all that a metric of classification by group needs: given the counts as sample weights, Fairlearn and
scikit-learn return what they return on the rows. Tables of disjoint rows add up to the table of all.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import NoDataError
from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.statistics.expressions.blank import is_blank
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.parts import by_part
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import few
from dte_exporter.statistics.serial import tree_of
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

VERSION = 1
MAX_CELLS = 100_000

Level = str | int | float | bool | None
"""A value of a column as JSON knows it; None where it is missing."""

Cell = tuple[Level, ...]
"""The levels of the dimensions, then truth, then prediction."""


@dataclass(frozen=True, slots=True)
class Contingency:
    """Counts of rows by group, truth and prediction.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    cells : mapping of Cell to int
        Rows of each combination that occurs. Truth is None throughout where no label was asked for.
    window : str
        The window whose rows were counted.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Cell, int]
    window: str = "current"

    @property
    def rows(self) -> Mapping[str, int]:
        """The number of rows counted, under the name of their window."""
        return {self.window: sum(self.cells.values())}

    @property
    def labels(self) -> set[Level]:
        """Every level of truth that occurs."""
        return {cell[-2] for cell in self.cells}

    @property
    def predictions(self) -> set[Level]:
        """Every level of prediction that occurs."""
        return {cell[-1] for cell in self.cells}

    def merge(self, other: "Contingency") -> "Contingency":
        """Return the table of both sets of rows together; associative and commutative.

        Raises
        ------
        ValueError
            If the two have different dimensions.
        """
        if self.dimensions != other.dimensions:
            raise ValueError(f"contingencies over {self.dimensions} and {other.dimensions} do not add up")
        return Contingency(self.dimensions, Counter(self.cells) + Counter(other.cells), self.window)

    def over(self, *dimensions: str) -> "Contingency":
        """Return the marginal table over some of the dimensions, in the order given."""
        places = [self.dimensions.index(dimension) for dimension in dimensions]
        cells: Counter[Cell] = Counter()
        for cell, count in self.cells.items():
            cells[(*(cell[place] for place in places), *cell[-2:])] += count
        return Contingency(dimensions, cells, self.window)

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        cells = [[*cell, count] for cell, count in self.cells.items()]
        return json.dumps(
            {"version": VERSION, "dimensions": self.dimensions, "cells": cells, "window": self.window}
        ).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Contingency":
        """Return the table behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "a contingency", VERSION)
        cells = {tuple(cell): count for *cell, count in tree["cells"]}
        return cls(tuple(tree["dimensions"]), cells, tree["window"])


@dataclass(frozen=True, slots=True)
class ContingencyPlan:
    """The contingency table of one window.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    prediction : str
        The column of predictions.
    truth : str or None
        The column of labels; without it truth is None in every cell.
    bands : Bands
        Those of `dimensions` whose bands are counted instead of their values.
    threshold : float or None
        Where it is set `prediction` is a column of probabilities, and counted is whether they reach it: 1 or 0.
    """

    dimensions: tuple[str, ...]
    prediction: str
    truth: str | None = None
    bands: Bands = ()
    threshold: float | None = None

    def expression(self, table: "IbisTable") -> "IbisTable":
        """Return the group-by over `table`: one row a cell, at most one more than `MAX_CELLS`."""
        import ibis

        truth = table[self.truth] if self.truth else ibis.null("int8")
        groups = groups_in(table, self.dimensions, self.bands)
        keys = {f"d{place}": groups[column] for place, column in enumerate(self.dimensions)}
        grouped = table.group_by(**keys, truth=truth, prediction=self._predicted(table))
        return grouped.aggregate(rows=table.count()).limit(MAX_CELLS + 1)

    def _predicted(self, table: "IbisTable") -> "Column":
        import ibis

        if self.threshold is None:
            return table[self.prediction]
        score = finite(table[self.prediction])
        return ibis.cases((score >= self.threshold, 1), (score < self.threshold, 0), else_=ibis.null("int8"))

    def measure(self, sources: Sources, cache: StatisticsCache) -> Contingency:
        """Return the table of the one window in `views`; `cache` keeps those of its parts, since a window of now moves.

        Raises
        ------
        NoDataError
            If the window holds no rows.
        CheckError
            If there are more than `MAX_CELLS` combinations: some column is not one of groups or classes.
        """
        window, view = sources.own
        question = f"contingency {VERSION}: {self!r} in {window}"
        found = by_part(view, question, cache, lambda rows: self._of(window, rows), Contingency.from_json)
        if found is None:
            raise NoDataError("the window holds no rows")
        self._few(found.cells)
        return found

    def _of(self, window: str, view: View) -> Contingency | None:
        found = view.rows(self.expression(view.table))
        self._few(found)
        return Contingency(self.dimensions, _counted(found), window) if found else None

    def _few(self, cells: Sized) -> None:
        few(cells, MAX_CELLS, ", ".join([*self.dimensions, *filter(None, (self.truth, self.prediction))]))


def _counted(found: Iterable[tuple[Any, ...]]) -> Counter[Cell]:
    """Return the counts by cell; levels that are one in JSON share it, and so do all that are missing."""
    cells: Counter[Cell] = Counter()
    for *levels, count in found:
        cells[tuple(map(as_level, levels))] += count
    return cells


def as_level(value: Any) -> Level:
    """Return `value`, as an engine gives it, as a level; NaN and blank text are missing, not groups of their own."""
    if value is None or value != value or (isinstance(value, str) and is_blank(value)):
        return None
    if isinstance(value, Decimal):  # as text a 1 in two decimals would be 1.00, which is no class
        return int(value) if value == int(value) else float(value)
    return value if isinstance(value, str | int | float | bool) else str(value)
