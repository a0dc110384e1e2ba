"""An interval by inverting a test: the values that a test at the data would not reject.

Hybrid resampling (Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals, Statistica Sinica 10, 2000): for
each value in question data are drawn as they would fall if it were true, and it is kept where what was observed is not
among the rarest outcomes on either side.
"""

from collections.abc import Callable, Sequence
from functools import cache

_ALIKE = 1 / 50
"""Probabilities that differ by less, as a part of that of a rare outcome, are not told apart."""

_DIGITS = 6


Test = Callable[[float], float]
"""From a value in [0, 1] to the probability that, if it were true, what is drawn is higher than what was observed, half
of a tie counted. It rises with the value."""


def inverted(low: Sequence[Test], high: Sequence[Test], confidence: float) -> tuple[float, float]:
    """Return the ends of the values in [0, 1] that are not rejected.

    Parameters
    ----------
    low, high : sequence of callable
        The tests that reject values below the lower end, and above the upper; each of several at its part of the level
        (Bonferroni), so that a value may be rejected by any.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true value.

    Returns
    -------
    tuple of float
        The lower end, 0 where even there going beyond is not rare; the upper end, not below it, 1 where even there
        falling short is not rare. Where all values are rejected both are the one that explains most.
    """
    rare = (1 - confidence) / 2
    at = {test: cache(test) for test in (*low, *high)}
    lower = _lower([at[test] for test in low], rare / len(low))
    upper = _upper([at[test] for test in high], rare / len(high))
    return lower, max(lower, upper)


def _lower(tests: Sequence[Test], rare: float) -> float:
    """Return the value below which some test rejects all."""
    end = 0.0
    for test in tests:
        if test(end) < rare:
            end = _where(test, rare, _ALIKE * rare, (end, 1.0))
    return end


def _upper(tests: Sequence[Test], rare: float) -> float:
    """Return the value above which some test rejects all."""
    end = 1.0
    for test in tests:
        if test(end) > 1 - rare:
            end = _where(test, 1 - rare, _ALIKE * rare, (0.0, end))
    return end


def _where(test: Test, probability: float, alike: float, between: tuple[float, float]) -> float:
    """Return the value `between` two at which `test` comes to `probability`, one of them if it does so nowhere."""
    from scipy.optimize import brentq
    from scipy.special import ndtri

    def beyond(value: float) -> float:
        found = test(value)
        if abs(found - probability) <= alike:
            return 0.0
        return float(ndtri(min(max(found, alike), 1 - alike)) - ndtri(probability))  # near to a straight line

    first, last = between
    if test(first) >= probability:
        return first
    if test(last) <= probability:
        return last
    return round(float(brentq(beyond, first, last, xtol=10**-_DIGITS)), _DIGITS)
