"""What a measure of performance is: its metric, when it is defined, how it is computed, and how sure it is."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from dte_exporter.metric import Better, MetricSpec, Role, end_of

LABELS = ("check", "dataset", "model", "sensitive_feature", "group")

S = TypeVar("S")
"""What a measure is taken of."""


def spec(name: str, help_: str, better: Better, reference: str, **rest: Any) -> MetricSpec:
    """Return the metric ``dte_model_<name>`` of all rows and of each group."""
    return MetricSpec(f"dte_model_{name}", help_, "model", LABELS, better=better, reference=reference, **rest)


def scikit_learn(function: str) -> str:
    """Return the address of the definition of `function` of ``sklearn.metrics``."""
    return f"https://scikit-learn.org/stable/modules/generated/sklearn.metrics.{function}.html"


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why a measure has no value: the rows, in words, of which there are none; or why that has no interval."""

    rows: str


Ends = tuple[float, float] | None
"""The lower and upper end of an interval; None where what is sampled does not vary, or is mostly undefined."""

Interval = Callable[[S, float, float], Ends]
"""From what is measured, its value and the confidence to the interval."""

WITHOUT_WIDTH = (
    "other rows of the same kind would tell the same, or mostly nothing, or numbers lie too far from 0 for their sums "
    "to tell"
)
"""Why a figure has no interval."""

NO_INTERVAL = f"interval: {WITHOUT_WIDTH}"

_ENDS = {
    Role.LOWER: "Lower end of the interval of {}: below it, it hardly lies for rows of this kind.",
    Role.UPPER: "Upper end of the interval of {}: above it, it hardly lies for rows of this kind.",
}


@dataclass(frozen=True)
class Measure(Generic[S]):
    """A measure of some labelled rows.

    Parameters
    ----------
    spec : MetricSpec
        Its metric.
    lacks : callable
        The rows that it divides by and that there are none of, in words; empty where it is defined.
    compute : callable
        Its value, where it is defined.
    interval : callable or None
        The interval of a value; None where the statistics do not hold what it takes.
    """

    spec: MetricSpec
    lacks: Callable[[S], str]
    compute: Callable[[S], float]
    interval: Interval[S] | None = None

    @cached_property
    def ends(self) -> tuple[MetricSpec, ...]:
        """The metrics of the ends of its interval, the lower one first; none where it has no interval."""
        if self.interval is None:
            return ()
        return tuple(end_of(self.spec, role, text.format(self.spec.key)) for role, text in _ENDS.items())


Measured = tuple[MetricSpec, float | Lacking]


def specs(measures: Iterable[Measure[S]]) -> Iterator[MetricSpec]:
    """Yield the metric of each of `measures`, each followed by those of its interval's ends."""
    for measure in measures:
        yield measure.spec
        yield from measure.ends


def measured(measures: Iterable[Measure[S]], subject: S, confidence: float | None = None) -> Iterator[Measured]:
    """Yield the value of each of `measures`, or why it has none.

    Parameters
    ----------
    measures : iterable of Measure
        In their order.
    subject
        What they are taken of.
    confidence : float or None
        That of the interval whose ends follow each value; None for values alone.
    """
    for measure in measures:
        lacks = measure.lacks(subject)
        value = Lacking(lacks) if lacks else _finite(measure.compute(subject))
        yield measure.spec, value
        if confidence is not None and not isinstance(value, Lacking):
            yield from _ends(measure, subject, value, confidence)


def _ends(measure: Measure[S], subject: S, value: float, confidence: float) -> Iterator[Measured]:
    """Yield both ends of the interval of `value`, which they hold, within the range of its metric."""
    if measure.interval is None:
        return
    ends = measure.interval(subject, value, confidence)
    if ends is None or ends[0] == ends[1] or not all(map(math.isfinite, ends)):
        yield measure.spec, Lacking(NO_INTERVAL)
        return
    lower, upper = (_clipped(end, measure.spec) for end in (min(ends[0], value), max(ends[1], value)))
    yield from zip(measure.ends, (lower, upper), strict=True)


def _clipped(end: float, of: MetricSpec) -> float:
    return min(max(end, -math.inf if of.low is None else of.low), math.inf if of.high is None else of.high)


def _finite(value: float) -> float | Lacking:
    return value if math.isfinite(value) else Lacking("finite value: the numbers are too large to be squared and added")
