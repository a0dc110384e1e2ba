"""What a distance can tell at the sizes of two windows: how far it lies from none where nothing has moved.

References
----------
Satterthwaite: An Approximate Distribution of Estimates of Variance Components (Biometrics Bulletin 2, 1946)
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CONSTANT = 1e-6
"""Of a distance that takes one value alone, or the same within its last digits, there is no chi-square to speak of."""

_FAR = 1e12
"""What has moved farther is found always, and SciPy gives no number for it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a distance can tell.

    Parameters
    ----------
    null_quantile : float
        The distance that windows of these sizes keep below with probability 1 - rate where nothing has moved.
    too_small : bool
        Whether that reaches the threshold: a distance as great as the threshold cannot be told from none.
    minimum_current_rows : int or None
        The least current window for which it would not, with this reference; None where no window is large enough.
    power : float
        The probability that a column that has moved by just the threshold is significant by itself; in [0, 1].
    """

    null_quantile: float
    too_small: bool
    minimum_current_rows: int | None
    power: float


def resolution(
    null: "NDArray[np.float64]", threshold: float, rate: float, order: int, rows: tuple[int, int]
) -> Resolution:
    """Return what a distance can tell, by its values where nothing has moved.

    Parameters
    ----------
    null : array of float
        Draws of the distance between windows of `rows` rows of one distribution.
    threshold : float
        The distance that is judged, from 0.
    rate : float
        The share of false alarms that is taken, in (0, 1).
    order : int
        The power of the distance that falls as 1 / reference rows + 1 / current rows: 2 of a distance that is like the
        root of a sum of squares, 1 of a divergence that is like the sum.
    rows : tuple of int
        Of the reference and of the current window.
    """
    import numpy as np

    quantile = float(np.quantile(null, 1 - rate))
    minimum = _minimum_current_rows(quantile, threshold, order, *rows)
    return Resolution(quantile, quantile >= threshold, minimum, _power(null, threshold, rate, order))


def _minimum_current_rows(quantile: float, threshold: float, order: int, reference: int, current: int) -> int | None:
    """Return the least current window whose quantile, which falls with the rows of both, is below `threshold`."""
    if quantile == 0:
        return 1 if threshold else None
    inverse = (1 / reference + 1 / current) * _raised(threshold / quantile, order) - 1 / reference
    return math.floor(1 / inverse) + 1 if inverse > 0 else None


def _power(null: "NDArray[np.float64]", threshold: float, rate: float, order: int) -> float:
    """Return the power at `threshold`, taking distance ** `order` for a multiple of a chi-square.

    Its degrees of freedom and its scale are those that give the mean and the variance of `null` (Satterthwaite 1946);
    moved columns have that of the same degrees that is not central, by the threshold over the scale.
    """
    from scipy.special import chdtri, chndtr

    unit = float(null.max()) or 1.0  # squares of what is very large or very small are no doubles
    sums = (null / unit) ** order
    mean, variance = float(sums.mean()), float(sums.var())
    if variance <= _CONSTANT * mean**2:
        return float(_raised(threshold / unit, order) > mean)
    freedom, scale = 2 * mean**2 / variance, variance / (2 * mean)
    moved = min(_raised(threshold / unit, order) / scale, _FAR)
    return 1 - float(chndtr(chdtri(freedom, rate), freedom, moved))


def _raised(ratio: float, order: int) -> float:
    """Return `ratio` ** `order`; what no double holds is infinite, where Python's own power would raise."""
    return math.prod([ratio] * order)
