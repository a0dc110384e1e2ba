"""An interval by inverting a test: the values that a test at the data would not reject.

Hybrid resampling (Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals, Statistica Sinica 10, 2000): for
each value in question data are drawn as they would fall if it were true, and it is kept where what was observed is not
among the rarest outcomes on either side.
"""

from collections.abc import Callable
from functools import cache

_ALIKE = 1 / 50
"""Probabilities that differ by less, as a part of that of a rare outcome, are not told apart."""

_DIGITS = 6


def inverted(exceeded: Callable[[float], float], confidence: float) -> tuple[float, float]:
    """Return the ends of the values in [0, 1] that are not rejected.

    Parameters
    ----------
    exceeded : callable
        From a value in [0, 1] to the probability that, if it were true, what is drawn is higher than what was observed,
        half of a tie counted. It rises with the value.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true value.

    Returns
    -------
    tuple of float
        The lower end, 0 where even there going beyond is not rare; the upper end, not below it, 1 where even there
        falling short is not rare. Where all values are rejected both are the one that explains most.
    """
    rare = (1 - confidence) / 2
    at = cache(exceeded)
    lower, upper = (_where(at, probability, _ALIKE * rare) for probability in (rare, 1 - rare))
    return lower, max(lower, upper)


def _where(exceeded: Callable[[float], float], probability: float, alike: float) -> float:
    """Return the value at which `exceeded` comes to `probability`; an end of [0, 1] if it does so nowhere."""
    from scipy.optimize import brentq
    from scipy.special import ndtri

    def beyond(value: float) -> float:
        found = exceeded(value)
        if abs(found - probability) <= alike:
            return 0.0
        return float(ndtri(min(max(found, alike), 1 - alike)) - ndtri(probability))  # near to a straight line

    if exceeded(0.0) >= probability:
        return 0.0
    if exceeded(1.0) <= probability:
        return 1.0
    return round(float(brentq(beyond, 0.0, 1.0, xtol=10**-_DIGITS)), _DIGITS)
