"""Measuring the numbers of a column: value by value while they are few, else by cells, finer where it is crowded."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.statistics import moments
from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.grid import ABOVE, BELOW, Cell, Grid
from dte_exporter.statistics.distribution.numbers import Missing, Numbers
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.view import View

MAX_VALUES = 4_096
"""A column with more different values is measured by cells."""

CROWDED = 5e-5
"""A cell is divided while its share of the rows times their spread within it is more than this part of the scale.

It bounds what such a cell can add to the error of a normed Wasserstein distance.
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one profile lends to another so that both have the same cells.

    Parameters
    ----------
    grid : Grid
        The coarsest cells.
    scale : float or None
        The length that spreads are compared with; None for the column's own standard deviation.
    """

    grid: Grid
    scale: float | None = None


def frame_of(numbers: Numbers) -> Frame | None:
    """Return the frame for what is compared with `numbers`, None where they have no extent."""
    known = numbers.weighted
    if not known or known[0][0] == known[-1][0]:
        return None
    return Frame(Grid.over(known[0][0], known[-1][0]), numbers.moments.deviation)


def by_value(found: Iterable[tuple[Any, int]]) -> Numbers:
    """Return the profile of all values `found`, each with its rows."""
    missing: Counter[str] = Counter()
    values: Counter[float] = Counter()
    for value, rows in found:
        if value is not None and math.isfinite(value):
            values[float(value)] += rows
        else:
            missing["nulls" if value is None else "nans" if math.isnan(value) else "infinities"] += rows
    all_ = moments.total(Moments(rows, value) for value, rows in values.items())
    return Numbers(Missing(**missing), all_, dict(values))


def by_cell(view: View, column: str, frame: Frame) -> Numbers:
    """Return the profile of `column` by the cells of `frame`, those that are crowded divided."""
    grid, scale = frame.grid, frame.scale
    found = _counted(view, column, grid)
    missing = Missing(*(found.pop(place, Moments()).count for place in counting.MISSING))
    all_ = moments.total(found.values())
    outside = {BELOW: found.pop(counting.OUT_BELOW, None), ABOVE: found.pop(counting.OUT_ABOVE, None)}
    limit = CROWDED * (all_.deviation if scale is None else scale) * all_.count
    cells = {cell: moments_ for cell, moments_ in outside.items() if moments_}
    cells |= _divided(view, column, grid, found, limit)
    return Numbers(missing, all_, cells=cells)


def _divided(view: View, column: str, grid: Grid, found: Mapping[int, Moments], limit: float) -> dict[Cell, Moments]:
    """Return the moments by cell: those `found` at places of `grid`, the crowded ones replaced by finer ones."""
    cells: dict[Cell, Moments] = {}
    while found:
        crowded = {place for place, one in found.items() if one.count * one.deviation > limit}
        finer = grid.divided(min(crowded), max(crowded)) if crowded else None
        kept = found.keys() - crowded if finer else found
        cells |= {grid.cell(place): found[place] for place in kept}
        if finer is None:
            break
        within = _counted(view, column, finer)
        found = {place: one for place, one in within.items() if place >= 0 and finer.parent(place, grid) in crowded}
        grid = finer
    return cells


def _counted(view: View, column: str, grid: Grid) -> dict[int, Moments]:
    """Return the moments of the numbers at each place of `grid`, and of those outside it."""
    found = view.rows(counting.cells(view.table, column, grid))
    return {place: _moments(grid, *sums) for place, *sums in found}


def _moments(grid: Grid, rows: int, total: float | None, squares: float | None) -> Moments:
    """Return the moments of numbers whose steps in `grid` have these sums; without numbers, only the count."""
    if total is None or squares is None or not math.isfinite(total):
        return Moments(rows)
    mean = total / rows
    return Moments(rows, grid.value(mean), max(0.0, squares - total * mean) * grid.width * grid.width)
