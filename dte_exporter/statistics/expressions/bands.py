"""The groups of a column: its values, or the bands in which they lie, told apart by the engine."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.doubles import finite

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

Bands = tuple[tuple[str, tuple[int | float, ...]], ...]
"""Columns of numbers, each with the ascending bounds of its bands."""


def groups_in(table: "IbisTable", columns: tuple[str, ...], bands: Bands) -> "Mapping[str, Column]":
    """Return what makes the groups of each of `columns`: its bands where `bands` has bounds, else its values."""
    bounds = dict(bands)
    return {name: banded(table[name], bounds[name]) if name in bounds else table[name] for name in columns}


def banded(column: "Column", bounds: tuple[int | float, ...]) -> "Column":
    """Return the name of the band of each number of `column`; null where there is none, or none that is finite."""
    import ibis

    number, names = finite(column), band_names(bounds)
    below = ((number < bound, name) for bound, name in zip(bounds, names, strict=False))
    return ibis.cases(*below, (number >= bounds[-1], names[-1]), else_=ibis.null("string"))


def band_names(bounds: tuple[int | float, ...]) -> tuple[str, ...]:
    """Return the names of the bands that `bounds` make, such as under 25, 25 to under 45, 45 and over."""
    told = [str(int(bound)) if bound == int(bound) else str(bound) for bound in bounds]
    between = (f"{low} to under {high}" for low, high in pairwise(told))
    return (f"under {told[0]}", *between, f"{told[-1]} and over")
