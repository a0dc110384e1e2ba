"""How alike pairs of columns go together in synthetic and real data, as SDMetrics scores it."""

import math
from collections.abc import Iterator, Mapping

from dte_exporter.checks.synthetic.comoments import Couple
from dte_exporter.checks.synthetic.pair_counts import Cells, PairCounts

LEAST_CORRELATION = 0.5
"""What numbers must be correlated by in the real data, either way, for their pair to count."""

LEAST_ASSOCIATION = 0.3
"""Cramér's V from which a pair with a category counts."""


def trends(real: PairCounts, synthetic: PairCounts) -> Mapping[Couple, float]:
    """Return how alike each pair goes together, in [0, 1], of the pairs that go together in the real data at all."""
    return dict([*_of_numbers(real, synthetic), *_of_categories(real, synthetic)])


def _of_numbers(real: PairCounts, synthetic: PairCounts) -> Iterator[tuple[Couple, float]]:
    """Yield one less half the difference of the correlations."""
    for pair, before in real.correlations.items():
        now = synthetic.correlations[pair]
        if before is not None and now is not None and abs(before) > LEAST_CORRELATION:
            yield pair, 1 - abs(before - now) / 2


def _of_categories(real: PairCounts, synthetic: PairCounts) -> Iterator[tuple[Couple, float]]:
    """Yield one less the total variation distance of the combinations."""
    for pair, before in real.cells.items():
        now = synthetic.cells.get(pair)
        if before is not None and now is not None and cramers_v(before) > LEAST_ASSOCIATION:
            yield pair, 1 - total_variation(before, now)


def total_variation(before: Cells, now: Cells) -> float:
    """Return half the sum of the differences of shares, in [0, 1]: 0 the same, 1 nothing in common."""
    rows, others = sum(before.values()), sum(now.values())
    cells = before.keys() | now.keys()
    return math.fsum(abs(before.get(cell, 0) / rows - now.get(cell, 0) / others) for cell in cells) / 2


def cramers_v(cells: Cells) -> float:
    """Return Cramér's V (1946), in [0, 1]: 0 the columns are independent; 0 too where one of them has one level."""
    first, second = _margin(cells, 0), _margin(cells, 1)
    least = min(len(first), len(second))
    if least < 2:
        return 0.0
    share = math.fsum(count**2 / (first[one] * second[other]) for (one, other), count in cells.items())
    return math.sqrt(max(share - 1, 0.0) / (least - 1))


def _margin(cells: Cells, place: int) -> Mapping[object, int]:
    counts: dict[object, int] = {}
    for cell, rows in cells.items():
        counts[cell[place]] = counts.get(cell[place], 0) + rows
    return counts
