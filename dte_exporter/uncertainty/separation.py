"""How well scores tell two samples apart, and how sure that is: the area under the ROC curve, its interval, a test.

The area is the chance that a score of the one sample is above a score of the other, ties counted as half (Mann,
Whitney: On a Test of whether one of Two Random Variables is Stochastically Larger than the Other, Annals of
Mathematical Statistics 18, 1947). The test is theirs, normal and with ties allowed for. It is valid of scores that are
exchangeable if the samples are alike, such as those of a classifier that has seen none of the rows.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dte_exporter.uncertainty.area_under_curve import area_and_variance, area_interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MANN_WHITNEY = "Mann, Whitney: On a Test of whether one of Two Random Variables is Stochastically Larger, 1947"

TIE = 9
"""Scores that agree in so many decimals are one: beyond lies how they were computed, not what they are of."""


@dataclass(frozen=True, slots=True)
class Separation:
    """How well scores tell one sample from another.

    Parameters
    ----------
    area : float
        The area under the ROC curve in [0, 1]: 0.5 they do not, 1 every score is above all of the other sample.
    lower, upper : float
        The ends of its interval, in [0, 1].
    p_value : float
        Of the test that both are distributed alike, against scores that are above; in [0, 1].
    """

    area: float
    lower: float
    upper: float
    p_value: float


def separation(below: "Floats", above: "Floats", confidence: float) -> Separation:
    """Return how well scores tell two samples apart.

    Parameters
    ----------
    below, above : array of float
        The scores of each, of the one first that should have the lower; two of each at least.
    confidence : float
        In (0, 1): the share of data sets whose interval holds the true area.
    """
    import numpy as np

    rounded = np.round(np.concatenate([below, above]), TIE)
    values, places = np.unique(rounded, return_inverse=True)
    negatives, positives = (
        np.bincount(side, minlength=len(values)).tolist() for side in (places[: len(below)], places[len(below) :])
    )
    area, _ = area_and_variance(positives, negatives)
    ends = area_interval(positives, negatives, confidence) or sure_ends(area, min(len(below), len(above)), confidence)
    return Separation(area, *ends, rank_sum_p_value(above, below, "greater"))


def sure_ends(area: float, pairs: int, confidence: float) -> tuple[float, float]:
    """Return the ends of an area where its variance cannot be told: scores that do not overlap, or are all the same.

    No area lies further off in more than the share that `confidence` leaves, whatever scores are distributed like
    (Hoeffding: Probability Inequalities for Sums of Bounded Random Variables, JASA 58, 1963, section 5b).

    Parameters
    ----------
    area : float
        As it was found, in [0, 1].
    pairs : int
        The rows of the smaller sample.
    confidence : float
        In (0, 1).
    """
    margin = math.sqrt(math.log(2 / (1 - confidence)) / (2 * pairs))
    return max(area - margin, 0.0), min(area + margin, 1.0)


def rank_sum_p_value(first: "Floats", second: "Floats", alternative: Literal["greater", "two-sided"]) -> float:
    """Return the p-value that two samples are distributed alike, by the sum of their ranks.

    Parameters
    ----------
    first, second : array of float
        The numbers of each, one at least.
    alternative : str
        Whether it is asked if the first are greater, or if either is.

    Returns
    -------
    float
        In [0, 1]; 1 where all numbers are the same.
    """
    import numpy as np
    from scipy.stats import mannwhitneyu

    one, other = np.round(first, TIE), np.round(second, TIE)
    if min(one.min(), other.min()) == max(one.max(), other.max()):
        return 1.0
    return float(mannwhitneyu(one, other, alternative=alternative, method="asymptotic").pvalue)
