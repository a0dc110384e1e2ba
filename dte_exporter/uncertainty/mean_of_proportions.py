"""The interval of the mean of two proportions of different rows, from the interval of each.

The distances from each proportion to its end are taken for independent, and their squares add up (method of variance
estimates recovery; Newcombe: Interval Estimation for the Difference between Independent Proportions, Statistics in
Medicine 17, 1998, method 10; Zou, Donner: Construction of Confidence Limits about Effect Measures, Statistics in
Medicine 27, 2008). With Wilson's intervals it holds for few rows, and for proportions of 0 and 1 as well.
"""

import math

from dte_exporter.uncertainty.proportions import wilson


def mean_interval_of_two(
    one: tuple[float, float], other: tuple[float, float], confidence: float
) -> tuple[float, float]:
    """Return the lower and upper end of the mean of two rates.

    Parameters
    ----------
    one, other : tuple of float
        Positives, and the rows that they are among, above 0.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true mean.

    Returns
    -------
    tuple of float
        Both in [0, 1]; they hold the mean of the two observed shares.
    """
    shares = [positives / rows for positives, rows in (one, other)]
    (lower_one, upper_one), (lower_other, upper_other) = (wilson(*part, confidence) for part in (one, other))
    mean = sum(shares) / 2
    below = math.hypot(shares[0] - lower_one, shares[1] - lower_other) / 2
    above = math.hypot(upper_one - shares[0], upper_other - shares[1]) / 2
    return mean - below, mean + above
