"""A test of groups against having one rate: how often chance alone would set equal groups as far apart.

Pearson's chi-square of the table of two outcomes by groups, without a correction for continuity, where every count to
be expected is 5 or more (Cochran: Some Methods for Strengthening the Common Chi-Square Tests, Biometrics 10, 1954).
Elsewhere the same statistic of tables drawn with the margins fixed, of which the observed one counts as one (Phipson,
Smyth: Permutation P-values Should Never Be Zero, Statistical Applications in Genetics and Molecular Biology 9, 2010).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.seed import seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]

_EXPECTED = 5
_DRAWS = 9_999
_MOST_ROWS = 1_000_000_000
"""From here on numpy draws no tables."""


def homogeneity(groups: Iterable[tuple[int, int]]) -> float:
    """Return the p-value of all groups having one rate.

    Parameters
    ----------
    groups : iterable of tuple of int
        The positives and the rows of each group; two or more, each with a row.

    Returns
    -------
    float
        In (0, 1]: the share of data sets of equal groups that look as unequal as these. 1 where all rows are positive,
        or none is.
    """
    import numpy as np
    from scipy.special import chdtrc

    counted = sorted(groups)
    positives, rows = np.array(counted).T
    both = np.array([positives.sum(), (rows - positives).sum()])
    if not both.all():
        return 1.0
    observed = _chi_square(positives, rows)
    if both.min() / rows.sum() * rows.min() >= _EXPECTED or rows.sum() >= _MOST_ROWS:
        return float(chdtrc(len(rows) - 1, observed))
    drawn = np.random.default_rng(seed_of("homogeneity", counted)).multivariate_hypergeometric(rows, both[0], _DRAWS)
    exceeding = np.count_nonzero(_chi_square(drawn, rows) >= observed * (1 - 1e-9))  # equal but for rounding
    return float((1 + exceeding) / (1 + _DRAWS))


def _chi_square(positives: "Counts", rows: "Counts") -> "Floats":
    """Return Pearson's statistic of the groups' positives, groups along the last axis."""
    rate = positives.sum(axis=-1, keepdims=True) / rows.sum()
    distances: Floats = ((positives - rows * rate) ** 2 / (rows * rate * (1 - rate))).sum(axis=-1)
    return distances


def bonferroni(p_values: Iterable[float]) -> float:
    """Return the p-value of several hypotheses that are to hold together: the smallest times their number, at most 1.

    Dunn: Multiple Comparisons Among Means (JASA 56, 1961). It holds however the tests depend on each other.
    """
    each = list(p_values)
    return min(1.0, len(each) * min(each))
