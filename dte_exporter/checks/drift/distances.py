"""Distances between two profiles, as Evidently defines them between two sets of rows.

They agree with Evidently on all rows to 1e-3; where every value is known, to the last digits. That of Kolmogorov and
Smirnov is SciPy's statistic, of which Evidently gives the p-value alone.
"""

import math
from typing import Any

from dte_exporter.checks.drift.shares import Shares, comparable_shares, shares_by_distinct_values
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.shared_cells import shared_cells

LEAST_DEVIATION = 0.001


def normed_wasserstein(pair: Pair[Numbers]) -> float:
    """Return the area between the distribution functions over the reference's standard deviation; from 0, unbounded.

    Evidently takes a deviation under 0.001 for 0.001.
    """
    from scipy.stats import wasserstein_distance

    reference, reference_rows = zip(*pair.reference.weighted, strict=True)
    current, current_rows = zip(*pair.current.weighted, strict=True)
    area = wasserstein_distance(reference, current, reference_rows, current_rows)
    return float(area) / max(pair.reference.moments.deviation, LEAST_DEVIATION)


def jensen_shannon(pair: Pair[Any]) -> float:
    """Return the Jensen-Shannon distance to base e, in [0, sqrt(ln 2)] (Endres, Schindelin 2003)."""
    from scipy.spatial.distance import jensenshannon

    shares = comparable_shares(pair)
    return float(jensenshannon(shares.reference, shares.current))


def population_stability_index(pair: Pair[Any]) -> float:
    """Return the population stability index, from 0, unbounded; above 0.25 is commonly called a major shift."""
    shares = comparable_shares(pair).filled()
    pairs = zip(shares.reference, shares.current, strict=True)
    return math.fsum((reference - current) * math.log(reference / current) for reference, current in pairs)


def kullback_leibler(pair: Pair[Any]) -> float:
    """Return the Kullback-Leibler divergence of the current from the reference shares, in nats; from 0, unbounded."""
    from scipy.stats import entropy

    shares = comparable_shares(pair).filled()
    return float(entropy(shares.reference, shares.current))


def hellinger(pair: Pair[Any]) -> float:
    """Return the Hellinger distance, in [0, 1]."""
    shares: Shares = shares_by_distinct_values(pair)
    pairs = zip(shares.reference, shares.current, strict=True)
    affinity = math.fsum(math.sqrt(reference * current) for reference, current in pairs)
    return math.sqrt(1 - min(affinity, 1.0))


def kolmogorov_smirnov(pair: Pair[Numbers]) -> float:
    """Return the greatest difference of the distribution functions, in [0, 1] (Smirnov 1939).

    Where numbers are known by cells, that between cells.
    """
    import numpy as np

    shared = shared_cells(pair)
    gaps = np.cumsum(shared.reference) / pair.reference.count - np.cumsum(shared.current) / pair.current.count
    return float(np.abs(gaps).max())
