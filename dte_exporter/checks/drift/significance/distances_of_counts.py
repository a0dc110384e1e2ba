"""Distances between many pairs of counts at once: each method's own, as Evidently defines it.

Each takes the cells and gives a function of two arrays of counts, a draw a row and a cell a column. `distances` has the
same of two profiles.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dte_exporter.checks.drift.distances import LEAST_DEVIATION
from dte_exporter.checks.drift.shares import EMPTY_SHARE
from dte_exporter.checks.drift.significance.cells import Cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Distances = Callable[[Counts, Counts], Floats]

OfCounts = Callable[[Cells], "Distances"]
"""From the cells of a column to its distance."""


def normed_wasserstein(cells: Cells) -> "Distances":
    """Return the area between the distribution functions over the reference's standard deviation."""
    import numpy as np

    values, spreads = cells.values, cells.spreads
    pooled = np.add(cells.reference, cells.current)
    centred = values - (values * pooled).sum() / pooled.sum()
    unit = max(spreads.max(), LEAST_DEVIATION)

    def distance(reference: "Counts", current: "Counts") -> "Floats":
        shares = _shares(reference)
        squares = (shares * (spreads / unit) ** 2).sum(axis=1) - (shares * (centred / unit)).sum(axis=1) ** 2
        deviation = np.maximum(np.sqrt(np.maximum(squares, 0)) * unit, LEAST_DEVIATION)
        distances: Floats = (_gaps(reference, current) * np.diff(values)).sum(axis=1) / deviation
        return distances

    return distance


def energy_distance(cells: Cells) -> "Distances":
    """Return the root of twice the squared difference of the distribution functions, integrated (Székely 2003)."""
    import numpy as np

    widths = np.diff(cells.values)
    return lambda reference, current: np.sqrt(2 * (_gaps(reference, current) ** 2 * widths).sum(axis=1))


def jensen_shannon(cells: Cells) -> "Distances":
    """Return the Jensen-Shannon distance to base e."""
    from scipy.special import rel_entr

    def distance(reference: "Counts", current: "Counts") -> "Floats":
        p, q = _shares(reference), _shares(current)
        middle = (p + q) / 2
        divergence = (rel_entr(p, middle) + rel_entr(q, middle)).sum(axis=1) / 2
        return _root(divergence)

    return distance


def population_stability_index(cells: Cells) -> "Distances":
    """Return the population stability index of shares that are filled as Evidently fills them."""
    import numpy as np

    def distance(reference: "Counts", current: "Counts") -> "Floats":
        p, q = _filled(_shares(reference)), _filled(_shares(current))
        index: Floats = ((p - q) * np.log(p / q)).sum(axis=1)
        return index

    return distance


def kullback_leibler(cells: Cells) -> "Distances":
    """Return the Kullback-Leibler divergence of the current from the reference shares, filled, in nats."""
    from scipy.special import rel_entr

    def divergence(reference: "Counts", current: "Counts") -> "Floats":
        p, q = _filled(_shares(reference)), _filled(_shares(current))
        found: Floats = rel_entr(p / p.sum(axis=1, keepdims=True), q / q.sum(axis=1, keepdims=True)).sum(axis=1)
        return found

    return divergence


def hellinger(cells: Cells) -> "Distances":
    """Return the Hellinger distance."""
    import numpy as np

    def distance(reference: "Counts", current: "Counts") -> "Floats":
        affinity = np.sqrt(_shares(reference) * _shares(current)).sum(axis=1)
        return _root(1 - affinity)

    return distance


def total_variation(cells: Cells) -> "Distances":
    """Return half of the sum of all differences of shares."""
    import numpy as np

    return lambda reference, current: np.abs(_shares(reference) - _shares(current)).sum(axis=1) / 2


def chi_square(cells: Cells) -> "Distances":
    """Return Pearson's chi-square statistic of both windows against what they have in common (Pearson 1911)."""
    import numpy as np

    pooled = np.add(cells.reference, cells.current)

    def statistic(reference: "Counts", current: "Counts") -> "Floats":
        rows = reference.sum(axis=1, keepdims=True), current.sum(axis=1, keepdims=True)
        expected = [pooled * (side / pooled.sum()) for side in rows]
        parts = (reference - expected[0]) ** 2 / expected[0] + (current - expected[1]) ** 2 / expected[1]
        found: Floats = parts.sum(axis=1)
        return found

    return statistic


def cramer_von_mises(cells: Cells) -> "Distances":
    """Return the mean squared difference of the distribution functions over all rows (Anderson 1962)."""
    import numpy as np

    weights = np.add(cells.reference, cells.current)[:-1]
    return lambda reference, current: (_gaps(reference, current) ** 2 * weights).sum(axis=1)


def anderson_darling(cells: Cells) -> "Distances":
    """Return the same with the ends weighted up: each square over the variance that it has by chance (Pettitt 1976)."""
    import numpy as np

    pooled = np.add(cells.reference, cells.current)
    below = pooled.cumsum()[:-1] / pooled.sum()
    weights = pooled[:-1] / (below * (1 - below))
    return lambda reference, current: (_gaps(reference, current) ** 2 * weights).sum(axis=1)


def kolmogorov_smirnov(cells: Cells) -> "Distances":
    """Return the greatest difference of the distribution functions (Smirnov 1939); 0 where there is one cell."""
    return lambda reference, current: _gaps(reference, current).max(axis=1, initial=0)


def mean_difference(cells: Cells) -> "Distances":
    """Return how far the means are apart; where rows are dealt out again, the t statistic rises with it."""
    import numpy as np

    centred = cells.values - cells.values.mean()
    return lambda reference, current: np.abs(((_shares(current) - _shares(reference)) * centred).sum(axis=1))


def rank_sum(cells: Cells) -> "Distances":
    """Return the mean rank of the current numbers, which Evidently asks to be high (Mann, Whitney 1947)."""
    import numpy as np

    pooled = np.add(cells.reference, cells.current)
    ranks = pooled.cumsum() - pooled / 2
    return lambda reference, current: (_shares(current) * ranks).sum(axis=1)


def _shares(counts: "Counts") -> "Floats":
    shares: Floats = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _root(squares: "Floats") -> "Floats":
    """Return the roots of what is never less than 0 but for its last digits."""
    import numpy as np

    return np.sqrt(np.maximum(squares, 0))


def _gaps(reference: "Counts", current: "Counts") -> "Floats":
    """Return how far the distribution functions are apart between each two cells."""
    import numpy as np

    return np.abs(np.cumsum(_shares(reference) - _shares(current), axis=1)[:, :-1])


def _filled(shares: "Floats") -> "Floats":
    import numpy as np

    least = np.where(shares > 0, shares, 1).min(axis=1, keepdims=True)
    return np.where(shares > 0, shares, np.where(least <= EMPTY_SHARE, least / 10**6, EMPTY_SHARE))
