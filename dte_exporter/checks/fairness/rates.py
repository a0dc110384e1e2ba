"""The rates of a group: what each is made of, the library function that defines it, and how sure it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.uncertainty.mean_of_proportions import mean_interval_of_two
from dte_exporter.uncertainty.proportions import wilson


@dataclass(frozen=True, slots=True)
class Share:
    """A share of some rows of a group in others.

    Parameters
    ----------
    divides_by : str
        The rows that it divides by, in words.
    counted : callable
        From a group to the rows of the share, and those that it divides by.
    """

    divides_by: str
    counted: Callable[[Counts], tuple[float, float]]

    def effective(self, counts: Counts) -> tuple[float, float]:
        """Return the rows of the share and those that it divides by; of weighted rows how many would tell as much.

        Those are the rows that, each counting as one, had a mean as sure as that of the weighted ones: the square of
        the sum of weights over the sum of their squares (Kish: Survey Sampling, 1965, 11.7). None where nothing weighs.
        """
        part, whole = self.counted(counts.weighed)
        if not counts.weights or not whole:
            return part, whole
        rows = whole / self.counted(counts.squared)[1] * whole
        return part / whole * rows, rows


Interval = Callable[[list[tuple[float, float]], float], tuple[float, float]]
"""From the counts of a rate's shares, and the confidence, to the ends of the rate."""


def _of_one_share(counted: list[tuple[float, float]], confidence: float) -> tuple[float, float]:
    """Return the ends of a share itself."""
    return wilson(*counted[0], confidence)


def _of_two_shares(counted: list[tuple[float, float]], confidence: float) -> tuple[float, float]:
    """Return the ends of the mean of two shares of different rows."""
    one, other = counted
    return mean_interval_of_two(one, other, confidence)


def _of_f1(counted: list[tuple[float, float]], confidence: float) -> tuple[float, float]:
    """Return the ends of F1, which rises with the share of rows found in all that are positive or predicted so."""
    lower, upper = (2 * share / (1 + share) for share in wilson(*counted[0], confidence))
    return lower, upper


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of a group.

    Parameters
    ----------
    name : str
        What it is called in metrics.
    library, function : str
        The module and the function of it that defines the rate, given truth, prediction and the rows of each.
    shares : tuple of Share
        What it is made of; the rate is 0/0 where one of them divides by no row.
    needs_labels : bool
        Whether rows without a label have no part in it.
    interval : callable
        From the counts of its shares to its ends.
    """

    name: str
    library: str
    function: str
    shares: tuple[Share, ...]
    needs_labels: bool = True
    interval: Interval = _of_one_share

    @property
    def is_proportion(self) -> bool:
        """Whether it is a share of rows itself, so that its count is binomial."""
        return self.interval is _of_one_share

    def counted(self, counts: Counts) -> tuple[int, int]:
        """Return the rows of its first share, and those that this divides by: all that a proportion is made of.

        Of weighted rows they are as many as tell as much, in whole numbers that make no rate 0 or 1 which is neither.
        """
        part, whole = self.shares[0].effective(counts)
        some, others = int(part > 0), int(part < whole)
        rows = max(round(whole), some + others)
        return min(max(round(part / whole * rows), some), rows - others), rows

    def lacking(self, counts: Counts) -> Iterator[str]:
        """Yield, in words, the rows that it divides by and the group has none of."""
        for share in self.shares:
            if share.counted(counts.weighed)[1] == 0:
                yield share.divides_by

    def ends(self, counts: Counts, confidence: float) -> tuple[float, float]:
        """Return the lower and the upper end of the rate behind the rows of a group that has it, both in [0, 1]."""
        return self.interval([share.effective(counts) for share in self.shares], confidence)

    def imported(self) -> Callable[..., float]:
        """Return the function that defines it."""
        function: Callable[..., float] = getattr(import_module(self.library), self.function)
        return function


# What is counted is added up, never taken from a sum: of weights that differ much, that would leave the rounding.


def _found(counts: Counts) -> float:
    return counts.cells.get((True, True), 0)


def _missed(counts: Counts) -> float:
    """Return the rows with a positive label that are predicted negative."""
    return counts.cells.get((True, False), 0)


def _rejected(counts: Counts) -> float:
    """Return the rows with a negative label that are predicted so."""
    return counts.cells.get((False, False), 0)


def _wrong(counts: Counts) -> float:
    """Return the rows that are predicted otherwise than labelled."""
    return _missed(counts) + counts.cells.get((False, True), 0)


def _labelled(counts: Counts) -> float:
    return counts.labelled(True) + counts.labelled(False)


def _predicted(counts: Counts) -> float:
    """Return the rows with a label that are predicted positive."""
    return _found(counts) + counts.cells.get((False, True), 0)


_OF_POSITIVES = Share("positive labels", lambda counts: counts.of_labelled(True))
_OF_NEGATIVES = Share("negative labels", lambda counts: counts.of_labelled(False))
_REJECTED = Share("negative labels", lambda counts: (_rejected(counts), counts.labelled(False)))
_MISSED = Share("positive labels", lambda counts: (_missed(counts), counts.labelled(True)))
_RIGHT = Share("labels", lambda counts: (_found(counts) + _rejected(counts), _labelled(counts)))
_WRONG = Share("labels", lambda counts: (_wrong(counts), _labelled(counts)))
_TRUE_OF_PREDICTED = Share("labelled rows predicted positive", lambda counts: (_found(counts), _predicted(counts)))
_FOUND_OF_EITHER = Share(
    "positive labels or labelled rows predicted positive",
    lambda counts: (_found(counts), _found(counts) + _wrong(counts)),
)

_FAIRLEARN, _SCIKIT_LEARN = "fairlearn.metrics", "sklearn.metrics"

SELECTION_RATE = Rate(
    "selection_rate",
    _FAIRLEARN,
    "selection_rate",
    (Share("rows", lambda counts: (counts.selected, counts.all)),),
    needs_labels=False,
)
TRUE_POSITIVE_RATE = Rate("true_positive_rate", _FAIRLEARN, "true_positive_rate", (_OF_POSITIVES,))
FALSE_POSITIVE_RATE = Rate("false_positive_rate", _FAIRLEARN, "false_positive_rate", (_OF_NEGATIVES,))
TRUE_NEGATIVE_RATE = Rate("true_negative_rate", _FAIRLEARN, "true_negative_rate", (_REJECTED,))
FALSE_NEGATIVE_RATE = Rate("false_negative_rate", _FAIRLEARN, "false_negative_rate", (_MISSED,))
PRECISION = Rate("precision", _SCIKIT_LEARN, "precision_score", (_TRUE_OF_PREDICTED,))
ACCURACY = Rate("accuracy", _SCIKIT_LEARN, "accuracy_score", (_RIGHT,))
ERROR_RATE = Rate("error_rate", _SCIKIT_LEARN, "zero_one_loss", (_WRONG,))
BALANCED_ACCURACY = Rate(
    "balanced_accuracy",
    _SCIKIT_LEARN,
    "balanced_accuracy_score",
    (_OF_POSITIVES, _REJECTED),
    interval=_of_two_shares,
)
F1 = Rate("f1", _SCIKIT_LEARN, "f1_score", (_FOUND_OF_EITHER,), interval=_of_f1)
