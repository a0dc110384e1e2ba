"""How alike the values of each column are spread in synthetic and real data, as SDMetrics scores it."""

import math
from typing import TYPE_CHECKING

from dte_exporter.checks.drift.distances import kolmogorov_smirnov
from dte_exporter.checks.synthetic.likeness import Likeness
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.distribution import Question

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray


def shape(likeness: Likeness, column: str) -> float | None:
    """Return one less the distance of both columns, in [0, 1]; None where one has no value, or categories past the cap.

    Of numbers the distance is that of Kolmogorov and Smirnov, of categories half the sum of differences of shares.
    """
    pair = likeness.distribution.pair(column)
    if not (pair.reference.count and pair.current.count):
        return None
    if isinstance(pair.reference, Categories):
        return _alike(pair.reference, pair.current) if pair.reference.exact and pair.current.exact else None
    distance = likeness.distribution.answer(column, Question(_distance_on_rows, kolmogorov_smirnov))
    return 1 - distance.value


def _alike(real: Categories, synthetic: Categories) -> float:
    names = real.counts.keys() | synthetic.counts.keys()
    differences = (
        real.counts.get(one, 0) / real.count - synthetic.counts.get(one, 0) / synthetic.count for one in names
    )
    return 1 - math.fsum(map(abs, differences)) / 2


def _distance_on_rows(real: "pd.Series", synthetic: "pd.Series") -> float:
    from scipy.stats import ks_2samp

    return float(ks_2samp(_finite(real), _finite(synthetic)).statistic)


def _finite(column: "pd.Series") -> "NDArray[np.float64]":
    import numpy as np

    numbers: NDArray[np.float64] = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers[np.isfinite(numbers)]
