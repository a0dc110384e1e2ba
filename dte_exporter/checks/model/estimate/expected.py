"""Expected performance: what accuracy, F1 and ROC AUC are to be expected of rows whose labels are not known yet.

Each row counts as positive by its calibrated probability (Kivimäki, Białek, Kuberski, Nurminen: Performance Estimation
in Binary Classification Using Calibrated Confidence, arXiv:2505.05295, 2025). The variance is that of the delta method:
labels fall as they may, and the calibration rests on finitely many rows of a reference.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.scores.scores import Bin, Tallies, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

NORMAL_95 = 1.959963984540054
"""The standard deviations between which and their negative 95 % of a normal distribution lie."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value to be expected, and the interval in which the realised one lies in 95 of 100 cases.

    Parameters
    ----------
    value, low, high : float
        All in [0, 1].
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """Rows without labels, in cells of one prediction and one bin, in the order of their bins.

    Parameters
    ----------
    rows, chance : array of float
        Their number, and the calibrated probability that one of them is positive.
    predicted : array of float
        1 where they are predicted positive, else 0.
    bin : array of int
        The place of their bin; cells of one bin follow each other.
    block : array of int
        The block of the calibration that their chance comes from.
    calibration : Calibration
        That calibration.
    """

    rows: "Floats"
    chance: "Floats"
    predicted: "Floats"
    bin: "Places"
    block: "Places"
    calibration: Calibration

    @classmethod
    def of(cls, tallies: Tallies, positive: Scalar | None, calibration: Calibration) -> "Expectation":
        """Return the expectation of the rows with a prediction and a probability; there must be some."""
        import numpy as np

        found: dict[tuple[Bin, bool], Tally] = {}
        for (_, prediction, bin_), tally in tallies.items():
            if prediction is not None and bin_ is not None:
                key = bin_, is_positive(prediction, positive)
                found[key] = found.get(key, Tally()).merge(tally)
        keys = sorted(found)
        rows = np.array([found[key].rows for key in keys], float)
        probability = np.array([found[key].total for key in keys], float) / rows
        bins = {bin_: place for place, bin_ in enumerate(dict.fromkeys(bin_ for bin_, _ in keys))}
        return cls(
            rows,
            calibration.of(probability),
            np.array([predicted for _, predicted in keys], float),
            np.array([bins[bin_] for bin_, _ in keys]),
            calibration.blocks_of(probability),
            calibration,
        )

    @property
    def positives(self) -> "Floats":
        """The rows of each cell that are to be expected positive."""
        return self.rows * self.chance

    @property
    def matrix(self) -> list[list[float]]:
        """The expected confusion matrix: by truth, then by prediction, negative first."""
        counted = (self.rows - self.positives, self.positives)
        return [[float(side @ (1 - self.predicted)), float(side @ self.predicted)] for side in counted]

    def estimate(self, function: "Callable[[Expectation], tuple[float, Floats]]") -> Estimate:
        """Return the estimate of a `function` that gives its value, and its slope in each cell's positives."""
        import numpy as np

        value, slope = function(self)
        labels = slope**2 * self.rows * self.chance * (1 - self.chance)
        blocks = self.calibration
        leverage = np.bincount(self.block, self.rows * slope, len(blocks.block_rows))
        reference = leverage**2 * blocks.block_share * (1 - blocks.block_share) / blocks.block_rows
        margin = NORMAL_95 * float(np.sqrt(labels.sum() + reference.sum()))
        return Estimate(value, max(value - margin, 0.0), min(value + margin, 1.0))


def any_positive(expectation: Expectation) -> str:
    """Return what is lacking where no row is predicted or to be expected positive, in words; empty otherwise."""
    (_, wrong), (missed, right) = expectation.matrix
    return "" if wrong + missed + right > 0 else "row that is predicted or to be expected positive"


def both_expected(expectation: Expectation) -> str:
    """Return which class is not to be expected at all, in words; empty where both are."""
    negative, positive = map(sum, expectation.matrix)
    return "" if negative > 0 < positive else "positive and negative rows to be expected"


def accuracy(expectation: Expectation) -> "tuple[float, Floats]":
    """Return the share of rows that are to be expected right."""
    rows = expectation.rows.sum()
    (right_negatives, _), (_, right_positives) = expectation.matrix
    return (right_negatives + right_positives) / float(rows), (2 * expectation.predicted - 1) / rows


def f1(expectation: Expectation) -> "tuple[float, Floats]":
    """Return the expected F1: twice the expected true positives over predicted and expected positives together."""
    (_, wrong), (missed, right) = expectation.matrix
    both = 2 * right + wrong + missed
    value = 2 * right / both
    return value, (2 * expectation.predicted - value) / both


def roc_auc(expectation: Expectation) -> "tuple[float, Floats]":
    """Return the expected area under the ROC curve, as the ratio of the pairs in order to all; a bin is a tie."""
    import numpy as np

    positive = np.bincount(expectation.bin, expectation.positives)
    negative = np.bincount(expectation.bin, expectation.rows) - positive
    below = np.cumsum(negative) - negative / 2
    above = positive.sum() - np.cumsum(positive) + positive / 2
    all_positive, all_negative = positive.sum(), negative.sum()
    value = float(positive @ below / (all_positive * all_negative))
    slope = (below - above) / (all_positive * all_negative) - value / all_positive + value / all_negative
    return value, slope[expectation.bin]
