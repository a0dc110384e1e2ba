"""The interval of the difference of two proportions of different rows, from the interval of each.

The distances from each proportion to its end are taken for independent, and their squares add up (Newcombe: Interval
Estimation for the Difference between Independent Proportions, Statistics in Medicine 17, 1998, method 10). With
Wilson's intervals it holds for few rows, and for proportions of 0 and 1 as well.
"""

import math

from dte_exporter.uncertainty.proportions import wilson


def difference_interval(one: tuple[int, int], other: tuple[int, int], confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of one rate less another.

    Parameters
    ----------
    one, other : tuple of int
        Positives, and the rows that they are among, at least 1.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true difference.

    Returns
    -------
    tuple of float
        Both in [-1, 1]; they hold the difference of the two observed shares.
    """
    first, second = (positives / rows for positives, rows in (one, other))
    (lower_one, upper_one), (lower_other, upper_other) = (wilson(*part, confidence) for part in (one, other))
    below = math.hypot(first - lower_one, upper_other - second)
    above = math.hypot(upper_one - first, second - lower_other)
    return first - second - below, first - second + above
