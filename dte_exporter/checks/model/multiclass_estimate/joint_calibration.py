"""Joint calibration: what the predicted probabilities of all classes turned out to be worth, so that they add up to 1.

Each class against all others is calibrated by itself; the worths of a row are then divided by their sum (Zadrozny,
Elkan: Transforming Classifier Scores into Accurate Multiclass Probability Estimates, KDD 2002, section 5). Where that
is 0 all classes are as likely.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JointCalibration:
    """The calibration of each class, and the rows that it rests on.

    Parameters
    ----------
    each : tuple of Calibration
        By class, in the order of the config.
    reference : ClassScores
        The rows of the reference.
    """

    each: tuple[Calibration, ...]
    reference: ClassScores

    @classmethod
    def on(cls, reference: ClassScores) -> "JointCalibration":
        """Return the calibration of rows whose labels are known; there must be some of each class."""
        import numpy as np

        calibrations = []
        for scores, labelled in zip(reference.scores.T, reference.labelled.T, strict=True):
            probability, place, rows = np.unique(scores, return_inverse=True, return_counts=True)
            positives = np.bincount(place, labelled).astype(np.float64)
            calibrations.append(Calibration.fitted(probability, positives, rows.astype(np.float64)))
        return cls(tuple(calibrations), reference)

    def of(self, scores: "Floats") -> "tuple[Floats, Floats]":
        """Return how likely each class is, and the sums that the worths were divided by: 0 where there was no sum."""
        import numpy as np

        worth = np.column_stack([one.of(column) for one, column in zip(self.each, scores.T, strict=True)])
        total = worth.sum(axis=1, keepdims=True)
        alike = np.full_like(worth, 1 / worth.shape[1])
        return np.divide(worth, total, out=alike, where=total > 0), total

    def variance(self, scores: "Floats", slope: "Floats") -> float:
        """Return how much a figure varies because the worths rest on finitely many rows.

        Each row of the reference moves the share of its block, in the calibration of every class at once, and with it
        the figure: the variance is the sum of the squares of what each moves (infinitesimal jackknife).

        Parameters
        ----------
        scores, slope : matrix of float
            The predicted probabilities of the rows that the figure is of, and its slope in the worth of each.
        """
        import numpy as np

        moved = np.zeros(len(self.reference.scores))
        for place, one in enumerate(self.each):
            leverage = np.bincount(one.blocks_of(scores[:, place]), slope[:, place], len(one.block_rows))
            block = one.blocks_of(self.reference.scores[:, place])
            off = self.reference.labelled[:, place] - one.block_share[block]
            moved += leverage[block] / one.block_rows[block] * off
        return float(moved @ moved)
