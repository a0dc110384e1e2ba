"""Expected performance over several classes: accuracy, and the means over the classes of F1 and ROC AUC.

Each row counts as of each class by its calibrated probability. Beside its value a figure has its slopes, from which the
delta method tells how much it varies: labels fall as they may, the calibration rests on finitely many rows of a
reference, and of many rows only some are drawn.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.model.estimate.expected import NORMAL_95, Estimate
from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores
from dte_exporter.checks.model.multiclass_estimate.joint_calibration import JointCalibration

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of some rows.

    Parameters
    ----------
    value : float
        In [0, 1].
    slope : matrix of float
        How it rises with the chance of each row to be of each class.
    weight : array of float
        How it rises with the rows that are like each row.
    """

    value: float
    slope: "Floats"
    weight: "Floats"


@dataclass(frozen=True, slots=True)
class ExpectedClasses:
    """Rows without labels, and how likely each is of each class.

    Parameters
    ----------
    rows : ClassScores
        Their probabilities and predictions.
    chance, total : matrix of float
        The calibrated probability of each class, and the sum that the row's were divided by.
    share : float
        The share of all such rows that these are, 1 unless they were drawn.
    calibration : JointCalibration
        What the chances come from.
    """

    rows: ClassScores
    chance: "Floats"
    total: "Floats"
    share: float
    calibration: JointCalibration

    @classmethod
    def of(cls, rows: ClassScores, calibration: JointCalibration, share: float = 1.0) -> "ExpectedClasses":
        """Return what is to be expected of `rows`; there must be some."""
        chance, total = calibration.of(rows.scores)
        return cls(rows, chance, total, share, calibration)

    @property
    def matrix(self) -> list[list[float]]:
        """The expected confusion matrix: by truth, then by prediction, in the order of the classes."""
        found: list[list[float]] = (self.chance.T @ self.rows.predicted).tolist()
        return found

    def estimate(self, found: Figure) -> Estimate:
        """Return the estimate of a figure of these rows with its interval, which lies within [0, 1]."""
        import numpy as np

        mean = (found.slope * self.chance).sum(axis=1, keepdims=True)
        labels = (found.slope**2 * self.chance).sum() - (mean**2).sum()
        draw = (found.weight**2).sum()
        worth = np.divide(found.slope - mean, self.total, out=np.zeros_like(found.slope), where=self.total > 0)
        reference = self.calibration.variance(self.rows.scores, worth)
        variance = self.share * max(labels, 0.0) + (1 - self.share) * draw + reference
        margin = NORMAL_95 * float(np.sqrt(variance))
        return Estimate(found.value, max(found.value - margin, 0.0), min(found.value + margin, 1.0))


def never_expected(expected: ExpectedClasses) -> str:
    """Return which rows are lacking where a class, or all but it, is not to be expected at all; empty otherwise."""
    positive = expected.chance.sum(axis=0)
    for name, rows in zip(expected.rows.classes, positive, strict=True):
        if not 0 < rows < len(expected.chance):
            return f"rows to be expected of class {name!r} and rows of others"
    return ""


def accuracy(expected: ExpectedClasses) -> Figure:
    """Return the share of rows that are to be expected right."""
    rows = len(expected.chance)
    right = (expected.chance * expected.rows.predicted).sum(axis=1)
    value = float(right.mean())
    return Figure(value, expected.rows.predicted / rows, (right - value) / rows)


def f1_macro(expected: ExpectedClasses) -> Figure:
    """Return the mean of the expected F1 of the classes that are predicted or to be expected, each counting alike."""
    chance, predicted = expected.chance, expected.rows.predicted
    both = chance.sum(axis=0) + predicted.sum(axis=0)
    there = both > 0
    chance, predicted, both = chance[:, there], predicted[:, there], both[there]
    f1 = 2 * (chance * predicted).sum(axis=0) / both
    slope = (2 * predicted - f1) / both / len(f1)
    weight = ((2 * chance * predicted - f1 * (chance + predicted)) / both).sum(axis=1) / len(f1)
    return Figure(float(f1.mean()), _widened(slope, there), weight)


def roc_auc_macro(expected: ExpectedClasses) -> float:
    """Return the mean of the expected areas under the ROC curves of each class against all others, each in [0, 1]."""
    import numpy as np

    areas = []
    for chance, scores in zip(expected.chance.T, expected.rows.scores.T, strict=True):
        _, place = np.unique(scores, return_inverse=True)
        positive, negative = np.bincount(place, chance), np.bincount(place, 1 - chance)
        in_order = positive @ (np.cumsum(negative) - negative / 2)
        areas.append(float(in_order / positive.sum() / negative.sum()))
    return sum(areas) / len(areas)


def _widened(slope: "Floats", there: "NDArray[np.bool_]") -> "Floats":
    """Return `slope`, which is of the classes that are there, with 0 for the others."""
    import numpy as np

    found = np.zeros((len(slope), len(there)))
    found[:, there] = slope
    return found
