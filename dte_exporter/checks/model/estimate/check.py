"""Performance estimate: how right are predictions likely to be whose labels are not known yet.

Definition
    Predicted probabilities are *calibrated* on the reference, where labels are known: isotonic regression says what
    share of rows with such a probability turned out positive. Each current row then counts as positive by its
    calibrated probability, which gives an *expected confusion matrix*, and from it *accuracy* and *F1*; *ROC AUC* comes
    from the expected order of positives and negatives.
Formula
    accuracy = sum of the calibrated probability where predicted positive, and of 1 less it elsewhere / rows. F1 = 2
    expected true positives / (predicted + expected positives). ROC AUC = expected pairs in order / expected pairs.
    Interval: +- 1.96 standard deviations by the delta method, of the labels themselves, which fall as they may, and of
    the calibration, which rests on finitely many rows.
Range
    [0, 1], the interval cut off there.
Good direction
    All rise.
Undefined
    Without positive and negative labels in the reference there is no calibration; without current rows that have a
    prediction and a probability, nothing to estimate. Where both windows hold the same rows there is nothing to tell.
Left out
    Current rows without a prediction or a probability; of the reference, rows without a probability or a label.
Blind spots
    The estimate sees changes of the features that change the probabilities. It takes what a probability is worth to be
    as it was on the reference: where the same features come to mean another outcome (concept drift), or where kinds of
    rows that the model never met get confident scores, it errs and cannot know. When labels arrive,
    ``_estimated_error`` tells by how much: of the current rows that have one by now, and are estimated by themselves,
    estimated less realised, 0 where the estimate was right. Rows whose labels come sooner may be easier than others.
Reference
    Confidence-based performance estimation (CBPE): Kivimäki, Białek, Kuberski, Nurminen: Performance Estimation in
    Binary Classification Using Calibrated Confidence (arXiv:2505.05295, 2025); NannyML, the peer to compare with:
    https://nannyml.readthedocs.io/en/stable/how_it_works/performance_estimation.html
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.left_out import MODEL
from dte_exporter.checks.model.estimate import expected
from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.checks.model.estimate.coverage import left_out, used
from dte_exporter.checks.model.estimate.estimate_families import error_spec, estimate_specs
from dte_exporter.checks.model.estimate.expected import Expectation
from dte_exporter.checks.model.estimate.hindsight import Hindsight
from dte_exporter.checks.model.performance.forecasts import Forecasts, both_classes
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.score_pair import ScorePair, ScorePairPlan

RESOLUTION = 4096
"""Bins to one step of log-odds: so fine that calibrating on bins is calibrating on rows."""


@dataclass(frozen=True, slots=True)
class Family:
    """An estimate: its metrics, that of how far it was off, what it may lack, and how it is computed."""

    specs: tuple[MetricSpec, ...]
    error: MetricSpec
    lacks: Callable[[Expectation], str]
    function: Callable[[Expectation], Any]


def _family(
    name: str, title: str, lacks: Callable[[Expectation], str], function: Callable[[Expectation], Any]
) -> Family:
    return Family(estimate_specs(name, title), error_spec(name, title), lacks, function)


FAMILIES = {
    "accuracy": _family("accuracy", "Accuracy", lambda expectation: "", expected.accuracy),
    "f1": _family("f1", "F1", expected.any_positive, expected.f1),
    "roc_auc": _family("roc_auc", "Area under the ROC curve", expected.both_expected, expected.roc_auc),
}


class Params(Model):
    """The parameters of ``check: performance-estimate``: none."""


EXAMPLE = Example(
    columns={
        "part": ["then"] * 32 + ["now"] * 64,
        "y": [1] * 4 + [0] * 12 + [1] * 12 + [0] * 4 + [None] * 64,
        "guess": [0] * 16 + [1] * 16 + [0] * 48 + [1] * 16,
        "p": [0.1] * 16 + [0.9] * 16 + [0.1] * 48 + [0.9] * 16,
    },
    settings={
        "columns": {"label": "y", "prediction": "guess", "probability": "p"},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
    },
    expected={
        "dte_model_accuracy_estimated": 0.75,
        "dte_model_accuracy_estimated_ci_lower": 0.75 - expected.NORMAL_95 * (42 / 4096) ** 0.5,
        "dte_model_accuracy_estimated_ci_upper": 0.75 + expected.NORMAL_95 * (42 / 4096) ** 0.5,
        "dte_model_f1_estimated": 0.6,
        "dte_model_f1_estimated_ci_lower": 0.6 - expected.NORMAL_95 * 0.01545**0.5,
        "dte_model_f1_estimated_ci_upper": 0.6 + expected.NORMAL_95 * 0.01545**0.5,
        "dte_model_roc_auc_estimated": 0.7,
        "dte_model_roc_auc_estimated_ci_lower": 0.7 - expected.NORMAL_95 * (2778 / 360_000) ** 0.5,
        "dte_model_roc_auc_estimated_ci_upper": 0.7 + expected.NORMAL_95 * (2778 / 360_000) ** 0.5,
        'dte_model_left_out_rows{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_ratio{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_rows{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_ratio{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_rows{column="y",reason="missing_label"}': 0.0,
        'dte_model_left_out_ratio{column="y",reason="missing_label"}': 0.0,
    },
    working=(
        "Then, 4 of 16 rows at 0.1 were positive and 12 of 16 at 0.9: they are worth 1/4 and 3/4. Now 48 rows at 0.1 "
        "promise 12 positives, 16 at 0.9 another 12. Accuracy: (36 + 12) / 64. F1: 2 * 12 / (16 + 24). ROC AUC: "
        "(12 * 36/2 + 12 * (36 + 4/2)) / (24 * 40) = 672 / 960. Variances, by the slope in a cell's positives squared, "
        "times 9 and 3 for the labels and times rows^2 * 3/256 for the calibration: slopes of accuracy -1/64 and 1/64, "
        "so 12/4096 + 27/4096 + 3/4096; of F1 -0.6/40 and 1.4/40, so 0.0057 + 0.006075 + 0.003675; of ROC AUC -7/600 "
        "and 13/600, so (948 + 1323 + 507) / 360,000."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ScorePairPlan]:
    """Return the scores of both windows, of the current one with the labels that have come.

    Raises
    ------
    CheckError
        If the data set names no label, prediction or probability.
    """
    if not (roles.label and roles.prediction and roles.probability):
        raise CheckError(
            "an estimate needs columns.prediction, columns.probability and, of the reference, columns.label"
        )
    scores = ScoresPlan((), roles.label, roles.prediction, roles.probability, resolution=RESOLUTION)
    return {"scores": ScorePairPlan(scores)}


@check(
    "performance-estimate",
    params=Params,
    needs=needs,
    emits=[
        *(spec for family in FAMILIES.values() for spec in family.specs),
        *(family.error for family in FAMILIES.values()),
        *MODEL.specs,
    ],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("numpy", "scipy.optimize"),
    of_rows_alone=True,
    segmented=True,
)
def performance_estimate(statistics: Mapping[str, ScorePair], params: Params, roles: Roles, now: float) -> Findings:
    """Return each estimate with its interval, and the expected confusion matrix as evidence."""
    scores = statistics["scores"]
    predictions = scores.reference.predictions | scores.current.predictions
    check_classes(scores.reference.labels, predictions, roles.positive)
    reference = Forecasts.of(scores.reference.whole, roles.positive)
    lacks = both_classes(reference)
    nothing = Findings((), used=used(scores), left_out=tuple(left_out(scores, roles)))
    if lacks:
        return replace(nothing, undefined=(f"the reference has no {lacks}, so probabilities cannot be calibrated",))
    if not nothing.used["current"]:
        return replace(nothing, undefined=("no current row has a prediction and a probability",))
    calibration = Calibration.on(reference)
    expectation = Expectation.of(scores.current.whole, roles.positive, calibration)
    hindsight = Hindsight(scores.current.whole, roles.positive, calibration)
    found = [*_estimates(expectation), *_errors(hindsight)]
    gauges = MODEL.samples(nothing.left_out, scores.rows)
    return replace(
        nothing,
        samples=(*(one for one in found if isinstance(one, Sample)), *gauges),
        undefined=tuple(one for one in found if isinstance(one, str)),
        details={**_details(reference, calibration, expectation), "current_rows_with_label": hindsight.rows},
    )


def _estimates(expectation: Expectation) -> Iterator[Sample | str]:
    """Yield the three values of each family, or why there are none."""
    for family in FAMILIES.values():
        lacks = family.lacks(expectation)
        if lacks:
            yield f"{family.specs[0].key} has no {lacks}"
            continue
        found = expectation.estimate(family.function)
        ends = (found.value, found.low, found.high)
        yield from (spec.sample(value) for spec, value in zip(family.specs, ends, strict=True))


def _errors(hindsight: Hindsight) -> Iterator[Sample]:
    """Yield how far each estimate was off, where that is known by now."""
    for name, family in FAMILIES.items():
        error = hindsight.error(name, family.lacks, family.function)
        if math.isfinite(error):
            yield family.error.sample(error)


def _details(reference: Forecasts, calibration: Calibration, expectation: Expectation) -> dict[str, Any]:
    """Return what stands behind the estimates."""
    return {
        "reference_rows_with_label": reference.rows,
        "calibration_blocks": len(calibration.block_rows),
        "current_rows_estimated": int(expectation.rows.sum()),
        "expected_confusion_matrix": expectation.matrix,
    }
