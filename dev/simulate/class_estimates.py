"""How often the interval of an estimate of several classes holds the realised figure.

``python -m dev.simulate.class_estimates`` prints it, in some minutes. Models are drawn that are known: scores are
normal, labels fall as they say, and probabilities are told with three decimals, sharper than they are where a model is
too confident.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.model.multiclass_estimate import expected_classes as of_classes
from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores
from dte_exporter.checks.model.multiclass_estimate.expected_classes import ExpectedClasses, Figure
from dte_exporter.checks.model.multiclass_estimate.joint_calibration import JointCalibration
from dte_exporter.checks.model.multiclass_estimate.realised_classes import REALISED

DATA_SETS = 600
FIGURES: dict[str, Callable[[ExpectedClasses], Figure]] = {
    "accuracy": of_classes.accuracy,
    "f1_macro": of_classes.f1_macro,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A model, and how many rows there are of it.

    Parameters
    ----------
    reference, current, drawn : int
        Rows of each window, and how many of the current one are looked at.
    confident : float
        By how much the scores that it tells are too large; 1 is calibrated.
    middles : tuple of float
        The mean score of each class.
    """

    reference: int
    current: int
    drawn: int
    confident: float
    middles: tuple[float, ...] = (0.0, 0.0, 0.0)

    def rows(self, size: int, rng: np.random.Generator) -> ClassScores:
        """Return so many rows with their labels."""
        scores = rng.normal(0, 1.5, (size, len(self.middles))) + np.array(self.middles)
        label = (_shares(scores).cumsum(axis=1) > rng.random((size, 1))).argmax(axis=1)
        told = _shares(scores * self.confident).round(3)
        classes = np.eye(len(self.middles))
        names = tuple(map(str, range(len(self.middles))))
        return ClassScores(names, told, classes[told.argmax(axis=1)], classes[label])


SETTINGS = (
    Setting(2_000, 1_000, 1_000, 1.0, (0.0, 0.0)),
    Setting(2_000, 1_000, 1_000, 1.0),
    Setting(2_000, 1_000, 1_000, 2.0),
    Setting(2_000, 1_000, 1_000, 1.5, (-2.0, 0.0, 0.0, 0.0, 0.0)),
    Setting(5_000, 5_000, 500, 1.5),
    Setting(300, 300, 300, 1.5),
    Setting(20_000, 10_000, 10_000, 1.5),
)


def _shares(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return found


def main() -> None:
    """Print of each setting the share of intervals that hold the realised figure, and the mean error of each."""
    rng = np.random.default_rng(1)
    for setting in SETTINGS:
        held, errors = defaultdict[str, float](float), defaultdict[str, float](float)
        for _ in range(DATA_SETS):
            calibration = JointCalibration.on(setting.rows(setting.reference, rng))
            current = setting.rows(setting.current, rng)
            chosen = rng.permutation(setting.current) < setting.drawn
            expected = ExpectedClasses.of(current[chosen], calibration, setting.drawn / setting.current)
            for name, function in FIGURES.items():
                found, realised = expected.estimate(function(expected)), REALISED[name](current)
                held[name] += found.low <= realised <= found.high
                errors[name] += found.value - realised
        told = (f"{name} {held[name] / DATA_SETS:.1%} {errors[name] / DATA_SETS:+.4f}" for name in FIGURES)
        print(setting, *told, sep="\n  ", flush=True)


if __name__ == "__main__":
    main()
