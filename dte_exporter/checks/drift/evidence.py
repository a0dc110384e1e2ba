"""What stands behind a column's score: enough to draw both distributions, too little to find a person.

Bins are open at both ends and the outer ones hold many rows, so no least or greatest value can be told. A category is
named if it has `MIN_ROWS` rows in a window, sensitive column or not; the others are counted together.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.grid import Grid
from dte_exporter.statistics.distribution.numbers import Numbers, Weighted
from dte_exporter.statistics.sources import SIDES

MIN_ROWS = 30
_BINS = 40
_TAIL = 0.01


def of_column(pair: Pair[Any]) -> dict[str, Any]:
    """Return rows, missing values and counts by bin or category of both sides of a column; JSON types only."""
    return of_sides(dict(zip(SIDES, (pair.reference, pair.current), strict=True)))


def of_sides(sides: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same of a column in one window or several, by the name of each."""
    rows = {side: one.count for side, one in sides.items()}
    if all(isinstance(one, Categories) for one in sides.values()):
        nulls = {side: one.nulls for side, one in sides.items()}
        return {"rows": rows, "nulls": nulls, "categories": _categories(sides)}
    missing = {
        kind: {side: getattr(one.missing, kind) for side, one in sides.items()}
        for kind in ("nulls", "nans", "infinities")
    }
    return {"rows": rows, **missing, "bins": _bins(sides)}


def _categories(sides: Mapping[str, Categories]) -> dict[str, Any]:
    keys = sorted(set().union(*(one.known for one in sides.values())))
    shown = [key for key in keys if max(one.counts.get(key, 0) for one in sides.values()) >= MIN_ROWS]
    counts = {side: [one.counts.get(key, 0) for key in shown] for side, one in sides.items()}
    return {
        "names": shown,
        **counts,
        "other": {side: one.count - sum(counts[side]) for side, one in sides.items()},
    }


def _bins(sides: Mapping[str, Numbers]) -> dict[str, Any]:
    """Return the inner edges and, for each side, one count more than edges; the first and last bin are open."""
    weighted = {side: one.weighted for side, one in sides.items()}
    edges = _inner_edges(sorted(number for numbers in weighted.values() for number in numbers))
    return {"edges": edges, **{side: _counts(numbers, edges) for side, numbers in weighted.items()}}


def _inner_edges(weighted: list[Weighted]) -> list[float]:
    """Return edges over the bulk of the `weighted` numbers; beyond both ends lie at least `MIN_ROWS` rows."""
    sums = list(accumulate(rows for _, rows in weighted))
    all_ = sums[-1] if sums else 0
    tail = max(_TAIL * all_, MIN_ROWS)
    if all_ < 2 * tail:
        return []
    low, high = weighted[bisect_left(sums, tail)][0], weighted[bisect_right(sums, all_ - tail)][0]
    return Grid.over(low, high, _BINS).edges if low < high else []


def _counts(weighted: list[Weighted], edges: list[float]) -> list[int]:
    counts = [0] * (len(edges) + 1)
    for value, rows in weighted:
        counts[bisect_right(edges, value)] += rows
    return counts
