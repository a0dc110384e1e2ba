"""Scores: how many rows there are of each truth and prediction along the predicted probability, of all and by group.

A cell also keeps the sums that log loss and Brier score are made of, which are therefore those of the rows. What
depends on the order of rows, the area under a curve, is known up to the order within a bin; a bin in which all scores
are equal is a tie, and leaves nothing unknown.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dte_exporter.statistics.contingency import Level
from dte_exporter.statistics.expressions.marginals import WHOLE, Slice, slice_of
from dte_exporter.statistics.serial import tree_of

VERSION = 2


class Bin(NamedTuple):
    """A place on the scale of probabilities; bins sort as the probabilities in them do.

    Parameters
    ----------
    tenth : int
        From 1 for [0, 0.1] to 10 for (0.9, 1], as scikit-learn's ``calibration_curve`` divides.
    place : int
        The log-odds, in whole steps of one over the resolution: so that scores near 0 and 1 are told apart as well as
        those in the middle.
    """

    tenth: int
    place: int


class Cell(NamedTuple):
    """Rows of one truth and one prediction in one bin; None is missing, or not asked for."""

    truth: Level
    prediction: Level
    bin: Bin | None


class Tally(NamedTuple):
    """What is known of the rows of a cell.

    Parameters
    ----------
    rows : int
        How many.
    total, squares : float
        The sum of their probabilities, and of the squares of these.
    logs, complement_logs : float
        The sum of the natural logarithms of their probabilities, and of what these lack of 1.
    low, high : float
        The least and the greatest of their probabilities.
    """

    rows: int = 0
    total: float = 0.0
    squares: float = 0.0
    logs: float = 0.0
    complement_logs: float = 0.0
    low: float = float("inf")
    high: float = float("-inf")

    def merge(self, other: "Tally") -> "Tally":
        """Return the tally of both together."""
        return Tally(
            self.rows + other.rows,
            self.total + other.total,
            self.squares + other.squares,
            self.logs + other.logs,
            self.complement_logs + other.complement_logs,
            min(self.low, other.low),
            max(self.high, other.high),
        )


Tallies = Mapping[Cell, Tally]


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies of rows by slice, truth, prediction and bin.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    resolution : int
        Bins to one step of log-odds.
    slices : mapping of Slice to mapping of Cell to Tally
        `WHOLE` is all rows; the groups of each dimension are all rows again, and so are those of several together.
    newest : float or None
        The time of the newest row with a label, in seconds since the epoch.
    window : str
        The window whose rows were counted.
    """

    dimensions: tuple[str, ...]
    resolution: int
    slices: Mapping[Slice, Tallies] = field(default_factory=dict)
    newest: float | None = None
    window: str = "current"

    @property
    def rows(self) -> Mapping[str, int]:
        """The number of rows counted, under the name of their window."""
        return {self.window: sum(tally.rows for tally in self.whole.values())}

    @property
    def whole(self) -> Tallies:
        """The tallies of all rows."""
        return self.slices.get(WHOLE, {})

    @property
    def labels(self) -> set[Level]:
        """Every level of truth that occurs."""
        return {cell.truth for cell in self.whole}

    @property
    def predictions(self) -> set[Level]:
        """Every level of prediction that occurs."""
        return {cell.prediction for cell in self.whole}

    def parts(self, *dimensions: str) -> Mapping[tuple[str | None, ...], Tallies]:
        """Return the tallies by the groups of one dimension, or of several that were counted together."""
        (columns, _) = slice_of(dimensions, (None,) * len(dimensions))
        found = {group: one for (column, group), one in self.slices.items() if column == columns}
        return {group if isinstance(group, tuple) else (group,): one for group, one in found.items()}

    def ungrouped(self, dimension: str) -> Tallies:
        """Return the tallies of the rows without a group of `dimension`."""
        return self.slices.get((dimension, None), {})

    def merge(self, other: "Scores") -> "Scores":
        """Return the scores of both sets of rows together; commutative, and associative up to rounding.

        Raises
        ------
        ValueError
            If the two have different dimensions or resolutions.
        """
        if (self.dimensions, self.resolution) != (other.dimensions, other.resolution):
            raise ValueError(f"scores over {self.dimensions} and {other.dimensions}, or of unlike bins, do not add up")
        slices = {
            slice_: merged(self.slices.get(slice_, {}), other.slices.get(slice_, {}))
            for slice_ in self.slices.keys() | other.slices.keys()
        }
        newest = max(filter(None, (self.newest, other.newest)), default=None)
        return Scores(self.dimensions, self.resolution, slices, newest, self.window)

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        tree = {
            "version": VERSION,
            "dimensions": self.dimensions,
            "resolution": self.resolution,
            "cells": list(self._flat()),
            "newest": self.newest,
            "window": self.window,
        }
        return json.dumps(tree).encode()

    @property
    def size(self) -> int:
        """The number of cells of all slices."""
        return sum(map(len, self.slices.values()))

    def _flat(self) -> Iterator[list[object]]:
        for slice_, tallies in self.slices.items():
            for cell, tally in tallies.items():
                yield [slice_, cell, tally]

    @classmethod
    def from_json(cls, body: bytes) -> "Scores":
        """Return the scores behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "scores", VERSION)
        slices: dict[Slice, dict[Cell, Tally]] = {}
        for (dimension, group), (truth, prediction, bin_), tally in tree["cells"]:
            cell = Cell(truth, prediction, None if bin_ is None else Bin(*bin_))
            together = isinstance(dimension, list)
            slice_ = (tuple(dimension), tuple(group)) if together else (dimension, group)
            slices.setdefault(slice_, {})[cell] = Tally(*tally)
        return cls(tuple(tree["dimensions"]), tree["resolution"], slices, tree["newest"], tree["window"])


def merged(one: Tallies, two: Tallies) -> Tallies:
    """Return the tallies of both sets of rows together."""
    empty = Tally()
    return {cell: one.get(cell, empty).merge(two.get(cell, empty)) for cell in one.keys() | two.keys()}
