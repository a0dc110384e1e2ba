"""Draws of binomial counts that move with their rates: drawn at two rates, they differ by the rates alone.

The draws are a Latin hypercube (McKay, Beckman, Conover: A Comparison of Three Methods for Selecting Values of Input
Variables, Technometrics 21, 1979): each group has the quantiles at evenly spaced levels, and chance decides alone which
of them meet in a draw.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

_EXPANDED_FROM = 16
"""The variance from which on quantiles are expanded: from here one in a hundred is a count off, and none by more."""

_REACH = 64
"""The counts to either side of its mean that hold all of a smaller variance, but for one case in 10**12."""


class BinomialDraws:
    """Counts of independent groups, drawn often: the same levels whatever the rates.

    Parameters
    ----------
    groups, draws : int
        How many, and how often.
    seed : int
        What decides which levels meet in a draw.
    """

    def __init__(self, groups: int, draws: int, seed: int) -> None:
        import numpy as np

        self._levels: Floats = (np.arange(draws) + 0.5) / draws
        self._terms = _terms(self._levels)
        self._group = np.arange(groups)[:, None]
        self._place: Places = np.random.default_rng(seed).permuted(np.tile(np.arange(draws), (groups, 1)), axis=1)

    def counts(self, rows: "Floats", rates: "Floats") -> "Floats":
        """Return the positives of each group in each draw.

        Parameters
        ----------
        rows, rates : array of float
            Of each group; rates in [0, 1].

        Returns
        -------
        array of float
            A row a group, a column a draw.
        """
        import numpy as np

        quantiles = self._expanded(rows, rates)
        few = np.flatnonzero(rows * rates * (1 - rates) < _EXPANDED_FROM)
        if len(few):
            quantiles[few] = self._summed(rows[few, None], rates[few, None])
        counts: Floats = quantiles[self._group, self._place]
        return counts

    def _expanded(self, rows: "Floats", rates: "Floats") -> "Floats":
        """Return quantiles by the expansion of Cornish and Fisher (1938), from skewness and kurtosis."""
        import numpy as np

        skew = 1 - 2 * rates
        deviation = np.maximum(np.sqrt(rows * rates * (1 - rates)), 1.0)  # what is smaller is summed
        factors = (rows * rates, deviation, skew, (1 - 6 * rates * (1 - rates)) / deviation, skew**2 / deviation)
        expanded = sum(factor[:, None] * term for factor, term in zip(factors, self._terms, strict=True))
        counts: Floats = np.clip(np.rint(expanded), 0, rows[:, None])
        return counts

    def _summed(self, rows: "Floats", rates: "Floats") -> "Floats":
        """Return quantiles exactly, from the chances of all counts near the mean; groups are along the first axis."""
        import numpy as np
        from scipy.special import gammaln, xlog1py, xlogy

        first = np.maximum(np.rint(rows * rates) - _REACH, 0)
        counts = np.minimum(first + np.arange(2 * _REACH + 1), rows)
        ways = gammaln(rows + 1) - gammaln(counts + 1) - gammaln(rows - counts + 1)
        chances = np.exp(ways + xlogy(counts, rates) + xlog1py(rows - counts, -rates)).cumsum(axis=1)
        places = [one.searchsorted(self._levels) for one in chances]
        quantiles: Floats = np.minimum(first + places, rows)
        return quantiles


def _terms(levels: "Floats") -> "Floats":
    """Return the terms of the expansion at each level, to be multiplied by the factors of a group."""
    import numpy as np
    from scipy.special import ndtri

    z = ndtri(levels)
    return np.stack([np.ones_like(z), z, (z**2 - 1) / 6, (z**3 - 3 * z) / 24, -(2 * z**3 - 5 * z) / 36])
