"""What can be told from probabilities: losses from their sums, which are exact, and curves from their bins.

Within a bin the order of rows is not known. A curve takes it for a tie and says how far off that can be; a bin in which
all probabilities are equal *is* a tie, so that few distinct scores leave no doubt. To an interval, the rows of one
class in one bin are alike.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.model.performance.measure import Ends, Interval, Measure, scikit_learn, spec
from dte_exporter.checks.model.performance.resampled_scores import ResampledScores
from dte_exporter.config.models import Scalar
from dte_exporter.metric import Better
from dte_exporter.statistics.scores.scores import Bin, Tallies, Tally
from dte_exporter.uncertainty.area_under_curve import area_interval
from dte_exporter.uncertainty.means import mean_interval


@dataclass(frozen=True, slots=True)
class Step:
    """The rows of one bin.

    Parameters
    ----------
    positive, negative : Tally
        By the class of their label.
    """

    positive: Tally
    negative: Tally

    @property
    def tied(self) -> bool:
        """Whether all of its probabilities are equal."""
        both = self.positive.merge(self.negative)
        return both.low == both.high

    @property
    def promised(self) -> float:
        """The positives that its probabilities promise, in rows."""
        return self.positive.total + self.negative.total

    @property
    def gap(self) -> float:
        """Its positives less those promised, in rows."""
        return self.positive.rows - self.promised

    @property
    def logs(self) -> tuple[float, float]:
        """The sum of the logarithms of the probability given to what came true, of its positives and its negatives."""
        return self.positive.logs, self.negative.complement_logs

    @property
    def squares(self) -> tuple[float, float]:
        """The sum of the squared distances of the probability from the label, of its positives and its negatives."""
        positive = self.positive
        return positive.rows - 2 * positive.total + positive.squares, self.negative.squares


@dataclass(frozen=True)
class Forecasts:
    """The rows with a label and a probability.

    Parameters
    ----------
    steps : tuple of (Bin, Step)
        From the least probability to the greatest.
    """

    steps: tuple[tuple[Bin, Step], ...]

    @classmethod
    def of(cls, tallies: Tallies, positive: Scalar | None) -> "Forecasts":
        """Return the forecasts of the class that `positive` names."""
        found: dict[Bin, dict[bool, Tally]] = {}
        for (truth, _, bin_), tally in tallies.items():
            if truth is not None and bin_ is not None:
                sides, side = found.setdefault(bin_, {}), is_positive(truth, positive)
                sides[side] = sides.get(side, Tally()).merge(tally)
        nothing = Tally()
        steps = {bin_: Step(sides.get(True, nothing), sides.get(False, nothing)) for bin_, sides in found.items()}
        return cls(tuple(sorted(steps.items(), key=lambda one: one[0])))

    @cached_property
    def positives(self) -> int:
        """Rows with a positive label."""
        return sum(step.positive.rows for _, step in self.steps)

    @cached_property
    def negatives(self) -> int:
        """Rows with another label."""
        return sum(step.negative.rows for _, step in self.steps)

    @property
    def rows(self) -> int:
        """Rows with a label and a probability."""
        return self.positives + self.negatives

    @cached_property
    def curve(self) -> tuple[list[int], list[int], list[int]]:
        """Truth, score and rows; a curve depends on the order of scores alone, so the place of the bin is one."""
        cells = [
            (truth, place, tally.rows)
            for place, (_, step) in enumerate(self.steps)
            for truth, tally in ((1, step.positive), (0, step.negative))
            if tally.rows
        ]
        truth, score, rows = zip(*cells, strict=True)
        return list(truth), list(score), list(rows)

    @property
    def by_bin(self) -> tuple[list[int], list[int]]:
        """Positive and negative rows, from the least probability to the greatest."""
        return [step.positive.rows for _, step in self.steps], [step.negative.rows for _, step in self.steps]

    @cached_property
    def resampled(self) -> ResampledScores:
        """The rows in few bins, to be drawn anew."""
        promised, tenths = zip(*((step.promised, bin_.tenth) for bin_, step in self.steps), strict=True)
        return ResampledScores.of(*self.by_bin, promised, tenths)


def log_loss(forecasts: Forecasts) -> float:
    """Return the mean negative logarithm of the probability given to what came true, in nats."""
    return abs(sum(sum(step.logs) for _, step in forecasts.steps)) / forecasts.rows


def brier_score(forecasts: Forecasts) -> float:
    """Return the mean squared distance of the probability from the label."""
    return max(sum(sum(step.squares) for _, step in forecasts.steps), 0.0) / forecasts.rows


def _of_mean(losses: Callable[[Step], tuple[float, float]]) -> Interval[Forecasts]:
    """Return the interval of the mean of what `losses` gives, in sums over the positives and negatives of a bin."""

    def interval(forecasts: Forecasts, value: float, confidence: float) -> Ends:
        squares = 0.0
        for _, step in forecasts.steps:
            of_positives, of_negatives = losses(step)
            squares += of_positives**2 / (step.positive.rows or 1) + of_negatives**2 / (step.negative.rows or 1)
        return mean_interval(forecasts.rows, value * forecasts.rows, squares, confidence)

    return interval


def expected_calibration_error(forecasts: Forecasts) -> float:
    """Return the mean distance of the share of positives from the mean probability, over ten bins by their rows."""
    gaps: dict[int, float] = {}
    for bin_, step in forecasts.steps:
        gaps[bin_.tenth] = gaps.get(bin_.tenth, 0.0) + step.gap
    return sum(map(abs, gaps.values())) / forecasts.rows


def roc_auc(forecasts: Forecasts) -> float:
    """Return the area under the ROC curve, with every bin as a tie."""
    import sklearn.metrics

    truth, score, weights = forecasts.curve
    return float(sklearn.metrics.roc_auc_score(truth, score, sample_weight=weights))


def average_precision(forecasts: Forecasts) -> float:
    """Return the average precision, with every bin as a tie."""
    import sklearn.metrics

    truth, score, weights = forecasts.curve
    return float(sklearn.metrics.average_precision_score(truth, score, sample_weight=weights))


def roc_auc_error_bound(forecasts: Forecasts) -> float:
    """Return how far the area can lie from that of the rows: half of the pairs whose order is not known."""
    unknown = sum(step.positive.rows * step.negative.rows for _, step in forecasts.steps if not step.tied)
    return unknown / 2 / (forecasts.positives * forecasts.negatives)


def average_precision_error_bound(forecasts: Forecasts) -> float:
    """Return how far the average precision can lie from that of the rows.

    The threshold at a positive of an untied bin has passed at least one and at most all of the bin's positives, and at
    least none and at most all of its negatives: that bounds its precision.
    """
    doubts = list(_doubts(forecasts))
    return max(sum(below for below, _ in doubts), sum(above for _, above in doubts)) / forecasts.positives


def _doubts(forecasts: Forecasts) -> Iterator[tuple[float, float]]:
    """Yield how far the precisions at the positives of each bin can lie, in sum, below and above those of a tie."""
    right = wrong = 0
    for _, step in reversed(forecasts.steps):
        positive, negative = step.positive.rows, step.negative.rows
        if positive and not step.tied:
            tie = (right + positive) / (right + positive + wrong + negative)
            lowest = (right + 1) / (right + 1 + wrong + negative)
            highest = (right + positive) / (right + positive + wrong)
            yield positive * (tie - lowest), positive * (highest - tie)
        right, wrong = right + positive, wrong + negative


def _rows(forecasts: Forecasts) -> str:
    return "" if forecasts.rows else "rows with a label and a probability"


def _positives(forecasts: Forecasts) -> str:
    return _rows(forecasts) or ("" if forecasts.positives else "positive labels")


def both_classes(forecasts: Forecasts) -> str:
    """Return the class that no label is of, in words; empty where both occur."""
    return _positives(forecasts) or ("" if forecasts.negatives else "negative labels")


MEASURES: tuple[Measure[Forecasts], ...] = (
    Measure(
        spec(
            "roc_auc",
            "Probability that a positive row scores above a negative one; 0.5 is chance, 1 the best.",
            Better.HIGHER,
            scikit_learn("roc_auc_score"),
            low=0,
            high=1,
        ),
        both_classes,
        roc_auc,
        lambda forecasts, value, confidence: area_interval(*forecasts.by_bin, confidence),
    ),
    Measure(
        spec(
            "average_precision",
            "Mean precision over the thresholds at which each positive row is found; 1 is the best.",
            Better.HIGHER,
            scikit_learn("average_precision_score"),
            low=0,
            high=1,
        ),
        _positives,
        average_precision,
        lambda forecasts, value, confidence: forecasts.resampled.average_precision_interval(value, confidence),
    ),
    Measure(
        spec(
            "log_loss",
            "Mean negative logarithm of the probability given to what came true, in nats; 0 is certain and right.",
            Better.LOWER,
            scikit_learn("log_loss"),
            low=0,
        ),
        _rows,
        log_loss,
        _of_mean(lambda step: step.logs),
    ),
    Measure(
        spec(
            "brier_score",
            "Mean squared distance of the probability from the label; 0 is certain and right, 1 certain and wrong.",
            Better.LOWER,
            scikit_learn("brier_score_loss"),
            low=0,
            high=1,
        ),
        _rows,
        brier_score,
        _of_mean(lambda step: step.squares),
    ),
    Measure(
        spec(
            "expected_calibration_error",
            "Mean distance between promised probability and observed share, over ten equal bins; 0 is calibrated.",
            Better.LOWER,
            "Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks, ICML 2017",
            low=0,
            high=1,
        ),
        _rows,
        expected_calibration_error,
        lambda forecasts, value, confidence: forecasts.resampled.calibration_error_interval(value, confidence),
    ),
)
