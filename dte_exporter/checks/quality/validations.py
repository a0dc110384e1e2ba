"""What a suite of expectations found: the metrics of it, whoever validated, and how expectations are told apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dte_exporter.checks.quality.names_apart import names_apart
from dte_exporter.metric import Better, MetricSpec, Sample, Unit

GREAT_EXPECTATIONS = "Great Expectations, https://docs.greatexpectations.io/docs/core/introduction/"

Severity = Literal["critical", "warning", "info"]
"""How bad it is that an expectation is not met, in Great Expectations' words."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)

_SUITE = ("check", "dataset", "suite")
_EXPECTATION = (*_SUITE, "expectation", "column")

MET = MetricSpec(
    "dte_quality_expectation_met",
    "Whether the expectation is met: 1 it is, 0 it is not.",
    "quality",
    _EXPECTATION,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=GREAT_EXPECTATIONS,
)
UNEXPECTED = MetricSpec(
    "dte_quality_unexpected_ratio",
    "Share of the values that the expectation looks at which are not as expected: 0 none, 1 all.",
    "quality",
    _EXPECTATION,
    Unit.RATIO,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=GREAT_EXPECTATIONS,
)
SUCCESS = MetricSpec(
    "dte_quality_success_ratio",
    "Share of the suite's expectations that are met: 1 all, 0 none; one that cannot be judged is not.",
    "quality",
    _SUITE,
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=GREAT_EXPECTATIONS,
)
UNMET = MetricSpec(
    "dte_quality_unmet_expectations",
    "Expectations of this severity that are not met, or cannot be judged.",
    "quality",
    (*_SUITE, "severity"),
    better=Better.LOWER,
    low=0,
    reference=GREAT_EXPECTATIONS,
)
SPECS = (MET, UNEXPECTED, SUCCESS, UNMET)


@dataclass(frozen=True, slots=True)
class Judged:
    """An expectation of a suite, and what came of it.

    Parameters
    ----------
    suite : str
        The suite that it is of.
    expectation : str
        Its type, such as ``expect_column_values_to_not_be_null``, or what else its tool calls it.
    met : bool or None
        Whether it is met; None where it could not be judged.
    column : str
        What it is about, several with a comma between them; empty where that is the table.
    unexpected : float or None
        The share of values that are not as expected, in [0, 1]; None where it is not about values.
    severity : Severity
        How bad it is when it is not met.
    name : str
        What its author calls it, empty where they do not: it is told by it where others are of its type and column.
    """

    suite: str
    expectation: str
    met: bool | None
    column: str = ""
    unexpected: float | None = None
    severity: Severity = "critical"
    name: str = ""


def samples_of(judged: Iterable[Judged]) -> Iterator[Sample]:
    """Yield what is told of expectations that were `judged`, and of the suites that they are of."""
    suites: dict[str, list[Judged]] = {}
    for one in judged:
        suites.setdefault(one.suite, []).append(one)
    for suite, its in suites.items():
        for called, one in told_apart(its):
            yield from _of_expectation(one, called)
        yield SUCCESS.sample(sum(bool(one.met) for one in its) / len(its), suite=suite)
        unmet = Counter({one.severity: 0 for one in its})
        unmet.update(one.severity for one in its if not one.met)
        yield from (UNMET.sample(count, suite=suite, severity=severity) for severity, count in unmet.items())


def told_apart(suite: Sequence[Judged]) -> Iterator[tuple[str, Judged]]:
    """Yield the expectations of one suite, each under a name that no other of its column has.

    It is the type. Of several of one type and column those with a name are called by both, and what is still alike is
    numbered.
    """
    alike = Counter((one.expectation, one.column) for one in suite)
    called = [(one.column, _called(one, alike[one.expectation, one.column])) for one in suite]
    yield from zip(names_apart(called), suite, strict=True)


def _called(one: Judged, alike: int) -> str:
    return f"{one.expectation} ({one.name})" if one.name and alike > 1 else one.expectation


def _of_expectation(one: Judged, called: str) -> Iterator[Sample]:
    labels = {"suite": one.suite, "expectation": called, "column": one.column}
    if one.met is not None:
        yield MET.sample(one.met, **labels)
    if one.unexpected is not None:
        yield UNEXPECTED.sample(one.unexpected, **labels)
