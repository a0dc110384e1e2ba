"""The bootstrap on counts: how a statistic would fall if other rows of the same kind had come.

Drawing rows with replacement is drawing the counts of their cells from a multinomial distribution, so that no row is
needed and the cost is that of cells. The interval lies between the percentiles of the statistic over many such draws
(Efron, Tibshirani: An Introduction to the Bootstrap, 1993, chapters 6 and 13).

It is good enough for a smooth statistic of many rows, such as a mean over classes. It has known limits: it takes the
observed shares for the true ones, and so is too narrow for few rows; it knows of no cell that was not observed; and of
a statistic that is biased in small samples it doubles the bias, unless it is corrected for it (chapter 14). Where all
draws agree it has no width, and says nothing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RESAMPLES = 1_000
"""Draws: the ends of 95 % then stand to within a twentieth of the interval's width."""

_MOST_BIAS = 0.999
"""The share of draws on one side of the observed value beyond which no correction is of use."""


def draws(counts: "Sequence[int]", seed: int, resamples: int = RESAMPLES) -> "Floats":
    """Return the counts of `resamples` data sets with as many rows, and as likely to fall into each cell.

    Parameters
    ----------
    counts : sequence of int
        Rows by cell; there must be some.
    seed : int
        Same counts and seed, same draws.
    resamples : int
        How many data sets.

    Returns
    -------
    array of float
        Whole numbers; data sets along the first axis, cells along the second.
    """
    import numpy as np

    observed = np.asarray(counts, np.int64)
    held = np.flatnonzero(observed)  # the last cell gets what rounding leaves, so it must not be an empty one
    drawn = np.zeros((resamples, len(observed)))
    shares = observed[held] / observed.sum()
    drawn[:, held] = np.random.default_rng(seed).multinomial(observed.sum(), shares, size=resamples)
    return drawn


def percentiles(values: "Floats", confidence: float) -> tuple[float, float] | None:
    """Return the percentile interval of a statistic.

    Parameters
    ----------
    values : array of float
        Its value of each data set drawn; NaN where it has none, which is left out.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true value.

    Returns
    -------
    tuple of float or None
        The lower and the upper end, in the unit of the values; None where over half of the draws have no value.
    """
    tail = (1 - confidence) / 2
    return _between(values, lambda known: (tail, 1 - tail))


def bias_corrected(values: "Floats", observed: float, confidence: float) -> tuple[float, float] | None:
    """Return the percentile interval, corrected for how far the draws lie above or below the observed value.

    Parameters
    ----------
    values : array of float
        As of `percentiles`.
    observed : float
        The statistic of the counts themselves.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true value.

    Returns
    -------
    tuple of float or None
        As of `percentiles`: the bias-corrected interval of Efron and Tibshirani, chapter 14, without acceleration.
    """
    from scipy.special import ndtr, ndtri

    def tails(known: "Floats") -> tuple[float, float]:
        below = float((known < observed).mean() + (known == observed).mean() / 2)
        bias = 2 * ndtri(min(max(below, 1 - _MOST_BIAS), _MOST_BIAS))
        margin = ndtri((1 + confidence) / 2)
        return float(ndtr(bias - margin)), float(ndtr(bias + margin))

    return _between(values, tails)


def _between(values: "Floats", tails: "Callable[[Floats], tuple[float, float]]") -> tuple[float, float] | None:
    import numpy as np

    known = values[np.isfinite(values)]
    if 2 * len(known) < len(values):
        return None
    lower, upper = np.quantile(known, tails(known))
    return float(lower), float(upper)
