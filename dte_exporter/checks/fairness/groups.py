"""The groups of one sensitive feature: who is counted, who is withheld, and what each group's rates are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.checks.classes import is_positive
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.contingency import Cell, Contingency, Weight

Classes = tuple[bool | None, bool]
"""Whether truth and prediction are the positive class; truth is None for rows without a label."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of one group by truth and prediction.

    Parameters
    ----------
    cells : mapping of Classes to float
        How many rows; of a group as it is `weighed`, what they weigh.
    unpredicted : int
        Rows without a prediction, which no rate knows of.
    weights : mapping of Classes to Weight
        What the rows weigh; empty where each counts as one.
    unweighted : int
        Rows with a prediction that lack the weight which is asked for: people of the group, whom no rate knows of.
    """

    cells: Mapping[Classes, float]
    unpredicted: int = 0
    weights: Mapping[Classes, Weight] = field(default_factory=dict)
    unweighted: int = 0

    @property
    def rows(self) -> int:
        """The rows of the group that have a prediction."""
        return int(self.all)

    @property
    def all(self) -> float:
        """What rows with a prediction add up to."""
        return sum(self.cells.values())

    @property
    def selected(self) -> float:
        """Those of them that are predicted positive."""
        return sum(rows for (_, positive), rows in self.cells.items() if positive)

    def of_labelled(self, truth: bool) -> tuple[float, float]:
        """Return, of the rows whose label is, or is not, the positive class, those predicted positive, and all."""
        return self.cells.get((truth, True), 0), self.labelled(truth)

    def labelled(self, truth: bool) -> float:
        """Return the rows whose label is, or is not, the positive class."""
        return self.cells.get((truth, True), 0) + self.cells.get((truth, False), 0)

    @property
    def weighed(self) -> "Counts":
        """The group by what its rows weigh, itself where each counts as one."""
        return Counts({cell: one.total for cell, one in self.weights.items()}) if self.weights else self

    @property
    def squared(self) -> "Counts":
        """The group by the squares of what its rows weigh, itself where each counts as one."""
        return Counts({cell: one.squares for cell, one in self.weights.items()}) if self.weights else self

    def merge(self, other: "Counts") -> "Counts":
        """Return the counts of both groups together."""
        cells, weights = dict(self.cells), dict(self.weights)
        for cell, rows in other.cells.items():
            cells[cell] = cells.get(cell, 0) + rows
        for cell, weight in other.weights.items():
            weights[cell] = weights.get(cell, Weight()).merge(weight)
        return Counts(cells, self.unpredicted + other.unpredicted, weights, self.unweighted + other.unweighted)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a sensitive feature that are large enough to be spoken of.

    Parameters
    ----------
    counts : mapping of str to Counts
        By group, in the order of their names.
    withheld : int
        Groups with fewer rows than the disclosure limit.
    carriers : mapping of str to str
        Of the withheld groups that are counted with another one, that other one.
    """

    counts: Mapping[str, Counts]
    withheld: int
    carriers: Mapping[str, str] = field(default_factory=dict)


def counts_of(table: Contingency, positive: Scalar | None) -> dict[tuple[str | None, ...], Counts]:
    """Return the counts of the rows of `table` by what they hold in its dimensions; None where one is missing."""
    found: dict[tuple[str | None, ...], Counts] = {}
    known = [(cell, _of_cell(cell, rows, table.weights.get(cell), positive)) for cell, rows in table.cells.items()]
    lacking = [(cell, _without_weight(cell, rows)) for cell, rows in table.unweighted.items()]
    for (*levels, _, _), one in [*known, *lacking]:
        group = tuple(None if level is None else str(level) for level in levels)
        found[group] = found[group].merge(one) if group in found else one
    return found


def _of_cell(cell: Cell, rows: int, weight: Weight | None, positive: Scalar | None) -> Counts:
    *_, truth, prediction = cell
    if prediction is None:
        return Counts({}, rows)
    classes = None if truth is None else is_positive(truth, positive), is_positive(prediction, positive)
    return Counts({classes: rows}, weights={} if weight is None else {classes: weight})


def _without_weight(cell: Cell, rows: int) -> Counts:
    return Counts({}, rows) if cell[-1] is None else Counts({}, unweighted=rows)
