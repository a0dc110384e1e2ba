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


def positive_mean_interval(rows: int, total: float, squares: float, confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of the mean behind some numbers that are not negative.

    Normal is taken to be the logarithm of the mean, by the delta method: such means are skewed, and an interval of the
    mean itself would miss more often, always too low. It needs rows too: of squares of 500 normal numbers it held the
    truth in 94 of 100 data sets, of those of 500 exponential ones in 93, of 50 in 85.

    Parameters
    ----------
    rows, total, squares, confidence
        As for `mean_interval`.

    Returns
    -------
    tuple of float
        In the numbers' unit. NaN where all are 0, or their sum is beyond any number; to infinity where the squares are.
    """
    if not 0 < total < math.inf:
        return math.nan, math.nan
    mean = total / rows
    lower, _ = mean_interval_by_variance(rows, 0.0, max(squares / rows / mean / mean - 1, 0.0), confidence)
    return mean * math.exp(lower), mean * math.exp(-lower) if lower > -700 else math.inf


def root_mean_square_interval(rows: int, squares: float, fourths: float, confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of the root of the mean square behind some numbers: the roots of that one's.

    Parameters
    ----------
    rows : int
        How many numbers; at least 1.
    squares, fourths : float
        The sums of their squares and of their fourth powers.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the truth.

    Returns
    -------
    tuple of float
        In the numbers' unit. NaN where all are 0, or the sums are beyond any number.
    """
    lower, upper = positive_mean_interval(rows, squares, fourths, confidence)
    return math.sqrt(lower), math.sqrt(upper)
