"""What can be told from counts of truth and prediction alone: scikit-learn, given the counts as sample weights.

So given it returns what it returns on the rows. Where it would score 0/0 as 0 there is no value. A share of rows has
the interval of a proportion, which holds for few rows and for shares of 0 and 1 too; a mean over many classes is drawn.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.classes import class_name, is_positive
from dte_exporter.checks.model.performance import resampled_classes
from dte_exporter.checks.model.performance.measure import Interval, Measure, scikit_learn, spec
from dte_exporter.config.models import Scalar
from dte_exporter.metric import Better
from dte_exporter.statistics.contingency import Level
from dte_exporter.statistics.scores.scores import Tallies
from dte_exporter.uncertainty.mean_of_proportions import mean_interval_of_two
from dte_exporter.uncertainty.proportions import wilson


@dataclass(frozen=True, slots=True)
class Confusion:
    """The confusion matrix of the rows with a label and a prediction.

    Parameters
    ----------
    cells : mapping of (Level, Level) to int
        Rows by truth and prediction; of two classes, 1 is the positive one.
    """

    cells: Mapping[tuple[Level, Level], int]

    @classmethod
    def of_two(cls, tallies: Tallies, positive: Scalar | None) -> "Confusion":
        """Return the matrix in which each class is `positive`, that is 1, or not."""
        return cls(_counted(tallies, lambda level: int(is_positive(level, positive))))

    @classmethod
    def of_many(cls, tallies: Tallies) -> "Confusion":
        """Return the matrix of all classes, by name, so that 1, 1.0 and "1" are one class."""
        return cls(_counted(tallies, class_name))

    @property
    def rows(self) -> int:
        """Rows with a label and a prediction."""
        return sum(self.cells.values())

    def labelled(self, level: Level) -> int:
        """Return the rows whose label is `level`."""
        return sum(rows for (truth, _), rows in self.cells.items() if truth == level)

    def predicted(self, level: Level) -> int:
        """Return the rows whose prediction is `level`."""
        return sum(rows for (_, prediction), rows in self.cells.items() if prediction == level)

    @property
    def right(self) -> int:
        """Rows that are predicted as they are labelled."""
        return sum(rows for (truth, prediction), rows in self.cells.items() if truth == prediction)

    @property
    def found(self) -> int:
        """Rows of the positive class of two that are predicted so."""
        return self.cells.get((1, 1), 0)

    @property
    def never_predicted(self) -> list[Level]:
        """The classes that occur as labels only, so that their precision is 0/0."""
        return sorted({truth for truth, _ in self.cells} - {prediction for _, prediction in self.cells}, key=str)


def _counted(tallies: Tallies, told: Callable[[Level], Level]) -> Counter[tuple[Level, Level]]:
    cells: Counter[tuple[Level, Level]] = Counter()
    for (truth, prediction, _), tally in tallies.items():
        if truth is not None and prediction is not None:
            cells[told(truth), told(prediction)] += tally.rows
    return cells


def _by(function: str, **options: Any) -> Callable[[Confusion], float]:
    """Return the measure that `function` of scikit-learn takes of a confusion matrix."""

    def compute(confusion: Confusion) -> float:
        import sklearn.metrics

        truth, prediction = zip(*confusion.cells, strict=True)
        weights = list(confusion.cells.values())
        return float(getattr(sklearn.metrics, function)(truth, prediction, sample_weight=weights, **options))

    return compute


def _share(
    part: Callable[[Confusion], int], of: Callable[[Confusion], int], through: Callable[[float], float] = float
) -> Interval[Confusion]:
    """Return the interval of what rises with the share of some rows in others, such as that share itself."""

    def interval(confusion: Confusion, value: float, confidence: float) -> tuple[float, float]:
        lower, upper = wilson(part(confusion), of(confusion), confidence)
        return through(lower), through(upper)

    return interval


def _drawn(mean: Callable[[resampled_classes.Drawn], Any]) -> Interval[Confusion]:
    """Return the interval of a mean over classes."""
    return lambda confusion, value, confidence: resampled_classes.interval(confusion.cells, confidence, mean)


def _of_both_classes(confusion: Confusion, value: float, confidence: float) -> tuple[float, float]:
    """Return the interval of the mean share of rows predicted right, of those of one class and of the other."""
    positives, negatives = ((confusion.cells.get((level, level), 0), confusion.labelled(level)) for level in (1, 0))
    return mean_interval_of_two(positives, negatives, confidence)


def _either(confusion: Confusion) -> int:
    """Return the rows that are positive, predicted or labelled: F1 is 2 s / (1 + s) of the share s of those found."""
    return confusion.labelled(1) + confusion.predicted(1) - confusion.found


def _rows(confusion: Confusion) -> str:
    return "" if confusion.rows else "rows with a label and a prediction"


def _both_classes(confusion: Confusion) -> str:
    return _positives(confusion) or ("" if confusion.labelled(0) else "negative labels")


def _positives(confusion: Confusion) -> str:
    return _rows(confusion) or ("" if confusion.labelled(1) else "positive labels")


def _positive_predictions(confusion: Confusion) -> str:
    return _rows(confusion) or ("" if confusion.predicted(1) else "positive predictions")


def _any_positives(confusion: Confusion) -> str:
    found = confusion.labelled(1) or confusion.predicted(1)
    return _rows(confusion) or ("" if found else "positive labels and no positive predictions")


def _two_classes(confusion: Confusion) -> str:
    return _rows(confusion) or (
        "" if len({truth for truth, _ in confusion.cells}) > 1 else "second class among its labels"
    )


def _spec(name: str, help_: str, function: str) -> Any:
    return spec(name, help_, Better.HIGHER, scikit_learn(function), low=0, high=1)


ACCURACY = _spec("accuracy", "Share of labelled rows that are predicted right; 1 is no error.", "accuracy_score")
BALANCED_ACCURACY = _spec(
    "balanced_accuracy",
    "Mean over the classes of the share of their rows that is predicted right; 1 is no error.",
    "balanced_accuracy_score",
)

OF_RIGHT = _share(lambda confusion: confusion.right, lambda confusion: confusion.rows)

OF_TWO_CLASSES: tuple[Measure[Confusion], ...] = (
    Measure(ACCURACY, _rows, _by("accuracy_score"), OF_RIGHT),
    Measure(BALANCED_ACCURACY, _both_classes, _by("balanced_accuracy_score"), _of_both_classes),
    Measure(
        _spec(
            "precision", "Share of rows predicted positive whose label is positive; 1 is the best.", "precision_score"
        ),
        _positive_predictions,
        _by("precision_score"),
        _share(lambda confusion: confusion.found, lambda confusion: confusion.predicted(1)),
    ),
    Measure(
        _spec(
            "recall", "Share of rows with a positive label that are predicted positive; 1 is the best.", "recall_score"
        ),
        _positives,
        _by("recall_score"),
        _share(lambda confusion: confusion.found, lambda confusion: confusion.labelled(1)),
    ),
    Measure(
        _spec("f1", "Harmonic mean of precision and recall; 1 is the best.", "f1_score"),
        _any_positives,
        _by("f1_score"),
        _share(lambda confusion: confusion.found, _either, lambda share: 2 * share / (1 + share)),
    ),
)

OF_MANY_CLASSES: tuple[Measure[Confusion], ...] = (
    Measure(ACCURACY, _rows, _by("accuracy_score"), OF_RIGHT),
    Measure(BALANCED_ACCURACY, _two_classes, _by("balanced_accuracy_score"), _drawn(resampled_classes.macro_recall)),
    Measure(
        _spec(
            "precision_macro",
            "Mean of the precisions of the classes that are predicted at all, each counting the same.",
            "precision_score",
        ),
        _rows,
        _by("precision_score", average="macro", zero_division=float("nan")),
        _drawn(resampled_classes.macro_precision),
    ),
    Measure(
        _spec("f1_macro", "Mean of the F1 of the classes, each counting the same; 1 is the best.", "f1_score"),
        _rows,
        _by("f1_score", average="macro"),
        _drawn(resampled_classes.macro_f1),
    ),
)
