"""Contingency table: how many rows there are of each combination of groups, truth and prediction.

It is all that a metric of classification by group needs: given the counts as sample weights, Fairlearn and
scikit-learn return what they return on the rows; likewise given what the rows of each combination weigh. Tables of
disjoint rows add up to the table of all.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import CheckError, NoDataError
from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.statistics.expressions.blank import is_blank
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.parts import by_part
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import few, require
from dte_exporter.statistics.serial import tree_of
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column, Scalar
    from ibis.expr.types import Table as IbisTable

VERSION = 3
MAX_CELLS = 100_000
HEAVIEST = 1e150
"""The largest weight: the square of a larger one is no double."""
LIGHTEST = 1e-150
"""The smallest weight that is told from 0, for the same reason: beside any other it is none."""

Level = str | int | float | bool | None
"""A value of a column as JSON knows it; None where it is missing."""

Cell = tuple[Level, ...]
"""The levels of the dimensions, then truth, then prediction."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What some rows weigh: the sum of their weights, and of the squares of these."""

    total: float = 0.0
    squares: float = 0.0

    def merge(self, other: "Weight") -> "Weight":
        """Return what the rows of both weigh."""
        return Weight(self.total + other.total, self.squares + other.squares)


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
    weights : mapping of Cell to Weight
        What the rows of each combination weigh; empty where each counts as one.
    unweighted : mapping of Cell to int
        Rows that lack the weight that was asked for, which are in none of `cells`.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Cell, int]
    window: str = "current"
    weights: Mapping[Cell, Weight] = field(default_factory=dict)
    unweighted: Mapping[Cell, int] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[str, int]:
        """The number of rows looked at, under the name of their window."""
        return {self.window: sum(self.cells.values()) + sum(self.unweighted.values())}

    @property
    def labels(self) -> set[Level]:
        """Every level of truth that occurs."""
        return {cell[-2] for cell in self.cells}

    @property
    def predictions(self) -> set[Level]:
        """Every level of prediction that occurs."""
        return {cell[-1] for cell in self.cells}

    def merge(self, other: "Contingency") -> "Contingency":
        """Return the table of both sets of rows together; commutative, and associative (weights: up to rounding).

        Raises
        ------
        ValueError
            If the two have different dimensions.
        """
        if self.dimensions != other.dimensions:
            raise ValueError(f"contingencies over {self.dimensions} and {other.dimensions} do not add up")
        return Contingency(
            self.dimensions,
            Counter(self.cells) + Counter(other.cells),
            self.window,
            _summed([*self.weights.items(), *other.weights.items()]),
            Counter(self.unweighted) + Counter(other.unweighted),
        )

    def over(self, *dimensions: str) -> "Contingency":
        """Return the marginal table over some of the dimensions, in the order given."""
        places = [self.dimensions.index(dimension) for dimension in dimensions]
        return self.renamed(dimensions, lambda cell: (*(cell[place] for place in places), *cell[-2:]))

    def renamed(self, dimensions: tuple[str, ...], name: Callable[[Cell], Cell]) -> "Contingency":
        """Return the table whose cells are called what `name` makes of them: those called alike are one."""
        cells, unweighted = (_renamed(counts, name) for counts in (self.cells, self.unweighted))
        weights = _summed((name(cell), weight) for cell, weight in self.weights.items())
        return Contingency(dimensions, cells, self.window, weights, unweighted)

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        tree = {
            "dimensions": self.dimensions,
            "cells": [[*cell, count] for cell, count in self.cells.items()],
            "window": self.window,
            "weights": [[*cell, weight.total, weight.squares] for cell, weight in self.weights.items()],
            "unweighted": [[*cell, count] for cell, count in self.unweighted.items()],
        }
        return json.dumps({"version": VERSION, **tree}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Contingency":
        """Return the table behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "a contingency", VERSION)
        cells, unweighted = (
            {tuple(cell): count for *cell, count in tree[counts]} for counts in ("cells", "unweighted")
        )
        weights = {tuple(cell): Weight(total, squares) for *cell, total, squares in tree["weights"]}
        return cls(tuple(tree["dimensions"]), cells, tree["window"], weights, unweighted)


def _renamed(counts: Mapping[Cell, int], name: Callable[[Cell], Cell]) -> dict[Cell, int]:
    found: Counter[Cell] = Counter()
    for cell, count in counts.items():
        found[name(cell)] += count
    return found


def _summed(weights: Iterable[tuple[Cell, Weight]]) -> dict[Cell, Weight]:
    found: dict[Cell, Weight] = {}
    for cell, weight in weights:
        found[cell] = found.get(cell, Weight()).merge(weight)
    return found


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
    weight : str or None
        The column of what each row weighs; without it nothing is known of weights.
    """

    dimensions: tuple[str, ...]
    prediction: str
    truth: str | None = None
    bands: Bands = ()
    threshold: float | None = None
    weight: str | None = None

    def expression(self, table: "IbisTable") -> "IbisTable":
        """Return the group-by over `table`: one row a cell, at most one more than `MAX_CELLS`."""
        import ibis

        truth = table[self.truth] if self.truth else ibis.null("int8")
        groups = groups_in(table, self.dimensions, self.bands)
        keys = {f"d{place}": groups[column] for place, column in enumerate(self.dimensions)}
        grouped = table.group_by(**keys, truth=truth, prediction=self._predicted(table))
        return grouped.aggregate(rows=table.count(), **self._weighed(table)).limit(MAX_CELLS + 1)

    def _weighed(self, table: "IbisTable") -> dict[str, "Scalar"]:
        """Return what is asked of weights: of a cell the rows, sums of them and their squares, and both ends."""
        import ibis

        if self.weight is None:
            return {}
        weight = finite(table[self.weight])
        held = ibis.ifelse(weight.between(LIGHTEST, HEAVIEST), weight, ibis.literal(0.0, "float64"))
        return {
            "weighted": weight.count(),
            "weight": held.sum(),
            "squares": (held * held).sum(),
            "lightest": weight.min(),
            "heaviest": weight.max(),
        }

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
        MissingColumnError
            If it lacks the column of weights.
        CheckError
            If there are more than `MAX_CELLS` combinations: some column is not one of groups or classes. If a weight is
            below 0 or above `HEAVIEST`.
        """
        window, view = sources.own
        require(view, window, *filter(None, (self.weight,)))
        question = f"contingency {VERSION}: {self!r} in {window}"
        found = by_part(view, question, cache, lambda rows: self._of(window, rows), Contingency.from_json)
        if found is None:
            raise NoDataError("the window holds no rows")
        self._few(found.cells)
        return found

    def _of(self, window: str, view: View) -> Contingency | None:
        found = view.rows(self.expression(view.table))
        self._few(found)
        if not found:
            return None
        return self._weighted(window, found) if self.weight else Contingency(self.dimensions, counted(found), window)

    def _weighted(self, window: str, found: Iterable[tuple[Any, ...]]) -> Contingency:
        cells: Counter[Cell] = Counter()
        weights: dict[Cell, Weight] = {}
        unweighted: Counter[Cell] = Counter()
        for *levels, rows, weighted, total, squares, lightest, heaviest in found:
            cell = tuple(map(as_level, levels))
            if rows > weighted:
                unweighted[cell] += rows - weighted
            if weighted:
                self._possible(lightest, heaviest)
                cells[cell] += weighted
                weights[cell] = weights.get(cell, Weight()).merge(Weight(float(total), float(squares)))
        return Contingency(self.dimensions, cells, window, weights, unweighted)

    def _possible(self, lightest: float, heaviest: float) -> None:
        if not 0 <= lightest <= heaviest <= HEAVIEST:
            wrong = lightest if lightest < 0 else heaviest
            raise CheckError(f"column {self.weight!r} has a weight of {wrong:g}: weights lie from 0 to {HEAVIEST:g}")

    def _few(self, cells: Sized) -> None:
        few(cells, MAX_CELLS, ", ".join([*self.dimensions, *filter(None, (self.truth, self.prediction))]))


def counted(found: Iterable[tuple[Any, ...]]) -> Counter[Cell]:
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
