"""Calibration: what a predicted probability turned out to be worth, by isotonic regression on the bins of a reference.

The calibrated probability is that share of positives which rises with the predicted one and is closest to the observed
shares, in squares weighted by rows (Zadrozny, Elkan: Transforming Classifier Scores into Accurate Multiclass
Probability Estimates, KDD 2002). It is constant over *blocks* of bins; between bins it is interpolated.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.model.performance.forecasts import Forecasts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The map from predicted to calibrated probability.

    Parameters
    ----------
    probability, calibrated : array of float
        The mean predicted probability of each bin, ascending, and what it is worth.
    block : array of int
        The place of each bin's block.
    block_rows, block_share : array of float
        The rows of the reference in each block, and the share of positives among them.
    """

    probability: "Floats"
    calibrated: "Floats"
    block: "Places"
    block_rows: "Floats"
    block_share: "Floats"

    @classmethod
    def on(cls, reference: Forecasts) -> "Calibration":
        """Return the calibration of rows whose labels are known; there must be some."""
        import numpy as np

        positives = np.array([step.positive.rows for _, step in reference.steps], float)
        rows = np.array([step.positive.rows + step.negative.rows for _, step in reference.steps], float)
        totals = np.array([step.positive.total + step.negative.total for _, step in reference.steps], float)
        return cls.fitted(totals / rows, positives, rows)

    @classmethod
    def fitted(cls, probability: "Floats", positives: "Floats", rows: "Floats") -> "Calibration":
        """Return the calibration of `rows` at each `probability`, ascending, of which so many are `positives`."""
        import numpy as np
        from scipy.optimize import isotonic_regression

        fitted = isotonic_regression(positives / rows, weights=rows)
        starts = fitted.blocks[:-1]
        block = np.repeat(np.arange(len(starts)), np.diff(fitted.blocks))
        return cls(probability, fitted.x, block, np.add.reduceat(rows, starts), fitted.x[starts])

    def of(self, probability: "Floats") -> "Floats":
        """Return what each probability is worth; beyond the reference's own, what its outermost ones are."""
        import numpy as np

        return np.interp(probability, self.probability, self.calibrated)

    def blocks_of(self, probability: "Floats") -> "Places":
        """Return the block of the bin that is nearest to each probability."""
        import numpy as np

        borders = (self.probability[1:] + self.probability[:-1]) / 2
        return self.block[np.searchsorted(borders, probability)]
