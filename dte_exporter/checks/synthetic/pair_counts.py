"""How the rows of one table spread over pairs of columns: correlations of numbers, counts of whatever else.

Beside a category a number is one of ten bins of equal width over the range of its own table, and a missing one is in
the last, as SDMetrics has it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.synthetic.comoments import Couple, correlations
from dte_exporter.checks.synthetic.ranges import number
from dte_exporter.statistics.expressions.met_numbers import met_as_text
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

BINS = 10
MAX_CELLS = 100_000
"""The most combinations of two columns that are counted: with more, one of them holds identifiers."""

Cells = Mapping[tuple[Any, Any], int]


@dataclass(frozen=True, slots=True)
class PairCounts:
    """What is known of the pairs of columns of one table.

    Parameters
    ----------
    correlations : mapping of Couple to float or None
        Pearson's, of the rows that have both numbers, by pair of columns of numbers; None where one does not vary.
    cells : mapping of Couple to Cells or None
        Rows by the combination of levels, of every other pair; None where combinations are more than `MAX_CELLS`.
    """

    correlations: Mapping[Couple, float | None]
    cells: Mapping[Couple, Cells | None]


def pair_counts(
    view: View, numbers: tuple[str, ...], categories: tuple[str, ...], ends: Mapping[str, tuple[float, float]]
) -> PairCounts:
    """Return what the engine says of all pairs of `numbers` and `categories`, whose `ends` are known."""
    of_numbers = tuple(combinations(numbers, 2))
    others = tuple(pair for pair in combinations((*numbers, *categories), 2) if pair[1] in categories)
    bins = {name: edges(*ends[name]) for name in numbers if name in ends}
    levels = {name: _bin(view.table[name], found) for name, found in bins.items() if found}
    levels |= {name: met_as_text(view.table[name]) for name in categories}
    table = view.table.select(**levels) if levels else view.table
    counted = each(partial(_cells, view, table, pair) for pair in others if set(pair) <= levels.keys())
    known = (pair for pair in others if set(pair) <= levels.keys())
    return PairCounts(correlations(view, of_numbers), dict(zip(known, counted, strict=True)))


def edges(low: float, high: float) -> list[float]:
    """Return the ends of `BINS` bins of equal width, as NumPy's histogram has them: of one value they lie around it.

    None where the numbers are so far from 0 that doubles cannot tell the ends apart.
    """
    import numpy as np

    try:
        found: list[float] = np.histogram_bin_edges([low, high], bins=BINS).tolist()
    except ValueError:
        return []
    return found


def _bin(column: "Column", ends: list[float]) -> "Column":
    """Return the place of the bin of each number: how many ends of bins lie at or below it."""
    import ibis

    found = number(column)
    place: Any = sum(ibis.ifelse(found >= end, 1, 0) for end in ends)
    return ibis.ifelse(found.isnull(), BINS + 1, place)


def _cells(view: View, table: "IbisTable", pair: Couple) -> Cells | None:
    counted = table.group_by(first=table[pair[0]], second=table[pair[1]]).aggregate(rows=table.count())
    found = view.rows(counted.limit(MAX_CELLS + 1))
    if len(found) > MAX_CELLS:
        return None
    cells: Counter[tuple[Any, Any]] = Counter()
    for first, second, rows in found:
        cells[first, second] += int(rows)
    return cells
