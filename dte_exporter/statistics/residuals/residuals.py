"""Residuals: how far numeric predictions lie from their labels, of each combination of groups, in sums that add up.

They are all that the usual errors of a regression are made of. The residual of a row is its prediction less its label.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field

from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.serial import tree_of

VERSION = 5

SQUARED = (1e-150, 1e150)
"""Between these a number is squared for the sums of squared squares and shares: beyond, engines would fail or say 0."""

Groups = tuple[str | None, ...]
"""The group of each dimension; None where the column is missing."""


@dataclass(frozen=True, slots=True)
class Errors:
    """What is known of the residuals of some rows.

    Parameters
    ----------
    rows, labelled, zeros : int
        All rows; those with a finite label; those measured whose label is 0, so that no residual is a share of it.
    errors, absolute, squares, shares : float
        The sums of the residuals, of their absolute values, of their squares, and of the absolute values as shares of
        the label's, where it is not 0.
    predicted : int
        Rows with a finite prediction.
    truth, prediction : Moments
        Of the labels and of the predictions of the rows measured: those with a finite label and a finite prediction.
    fourths, share_squares : float
        The sums of the squares of the squares, and of the shares; infinite where one of those is beyond `SQUARED`.
    powers : Powers
        Of the labels, and their products with squared residuals.
    """

    rows: int = 0
    labelled: int = 0
    zeros: int = 0
    errors: float = 0.0
    absolute: float = 0.0
    squares: float = 0.0
    shares: float = 0.0
    predicted: int = field(default=0, kw_only=True)
    truth: Moments = field(default_factory=Moments, kw_only=True)
    prediction: Moments = field(default_factory=Moments, kw_only=True)
    fourths: float = field(default=0.0, kw_only=True)
    share_squares: float = field(default=0.0, kw_only=True)
    powers: Powers = field(default_factory=Powers, kw_only=True)

    @property
    def measured(self) -> int:
        """The rows with a finite label and a finite prediction."""
        return self.truth.count

    def merge(self, other: "Errors") -> "Errors":
        """Return what is known of both together."""
        return Errors(
            self.rows + other.rows,
            self.labelled + other.labelled,
            self.zeros + other.zeros,
            self.errors + other.errors,
            self.absolute + other.absolute,
            self.squares + other.squares,
            self.shares + other.shares,
            predicted=self.predicted + other.predicted,
            truth=self.truth.merge(other.truth),
            prediction=self.prediction.merge(other.prediction),
            fourths=self.fourths + other.fourths,
            share_squares=self.share_squares + other.share_squares,
            powers=self.powers.merge(other.powers),
        )


@dataclass(frozen=True, slots=True)
class Residuals:
    """The errors of each combination of groups.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    cells : mapping of Groups to Errors
        By the groups of all dimensions.
    newest : float or None
        The time of the newest row with a label, in seconds since the epoch.
    window : str
        The window whose rows were measured.
    """

    dimensions: tuple[str, ...]
    cells: Mapping[Groups, Errors]
    newest: float | None = None
    window: str = "current"

    @property
    def rows(self) -> Mapping[str, int]:
        """The number of rows looked at, under the name of their window."""
        return {self.window: self.whole.rows}

    @property
    def whole(self) -> Errors:
        """The errors of all rows."""
        return functools.reduce(Errors.merge, self.cells.values(), Errors())

    def parts(self, *dimensions: str) -> Mapping[Groups, Errors]:
        """Return the errors by the groups of some of the dimensions, in the order given."""
        places = [self.dimensions.index(dimension) for dimension in dimensions]
        found: dict[Groups, Errors] = {}
        for groups, errors in self.cells.items():
            part = tuple(groups[place] for place in places)
            found[part] = found.get(part, Errors()).merge(errors)
        return found

    def ungrouped(self, dimension: str) -> Errors:
        """Return the errors of the rows without a group of `dimension`."""
        return self.parts(dimension).get((None,), Errors())

    def merge(self, other: "Residuals") -> "Residuals":
        """Return the residuals of both sets of rows together; commutative, and associative up to rounding.

        Raises
        ------
        ValueError
            If the two have different dimensions.
        """
        if self.dimensions != other.dimensions:
            raise ValueError(f"residuals over {self.dimensions} and {other.dimensions} do not add up")
        both = self.cells.keys() | other.cells.keys()
        cells = {one: self.cells.get(one, Errors()).merge(other.cells.get(one, Errors())) for one in both}
        newest = max(filter(None, (self.newest, other.newest)), default=None)
        return Residuals(self.dimensions, cells, newest, self.window)

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        cells = [[groups, astuple(errors)] for groups, errors in self.cells.items()]
        tree = {"dimensions": self.dimensions, "cells": cells, "newest": self.newest, "window": self.window}
        return json.dumps({"version": VERSION, **tree}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Residuals":
        """Return the residuals behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "residuals", VERSION)
        cells = {
            tuple(groups): Errors(
                *sums,
                predicted=predicted,
                truth=Moments(*truth),
                prediction=Moments(*prediction),
                fourths=fourths,
                share_squares=share_squares,
                powers=Powers(*powers),
            )
            for groups, (*sums, predicted, truth, prediction, fourths, share_squares, powers) in tree["cells"]
        }
        return cls(tuple(tree["dimensions"]), cells, tree["newest"], tree["window"])
