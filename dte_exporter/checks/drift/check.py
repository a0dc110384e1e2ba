"""Drift: how far has each column moved from what the model was trained on.

Definition
    Every feature, and prediction, probability and label, is compared between the reference window and the current one,
    by a *distance* between the two distributions or by the *p-value* of a test that they are one. A column has
    *drifted* if its distance reaches the threshold, or its p-value falls below it.
Formula
    Evidently's, by method; see ``methods.py`` for all. By its own choice (``auto``), above 1,000 reference rows:
    normed Wasserstein distance of numbers, the area between both distribution functions over the reference's standard
    deviation; Jensen-Shannon distance of categories, sqrt((KL(p, m) + KL(q, m)) / 2) with m = (p + q) / 2, base e.
    Up to 1,000: the tests of Kolmogorov-Smirnov, chi-square, and Z for proportions. Above ``row_limit`` distances are
    taken from the columns' profiles, and p-values from a seeded draw of rows.
Range
    Distances from 0, p-values in [0, 1]; the share of drifted features in [0, 1].
Good direction
    Distances fall, p-values rise, the share falls.
Undefined
    A column without values in a window, or for which its method is not defined, has no score: the evidence says so, and
    the share is of the features that have one. A column that is of another type in the two windows, or missing in one,
    has none either; the others are scored. Nothing is, where both windows hold the same rows. An identifier is no
    feature: left out is text with over 20 different values, and over half of all, in both windows; whole numbers that
    differ in every row where chance would have made some meet; and pandas' index; unless ``features.include`` or the
    check's ``columns`` names them. Text with so many values that looks like numbers or dates is left out whoever names
    it; if it repeats it is scored, with a notice. Columns of times, and of types that are neither numbers nor
    categories, are not compared.
Reference
    Evidently, https://docs.evidentlyai.com/metrics/explainer_drift; Rabanser, Günnemann, Lipton: Failing Loudly
    (NeurIPS 2019) compares such methods.
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from dte_exporter.checks.drift import evidence
from dte_exporter.checks.drift.compared_columns import Scored, left_out, require_fitting, require_known, scored_columns
from dte_exporter.checks.drift.evidently import score_rows
from dte_exporter.checks.drift.methods import ColumnType, Family, Method
from dte_exporter.checks.drift.params import Params
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.checks.drift.unfit import misread, refusal, unfit
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.distribution.distribution import Answer, Distribution, DistributionPlan, Question

LABELS = ("check", "dataset", "column", "method")
EVIDENTLY = "Evidently, https://docs.evidentlyai.com/metrics/explainer_drift"

SCORES = {
    Family.DISTANCE: MetricSpec(
        "dte_drift_distance",
        "Distance of the column's current values from the reference, 0 is none.",
        "drift",
        LABELS,
        better=Better.LOWER,
        low=0,
        reference=EVIDENTLY,
        role=Role.SCORE,
    ),
    Family.P_VALUE: MetricSpec(
        "dte_drift_p_value",
        "P-value of the test that current and reference values are distributed alike, near 0 they are not.",
        "drift",
        LABELS,
        better=Better.HIGHER,
        low=0,
        high=1,
        reference=EVIDENTLY,
        role=Role.SCORE,
    ),
}
THRESHOLD = MetricSpec(
    "dte_drift_threshold",
    "The distance from which, or the p-value below which, the column has drifted.",
    "drift",
    LABELS,
    low=0,
    reference=EVIDENTLY,
    role=Role.THRESHOLD,
)
DETECTED = MetricSpec(
    "dte_drift_detected",
    "Whether the column has drifted: 1 it has, 0 it has not.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=EVIDENTLY,
    role=Role.VERDICT,
)
COLUMNS_RATIO = MetricSpec(
    "dte_drift_columns_ratio",
    "Share of the features with a score that have drifted: 0 none, 1 all.",
    "drift",
    ("check", "dataset"),
    unit=Unit.RATIO,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=EVIDENTLY,
)

EXAMPLE = Example(
    columns={
        "year": [2015] * 4 + [2018] * 4,
        "income": [0, 2, 4, 6, 1, 3, 5, 7],
        "city": ["a", "a", "a", "b", "a", "b", "b", "b"],
    },
    settings={
        "columns": {"features": {"exclude": ["year"]}},
        "windows": {"reference": "year = 2015", "current": "year = 2018"},
        "params": {
            "method": "wasserstein",
            "threshold": 0.5,
            "columns": {"city": {"method": "hellinger", "threshold": 0.1}},
        },
    },
    expected={
        'dte_drift_distance{column="income",method="wasserstein"}': 1 / math.sqrt(5),
        'dte_drift_threshold{column="income",method="wasserstein"}': 0.5,
        'dte_drift_detected{column="income",method="wasserstein"}': 0,
        'dte_drift_distance{column="city",method="hellinger"}': math.sqrt(1 - math.sqrt(3) / 2),
        'dte_drift_threshold{column="city",method="hellinger"}': 0.1,
        'dte_drift_detected{column="city",method="hellinger"}': 1,
        "dte_drift_columns_ratio": 0.5,
    },
    working="Every income has grown by 1, so the area between the distribution functions is 1. The reference's variance"
    " is (9 + 1 + 1 + 9) / 4 = 5: the distance is 1 / sqrt(5) = 0.447, under 0.5. Of the cities a had 3/4 and has 1/4:"
    " the affinity is 2 sqrt(3/4 * 1/4) = sqrt(3) / 2, the Hellinger distance sqrt(1 - 0.866) = 0.366, over 0.1. One of"
    " two features has drifted.",
)


@dataclass(frozen=True, slots=True)
class Score:
    """How far one column has moved.

    Parameters
    ----------
    column : Scored
        The column.
    method : Method
        How it was scored.
    answer : Answer of float
        The distance or p-value, and what it was computed on.
    """

    column: Scored
    method: Method
    answer: Answer[float]

    @property
    def threshold(self) -> float:
        """The score from which the column has drifted."""
        return self.column.threshold(self.method)

    @property
    def drifted(self) -> bool:
        """Whether the column has drifted."""
        return self.method.drifted(self.answer.value, self.threshold)

    @property
    def samples(self) -> tuple[Sample, ...]:
        """The score, its threshold and whether it was reached."""
        specs = {SCORES[self.method.family]: self.answer.value, THRESHOLD: self.threshold, DETECTED: self.drifted}
        labels = {"column": self.column.name, "method": self.method.name}
        return tuple(spec.sample(value, **labels) for spec, value in specs.items())

    @property
    def details(self) -> dict[str, Any]:
        """How it came about; JSON types only."""
        return {
            "method": self.method.name,
            "score": self.answer.value,
            "threshold": self.threshold,
            "drifted": self.drifted,
            "better": str(SCORES[self.method.family].better),
            "basis": str(self.answer.basis),
        }


def needs(params: Params, roles: Roles) -> Mapping[str, DistributionPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    CheckError
        If the config chooses a method for a column that has no role.
    """
    require_known(params, roles)
    columns = scored_columns(params, roles)
    numbers, categories = (
        tuple(column.name for column in columns if column.type is type_)
        for type_ in (ColumnType.NUMBER, ColumnType.CATEGORY)
    )
    return {"distribution": DistributionPlan(numbers, categories, params.row_limit, tuple(left_out(roles)))}


@check(
    "drift",
    params=Params,
    needs=needs,
    emits=[*SCORES.values(), THRESHOLD, DETECTED, COLUMNS_RATIO],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("evidently.legacy.calculations.stattests", "scipy.stats"),
    of_rows_alone=True,
)
def drift(statistics: Mapping[str, Distribution], params: Params, roles: Roles, now: float) -> Findings:
    """Return score, threshold and verdict of every column, and the share of features that have drifted."""
    distribution = statistics["distribution"]
    require_fitting(params, roles, distribution.refused)
    found: dict[str, Score | str] = {name: refusal(name, types) for name, types in distribution.refused.items()}
    for column in scored_columns(params, roles):
        if column.name not in found:
            found[column.name] = unfit(column, distribution, params, roles) or _score(column, distribution)
    scores = {name: one for name, one in found.items() if isinstance(one, Score)}
    features = [one.drifted for name, one in scores.items() if name in roles.features]
    share = [COLUMNS_RATIO.sample(sum(features) / len(features))] if features else []
    return Findings(
        samples=(*(sample for one in scores.values() for sample in one.samples), *share),
        undefined=tuple(one for one in found.values() if isinstance(one, str)),
        details={
            "columns": {name: _details(name, one, distribution) for name, one in found.items()},
            "not_compared": left_out(roles),
        },
        notices=tuple(filter(None, (misread(one.column, distribution, roles) for one in scores.values()))),
    )


def _score(column: Scored, distribution: Distribution) -> Score | str:
    """Return the score of `column`, or the sentence that says why it has none."""
    pair = distribution.pair(column.name)
    if not pair.reference.count or not pair.current.count:
        return (
            f"column {column.name!r} has no values in the {'current' if pair.reference.count else 'reference'} window"
        )
    method = column.method(pair)
    question = Question(partial(score_rows, method, column.type), method.of_profiles)
    try:
        answer = distribution.answer(column.name, question)
    except UndefinedScoreError as error:
        return f"column {column.name!r}: {method.name} is not defined, {error}"
    if not math.isfinite(answer.value):
        return f"column {column.name!r}: {method.name} is not defined, it asks for {method.asks_for}"
    return Score(column, method, answer)


def _details(name: str, found: Score | str, distribution: Distribution) -> dict[str, Any]:
    """Return what stands behind the score of a column, or behind its having none."""
    score = found.details if isinstance(found, Score) else {"undefined": found}
    if name in distribution.refused:
        return {**score, "types": asdict(distribution.refused[name])}
    return {**score, **evidence.of_column(distribution.pair(name))}
