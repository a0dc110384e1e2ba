"""The interval of a mean, from sums alone: normal, as the mean of many numbers is whatever they are distributed as."""

import math


def mean_interval(rows: int, total: float, squares: float, confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of the mean behind some numbers.

    The distribution of the mean is taken to be normal (central limit theorem), with the variance of the numbers. A few
    numbers that are far larger than all others make it too narrow, and of one number it has no width.

    Parameters
    ----------
    rows : int
        How many numbers; at least 1.
    total, squares : float
        Their sum, and the sum of their squares.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true mean.

    Returns
    -------
    tuple of float
        In the numbers' unit; they hold the mean of the numbers. NaN where the squares are beyond any number.
    """
    mean = total / rows
    return mean_interval_by_variance(rows, mean, max(squares / rows - mean * mean, 0.0), confidence)


def mean_interval_by_variance(rows: int, mean: float, variance: float, confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of the mean behind some numbers, as `mean_interval` does.

    Parameters
    ----------
    rows : int
        How many numbers; at least 1.
    mean, variance : float
        Theirs, the variance by their number and not by one less.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true mean.

    Returns
    -------
    tuple of float
        In the numbers' unit; they hold the mean of the numbers.
    """
    from scipy.special import ndtri

    margin = float(ndtri((1 + confidence) / 2)) * math.sqrt(variance / rows)
    return mean - margin, mean + margin
