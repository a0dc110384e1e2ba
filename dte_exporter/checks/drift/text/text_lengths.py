"""How far the lengths of texts have moved."""

import warnings
from collections.abc import Sequence

LEAST_DEVIATION = 0.001
"""What Evidently divides by where the reference varies less."""


def length_distance(reference: Sequence[str], current: Sequence[str]) -> float:
    """Return the area between the distributions of lengths, in characters, over the reference's deviation.

    Evidently's normed Wasserstein distance, https://docs.evidentlyai.com/metrics/explainer_drift.

    Returns
    -------
    float
        From 0, texts are as long as they were; in standard deviations of the reference.
    """
    import numpy as np
    from scipy.stats import wasserstein_distance

    before, now = [len(text) for text in reference], [len(text) for text in current]
    return float(wasserstein_distance(before, now)) / max(float(np.std(before)), LEAST_DEVIATION)


def length_p_value(reference: Sequence[str], current: Sequence[str]) -> float:
    """Return the p-value that texts are as long in both windows, by Kolmogorov and Smirnov; in [0, 1]."""
    from scipy.stats import ks_2samp

    before, now = [len(text) for text in reference], [len(text) for text in current]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of some sizes it cannot count all orders, and takes the limit of many
        return float(ks_2samp(before, now).pvalue)
