"""The interval of an area under a ROC curve, in closed form from counts.

DeLong, DeLong, Clarke-Pearson: Comparing the Areas under Two or More Correlated Receiver Operating Characteristic
Curves: A Nonparametric Approach (Biometrics 44, 1988): the area is the mean over positives of the share of negatives
that they are above, and over negatives of the share of positives that they are below; its variance is the sum of the
variances of these two means. The interval is taken of the logarithm of the odds of the area, which is nearer to normal
than the area itself where that is near to 1 (Pepe: The Statistical Evaluation of Medical Tests, 2003, section 5.2).
"""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def area_and_variance(positives: "Sequence[int]", negatives: "Sequence[int]") -> tuple[float, float]:
    """Return the area and its variance.

    Parameters
    ----------
    positives, negatives : sequence of int
        Rows of each score, from the least to the greatest; two of each class at least.

    Returns
    -------
    tuple of float
        The area in [0, 1], equal scores counted as half in order, and its variance by DeLong's estimate.
    """
    import numpy as np

    positive, negative = np.asarray(positives, float), np.asarray(negatives, float)
    of_positives, of_negatives = positive.sum(), negative.sum()
    above = (np.cumsum(negative) - negative / 2) / of_negatives
    below = (of_positives - np.cumsum(positive) + positive / 2) / of_positives
    area = float(positive @ above / of_positives)
    spread = positive @ (above - area) ** 2 / (of_positives - 1) / of_positives
    return area, float(spread + negative @ (below - area) ** 2 / (of_negatives - 1) / of_negatives)


def area_interval(
    positives: "Sequence[int]", negatives: "Sequence[int]", confidence: float
) -> tuple[float, float] | None:
    """Return the lower and upper end of the area behind some rows.

    Parameters
    ----------
    positives, negatives : sequence of int
        As of `area_and_variance`.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true area.

    Returns
    -------
    tuple of float or None
        Both in (0, 1); None where a class has one row, or the classes do not overlap, so that nothing varies.
    """
    from scipy.special import expit, logit, ndtri

    if min(sum(positives), sum(negatives)) < 2:
        return None
    area, variance = area_and_variance(positives, negatives)
    if not variance or not 0 < area < 1:
        return None
    margin = float(ndtri((1 + confidence) / 2)) * math.sqrt(variance) / (area * (1 - area))
    return float(expit(logit(area) - margin)), float(expit(logit(area) + margin))
