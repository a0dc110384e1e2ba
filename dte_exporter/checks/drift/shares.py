"""Two windows as shares of the same bins: Evidently's bins where a column is binned, else one for each value."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.statistics.distribution.categories import MAX_CATEGORIES, Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import MAX_VALUES
from dte_exporter.statistics.distribution.numbers import Numbers

UNBINNED = 20
"""Evidently compares numbers value by value while the reference has at most so many different ones."""

EMPTY_SHARE = 0.0001
"""Evidently's share of an empty bin, where a logarithm needs one."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of the rows of each window in each bin; each side adds up to 1."""

    reference: list[float]
    current: list[float]

    def filled(self) -> "Shares":
        """Return the shares without zeros, as Evidently fills them."""
        return Shares(_filled(self.reference), _filled(self.current))


def _filled(shares: list[float]) -> list[float]:
    least = min(share for share in shares if share)
    empty = least / 10**6 if least <= EMPTY_SHARE else EMPTY_SHARE
    return [share or empty for share in shares]


def comparable_shares(pair: Pair[Any]) -> Shares:
    """Return the shares that Jensen-Shannon, PSI and Kullback-Leibler compare.

    Raises
    ------
    UndefinedScoreError
        If values would have to be told apart that were not.
    """
    if isinstance(pair.reference, Categories):
        return _shares_of_categories(pair)
    if not pair.reference.exact or len(pair.reference.values) > UNBINNED:
        return _shares_in_bins(pair, pair.reference.count + pair.current.count)
    if not pair.current.exact:
        raise UndefinedScoreError(
            f"the reference has {UNBINNED} values or fewer, the current window over {MAX_VALUES:,}"
        )
    return _shares_by_key(pair.reference.values, pair.current.values)


def shares_by_distinct_values(pair: Pair[Any]) -> Shares:
    """Return the shares that Hellinger compares: numbers in bins by how many different ones there are.

    Raises
    ------
    UndefinedScoreError
        If values would have to be told apart that were not.
    """
    if isinstance(pair.reference, Categories):
        return _shares_of_categories(pair)
    exact = pair.reference.values.keys() | pair.current.values.keys()
    return _shares_in_bins(pair, len(exact) if pair.exact else pair.distinct())


def _shares_of_categories(pair: Pair[Categories]) -> Shares:
    if not pair.exact:
        raise UndefinedScoreError(f"there are over {MAX_CATEGORIES:,} categories: exclude it if it identifies rows")
    return _shares_by_key(pair.reference.counts, pair.current.counts)


def _shares_by_key(reference: Mapping[Any, int], current: Mapping[Any, int]) -> Shares:
    keys = sorted(reference.keys() | current.keys())
    sides = ([side.get(key, 0) / sum(side.values()) for key in keys] for side in (reference, current))
    return Shares(*sides)


def _shares_in_bins(pair: Pair[Numbers], size: int) -> Shares:
    """Return the shares in the bins that NumPy's ``sturges`` gives for `size` numbers in the range of both sides."""
    edges = sturges_edges(*pair.range(), size, pair.integers)
    reference, current = pair.histograms(edges)
    return Shares([rows / pair.reference.count for rows in reference], [rows / pair.current.count for rows in current])


def sturges_edges(low: float, high: float, size: int, integers: bool) -> tuple[float, ...]:
    """Return the edges that ``numpy.histogram_bin_edges(…, bins="sturges")`` gives."""
    import numpy as np

    width = (high - low) / (np.log2(size) + 1.0)
    if integers and 0 < width < 1:
        width = 1.0
    bins = math.ceil((high - low) / width) if width else 1
    return tuple(np.histogram_bin_edges([low, high], bins=bins).tolist())
