"""What can be told from counts of truth and prediction alone: scikit-learn, given the counts as sample weights.

So given it returns what it returns on the rows. Where it would score 0/0 as 0 there is no value.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.model.performance.measure import Measure, scikit_learn, spec
from dte_exporter.config.models import Scalar
from dte_exporter.metric import Better
from dte_exporter.statistics.contingency import Level
from dte_exporter.statistics.scores.scores import Tallies


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
        return cls(_counted(tallies, _name))

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
    def never_predicted(self) -> list[Level]:
        """The classes that occur as labels only, so that their precision is 0/0."""
        return sorted({truth for truth, _ in self.cells} - {prediction for _, prediction in self.cells}, key=str)


def _counted(tallies: Tallies, told: Callable[[Level], Level]) -> Counter[tuple[Level, Level]]:
    cells: Counter[tuple[Level, Level]] = Counter()
    for (truth, prediction, _), tally in tallies.items():
        if truth is not None and prediction is not None:
            cells[told(truth), told(prediction)] += tally.rows
    return cells


def _name(level: Level) -> str:
    return str(int(level)) if isinstance(level, float) and level.is_integer() else str(level)


def _by(function: str, **options: Any) -> Callable[[Confusion], float]:
    """Return the measure that `function` of scikit-learn takes of a confusion matrix."""

    def compute(confusion: Confusion) -> float:
        import sklearn.metrics

        truth, prediction = zip(*confusion.cells, strict=True)
        weights = list(confusion.cells.values())
        return float(getattr(sklearn.metrics, function)(truth, prediction, sample_weight=weights, **options))

    return compute


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

OF_TWO_CLASSES: tuple[Measure[Confusion], ...] = (
    Measure(ACCURACY, _rows, _by("accuracy_score")),
    Measure(BALANCED_ACCURACY, _both_classes, _by("balanced_accuracy_score")),
    Measure(
        _spec(
            "precision", "Share of rows predicted positive whose label is positive; 1 is the best.", "precision_score"
        ),
        _positive_predictions,
        _by("precision_score"),
    ),
    Measure(
        _spec(
            "recall", "Share of rows with a positive label that are predicted positive; 1 is the best.", "recall_score"
        ),
        _positives,
        _by("recall_score"),
    ),
    Measure(
        _spec("f1", "Harmonic mean of precision and recall; 1 is the best.", "f1_score"),
        _any_positives,
        _by("f1_score"),
    ),
)

OF_MANY_CLASSES: tuple[Measure[Confusion], ...] = (
    Measure(ACCURACY, _rows, _by("accuracy_score")),
    Measure(BALANCED_ACCURACY, _two_classes, _by("balanced_accuracy_score")),
    Measure(
        _spec(
            "precision_macro",
            "Mean of the precisions of the classes that are predicted at all, each counting the same.",
            "precision_score",
        ),
        _rows,
        _by("precision_score", average="macro", zero_division=float("nan")),
    ),
    Measure(
        _spec("f1_macro", "Mean of the F1 of the classes, each counting the same; 1 is the best.", "f1_score"),
        _rows,
        _by("f1_score", average="macro"),
    ),
)
