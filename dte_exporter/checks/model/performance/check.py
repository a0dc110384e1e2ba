"""Performance: how right the model's predictions turned out, overall and in each group of the sensitive columns.

Definition
    *Accuracy* is the share of labelled rows that are predicted right; *balanced accuracy* the mean of that share over
    the classes. Of one positive class, *precision* is the share of rows predicted positive that are, *recall* the share
    of positive rows that are predicted so, *F1* their harmonic mean. Of its probability, *ROC AUC* is the probability
    that a positive row scores above a negative one, *average precision* the mean precision over the thresholds at which
    each positive row is found, *log loss* and *Brier score* the mean logarithmic and squared loss, *expected
    calibration error* the mean distance between promised probability and observed share. Of numbers, the mean of the
    absolute and of the squared distance to the label, of the former as a share of the label, of the distance with its
    sign, and R2.
Formula
    Those of the functions of scikit-learn that the metrics are named after. Calibration error: sum over ten equal bins
    of rows in the bin / rows * |share of positives - mean probability|. Mean error: mean of prediction - label.
Range
    Scores lie in [0, 1]; log loss and the errors of numbers in [0, inf); R2 in (-inf, 1]; mean error anywhere.
Good direction
    Scores and R2 rise, losses and errors fall, the mean error is best at 0.
Undefined
    0/0 has no value, and the evidence says of what there were no rows. Labels come late: rows without one count for the
    label coverage alone, and each figure says by ``labelled_rows`` how many it rests on. A group with fewer labelled
    rows than ``min_group_rows`` is withheld. R2 is undefined where all labels are equal, the percentage error where one
    of them is 0.
Left out
    Rows without a prediction from what is told of predictions, and without a probability from what is told of those;
    rows without a value of a sensitive column from its figures by group, unless ``missing: group`` makes them a group.
    Text that is empty or blank is no value. Rows without a label are told by the label coverage.
Exactness
    Everything is computed on counts and sums, and is what scikit-learn computes on the rows. ROC AUC and average
    precision are so up to the order of rows within a bin of their probability: the evidence states the bound, which is
    0 where all rows in each bin share one value, as those of three decimals do. Log loss is that of probabilities in
    double precision.
Reference
    https://scikit-learn.org/stable/modules/model_evaluation.html; Guo, Pleiss, Sun, Weinberger: On Calibration of
    Modern Neural Networks (ICML 2017).
"""

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.grouping import WithoutGroup, check_few, with_missing
from dte_exporter.checks.left_out import MODEL, labels_aside
from dte_exporter.checks.model.performance import confusion, coverage, deviations, forecasts, portrait
from dte_exporter.checks.model.performance.measure import LABELS, Lacking, spec
from dte_exporter.checks.model.performance.portrait import Portrait
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.residuals import Residuals
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Scores

LABELLED_ROWS = spec(
    "labelled_rows",
    "Rows with a label, which the figures rest on.",
    Better.NEITHER,
    "A count.",
    unit=Unit.ROWS,
    low=0,
    role=Role.GROUP_ROWS,
)
LABEL_COVERAGE = spec(
    "label_coverage_ratio",
    "Share of rows that have a label; 1 is all.",
    Better.HIGHER,
    "A share.",
    unit=Unit.RATIO,
    low=0,
    high=1,
)
NEWEST_LABEL = MetricSpec(
    "dte_model_newest_label_timestamp_seconds",
    "Time of the newest row that has a label.",
    "model",
    LABELS[:3],
    unit=Unit.TIMESTAMP,
    better=Better.HIGHER,
    low=0,
    reference="A point in time.",
)
GROUPS_WITHHELD = MetricSpec(
    "dte_model_groups_withheld",
    "Groups with fewer labelled rows than min_group_rows, left out of every figure.",
    "model",
    LABELS[:4],
    better=Better.LOWER,
    low=0,
    reference="A count.",
)

PORTRAITS: Mapping[str, Callable[[Any, Roles], Portrait]] = {
    "binary": portrait.of_two_classes,
    "multiclass": portrait.of_many_classes,
    "regression": portrait.of_numbers,
}


class Params(Model):
    """The parameters of ``check: performance``."""

    task: Literal["binary", "multiclass", "regression"] = Field(
        default="binary",
        description="What is predicted: one positive class or not, one of several classes, or a number.",
    )
    min_group_rows: int = Field(
        default=30, ge=1, description="A group with fewer labelled rows is withheld and counted."
    )
    missing: WithoutGroup = "leave_out"


EXAMPLE = Example(
    columns={
        "y": [1, 1, 0, 0, None],
        "guess": [1, 0, 0, 1, 1],
        "p": [0.75, 0.25, 0.25, 0.5, 0.875],
        "sex": ["f", "m", "f", None, "f"],
        "day": [date(2018, 11, 26), date(2018, 11, 27), date(2018, 11, 28), date(2018, 11, 29), date(2018, 11, 30)],
    },
    settings={
        "columns": {"label": "y", "prediction": "guess", "probability": "p", "time": "day", "sensitive": ["sex"]},
    },
    expected={
        'dte_model_accuracy{sensitive_feature="",group=""}': 0.5,
        'dte_model_balanced_accuracy{sensitive_feature="",group=""}': 0.5,
        'dte_model_precision{sensitive_feature="",group=""}': 0.5,
        'dte_model_recall{sensitive_feature="",group=""}': 0.5,
        'dte_model_f1{sensitive_feature="",group=""}': 0.5,
        'dte_model_roc_auc{sensitive_feature="",group=""}': 0.625,
        'dte_model_average_precision{sensitive_feature="",group=""}': 0.75,
        'dte_model_log_loss{sensitive_feature="",group=""}': math.log(128 / 9) / 4,
        'dte_model_brier_score{sensitive_feature="",group=""}': 0.234375,
        'dte_model_expected_calibration_error{sensitive_feature="",group=""}': 0.3125,
        'dte_model_labelled_rows{sensitive_feature="",group=""}': 4.0,
        'dte_model_label_coverage_ratio{sensitive_feature="",group=""}': 0.8,
        "dte_model_newest_label_timestamp_seconds": 1543449600.0,
        'dte_model_groups_withheld{sensitive_feature="sex"}': 2.0,
        'dte_model_left_out_rows{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_ratio{column="guess",reason="missing_prediction"}': 0.0,
        'dte_model_left_out_rows{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_ratio{column="p",reason="missing_probability"}': 0.0,
        'dte_model_left_out_rows{column="sex",reason="missing_group"}': 1.0,
        'dte_model_left_out_ratio{column="sex",reason="missing_group"}': 0.2,
    },
    working=(
        "Four of five rows have a label. One of two positives and one of two negatives is predicted right; one of two "
        "rows predicted positive is. Of four pairs of a positive and a negative two are in order (0.75 above 0.25 and "
        "0.5), one is a tie (0.25) and one is not (0.25 below 0.5): 2.5/4. Precision is 1/1 where the first positive "
        "is found and 2/4 where the second is, in a tie: mean 0.75. Log loss: -(ln 3/4 + ln 1/4 + ln 3/4 + ln 1/2) / 4 "
        "= ln(4/3 * 4 * 4/3 * 2) / 4. Squares: (1/16 + 9/16 + 1/16 + 4/16) / 4. Calibration: two rows at 0.25 of which "
        "one is positive, one at 0.5 that is not, one at 0.75 that is: (|1 - 0.5| + |0 - 0.5| + |1 - 0.75|) / 4. The "
        "newest label is of 29 November. Two women and a man are too few to be told of; the sex of one of five "
        "rows is not known."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ScoresPlan | ResidualsPlan]:
    """Return the one statistic that holds everything, of all rows and of each group.

    Raises
    ------
    CheckError
        If the data set names no label, nothing to compare with it, or for regression columns that are no numbers.
    """
    if roles.label is None:
        raise CheckError("performance compares predictions with labels: set columns.label")
    time = roles.time if roles.time and roles.kinds.get(roles.time) is ColumnKind.TIME else None
    if params.task == "regression":
        return {"labelled": ResidualsPlan(roles.sensitive, roles.label, _number(roles.prediction, roles), time)}
    if not roles.prediction and (params.task == "multiclass" or not roles.probability):
        raise CheckError("performance compares predictions with labels: set columns.prediction")
    return {"labelled": ScoresPlan(roles.sensitive, roles.label, roles.prediction, _probability(params, roles), time)}


def _probability(params: Params, roles: Roles) -> str | None:
    """Return the column of probabilities, of tasks that have one."""
    return roles.probability if params.task == "binary" else None


def _number(prediction: str | None, roles: Roles) -> str:
    for column in (prediction, roles.label):
        if column is None or roles.kinds.get(column) is not ColumnKind.NUMBER:
            named = "columns.prediction is not set" if column is None else f"column {column!r} does not hold any"
            raise CheckError(f"task: regression compares numbers, and {named}")
    return str(prediction)


@check(
    "performance",
    params=Params,
    needs=needs,
    emits=[
        *dict.fromkeys(one.spec for one in (*confusion.OF_TWO_CLASSES, *confusion.OF_MANY_CLASSES)),
        *(one.spec for one in forecasts.MEASURES),
        *(one.spec for one in deviations.MEASURES),
        LABELLED_ROWS,
        LABEL_COVERAGE,
        NEWEST_LABEL,
        GROUPS_WITHHELD,
        *MODEL.specs,
    ],
    example=EXAMPLE,
    calculators=("sklearn.metrics",),
    of_rows_alone=True,
)
def performance(statistics: Mapping[str, Scores | Residuals], params: Params, roles: Roles, now: float) -> Findings:
    """Return every measure of all rows and of each group that is large enough, with the counts as evidence."""
    found = statistics["labelled"]
    if isinstance(found, Scores) and params.task == "binary":
        check_classes(found.labels, found.predictions, roles.positive)
    portray = PORTRAITS[params.task]
    portraits = {column: _groups(found, column, params, lambda one: portray(one, roles)) for column in found.dimensions}
    shown = {
        column: {group: one for group, one in groups.items() if one.labelled >= params.min_group_rows}
        for column, groups in portraits.items()
    }
    pictures = {"": {"": portray(found.whole, roles)}, **shown}
    told = [
        one for column, groups in pictures.items() for group in groups for one in _told(groups[group], column, group)
    ]
    newest = [] if found.newest is None else [NEWEST_LABEL.sample(found.newest)]
    withheld = [
        GROUPS_WITHHELD.sample(len(portraits[column]) - len(shown[column]), sensitive_feature=column)
        for column in portraits
    ]
    columns = coverage.Columns(str(roles.label), roles.prediction, _probability(params, roles))
    left_out = tuple(coverage.left_out(found, columns, grouped_too=params.missing == "group"))
    gauges = MODEL.samples(labels_aside(left_out), found.rows)
    return Findings(
        samples=(*(one for one in told if isinstance(one, Sample)), *newest, *withheld, *gauges),
        undefined=tuple(one for one in told if isinstance(one, str)),
        details={column: _details(groups) for column, groups in pictures.items()},
        used={found.window: coverage.of(found.whole).used},
        left_out=left_out,
    )


def _groups(
    found: Scores | Residuals, column: str, params: Params, portray: Callable[[Any], Portrait]
) -> dict[str, Portrait]:
    groups: Mapping[str, Any] = found.groups(column)
    ungrouped = found.ungrouped(column)
    if params.missing == "group" and ungrouped:
        groups = with_missing(column, groups, ungrouped)
    check_few(column, len(groups))
    return {group: portray(one) for group, one in groups.items()}


def _told(picture: Portrait, column: str, group: str) -> Iterator[Sample | str]:
    """Yield the values of one slice, or why there are none."""
    where = f"{column}: group {group!r}: " if column else ""
    for metric, value in picture.values:
        if isinstance(value, Lacking):
            yield f"{where}{metric.key} has no {value.rows}"
        else:
            yield metric.sample(value, sensitive_feature=column, group=group)
    yield LABELLED_ROWS.sample(picture.labelled, sensitive_feature=column, group=group)
    yield LABEL_COVERAGE.sample(picture.labelled / picture.rows, sensitive_feature=column, group=group)


def _details(groups: Mapping[str, Portrait]) -> dict[str, Any]:
    """Return what stands behind the values of each group."""
    return {group: {"rows": one.rows, "labelled_rows": one.labelled, **one.details} for group, one in groups.items()}
