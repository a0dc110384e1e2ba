"""What a measure of performance is: its metric, when it is defined, and how it is computed."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dte_exporter.metric import Better, MetricSpec

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
    """

    spec: MetricSpec
    lacks: Callable[[S], str]
    compute: Callable[[S], float]


@dataclass(frozen=True, slots=True)
class Lacking:
    """Why a measure has no value: the rows, in words, of which there are none."""

    rows: str


Measured = tuple[MetricSpec, float | Lacking]


def measured(measures: Iterable[Measure[S]], subject: S) -> Iterator[Measured]:
    """Yield the value of each of `measures`, or why it has none."""
    for measure in measures:
        lacks = measure.lacks(subject)
        yield measure.spec, Lacking(lacks) if lacks else _finite(measure.compute(subject))


def _finite(value: float) -> float | Lacking:
    return value if math.isfinite(value) else Lacking("finite value: the numbers are too large to be squared and added")
