"""The interval of a proportion: a share of rows, and where the rate behind the rows is likely to lie.

Wilson: Probable Inference, the Law of Succession, and Statistical Inference (JASA 22, 1927). On average over rates it
covers as often as it says, also of few rows and of rates near 0 and 1; Brown, Cai, DasGupta: Interval Estimation for a
Binomial Proportion (Statistical Science 16, 2001) recommend it. The interval of Clopper and Pearson never covers less
often, and so nearly always more: it is wider than the rows warrant.
"""

import math


def wilson(positives: float, rows: float, confidence: float) -> tuple[float, float]:
    """Return the lower and upper end of the rate behind `positives` of `rows`.

    Parameters
    ----------
    positives : float
        In [0, rows].
    rows : float
        Above 0; of weighted rows as many as tell as much, which is no whole number.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true rate.

    Returns
    -------
    tuple of float
        Both in [0, 1]: exactly 0 where no row is positive, exactly 1 where all are. They hold ``positives / rows``.
    """
    from scipy.special import ndtri

    squared, share = float(ndtri((1 + confidence) / 2)) ** 2, positives / rows
    middle = positives + squared / 2
    margin = math.sqrt(squared * (positives * (rows - positives) / rows + squared / 4))
    lower = (middle - margin) / (rows + squared) if positives else 0.0
    upper = (middle + margin) / (rows + squared) if positives < rows else 1.0
    return min(max(lower, 0.0), share), max(min(upper, 1.0), share)  # rounding aside they are
