"""The profile of a column of numbers: each value with its count while values are few, else cells of a grid.

A cell keeps the count and the mean of its numbers. Where two distribution functions do not cross within a cell, that
is all that the area between them depends on; where they do, what is lost is bounded by the numbers' spread in it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from typing import Any

from dte_exporter.statistics.distribution.grid import Cell
from dte_exporter.statistics.moments import Moments

Weighted = tuple[float, int]
"""A number and the rows that it stands for."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Rows without a finite number, by what they hold."""

    nulls: int = 0
    nans: int = 0
    infinities: int = 0

    def merge(self, other: "Missing") -> "Missing":
        """Return the rows of both together."""
        return Missing(
            self.nulls + other.nulls,
            self.nans + other.nans,
            self.infinities + other.infinities,
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is known of a column of numbers in one window.

    Parameters
    ----------
    missing : Missing
        Rows without a finite number.
    moments : Moments
        Of the finite numbers; exact, whatever the resolution of the rest.
    values : mapping of float to int
        Rows by value, of the numbers that are known one by one.
    cells : mapping of Cell to Moments
        Moments by cell, of the others.
    """

    missing: Missing = field(default_factory=Missing)
    moments: Moments = field(default_factory=Moments)
    values: Mapping[float, int] = field(default_factory=dict)
    cells: Mapping[Cell, Moments] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Rows with a finite number."""
        return self.moments.count

    @property
    def exact(self) -> bool:
        """Whether every number is known."""
        return not self.cells

    @property
    def known(self) -> set[float]:
        """The different values that are known one by one."""
        return set(self.values)

    @property
    def weighted(self) -> list[Weighted]:
        """The numbers in ascending order, each with its rows; a cell is the mean of its numbers."""
        known = [*self.values.items(), *((cell.mean, cell.count) for cell in self.cells.values())]
        return sorted(known)

    def merge(self, other: "Numbers") -> "Numbers":
        """Return the profile of both sets of rows together; associative and commutative, moments up to rounding."""
        common = self.cells.keys() & other.cells.keys()
        return Numbers(
            self.missing.merge(other.missing),
            self.moments.merge(other.moments),
            Counter(self.values) + Counter(other.values),
            {**self.cells, **other.cells, **{cell: self.cells[cell].merge(other.cells[cell]) for cell in common}},
        )

    def tree(self) -> dict[str, Any]:
        """Return the serial form, JSON types only."""
        return {
            "missing": astuple(self.missing),
            "moments": astuple(self.moments),
            "values": list(self.values.items()),
            "cells": [[*cell, moments.count, moments.mean, moments.squares] for cell, moments in self.cells.items()],
        }

    @classmethod
    def from_tree(cls, tree: Mapping[str, Any]) -> "Numbers":
        """Return the profile behind `tree`."""
        cells = {(level, place): Moments(*moments) for level, place, *moments in tree["cells"]}
        return cls(Missing(*tree["missing"]), Moments(*tree["moments"]), dict(tree["values"]), cells)
