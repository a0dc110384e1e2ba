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
Interval
    ``_ci_lower`` and ``_ci_upper``: where a figure would lie of all rows of this kind, of which those with a label are
    a draw, in the share ``confidence`` of data sets. Shares of rows, F1 through the share that it rises with: Wilson's;
    balanced accuracy of two classes: Newcombe's, from those of both recalls. ROC AUC: DeLong's variance, on log-odds.
    Log loss, Brier score, mean and mean absolute error: the normal one of a mean. Means over more classes and average
    precision: 1,000 data sets drawn from the counts, the same ones for the same counts. Calibration error: how far
    observed gaps lie from the true ones, which holds the true error at least as often as promised; it begins at 0
    unless there is evidence against calibration. Percentage error and, by its square, the root of the mean squared
    error: the normal one of the mean's logarithm; R2: of that of the share not explained. Groups have none where they
    are over 24, lest intervals cost the check other series.
Range
    Scores lie in [0, 1]; log loss and the errors of numbers in [0, inf); R2 in (-inf, 1]; mean error anywhere.
Groups
    Of a column the values. Of several together, ``[sex, race]``, their combinations, such as ``female & black``; beside
    what is told of the columns, as many of these are withheld as it takes for small ones not to follow from it. Of a
    number with ``bands: [25, 45]`` the bands under 25, 25 to under 45, 45 and over.
Good direction
    Scores and R2 rise, losses and errors fall, the mean error is best at 0.
Undefined
    0/0 has no value, and the evidence says of what there were no rows. Labels come late: rows without one count for the
    label coverage alone, and each figure says by ``labelled_rows`` how many it rests on. A group with fewer labelled
    rows than ``min_group_rows`` is withheld, and counted with the largest where all such hold fewer together. R2 is
    undefined where all labels are equal, the percentage error where one of them is 0. There is no interval where data
    drawn anew would all tell the same, such as of classes that scores tell apart without an error, nor where a figure
    is 0/0 in over half of them, nor of over 2,048 pairs of classes.
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
    Modern Neural Networks (ICML 2017); Wilson (JASA 22, 1927); Newcombe (Statistics in Medicine 17, 1998); DeLong,
    DeLong, Clarke-Pearson (Biometrics 44, 1988); Efron, Tibshirani: An Introduction to the Bootstrap (1993).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Literal

from pydantic import Field

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.grouping_columns import grouping_columns
from dte_exporter.checks.left_out import MODEL, labels_aside
from dte_exporter.checks.model.performance import confusion, coverage, deviations, forecasts, portrait
from dte_exporter.checks.model.performance.calibration_curve import calibration_curve
from dte_exporter.checks.model.performance.labelling import GROUPS_WITHHELD, LABEL_COVERAGE, LABELLED_ROWS, NEWEST_LABEL
from dte_exporter.checks.model.performance.measure import Lacking, specs
from dte_exporter.checks.model.performance.portrait import Portrait
from dte_exporter.checks.model.performance.slices import slices
from dte_exporter.checks.model.performance.worked_example import EXAMPLE
from dte_exporter.config.groups.sensitive import columns_of, label_of
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import check
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.residuals import Residuals
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Scores

MAX_GROUPS_WITH_INTERVALS = 24
"""Groups whose figures have an interval each: so many that a check stays within a thousand series with them."""

MANY_GROUPS = (
    f"columns.sensitive make over {MAX_GROUPS_WITH_INTERVALS} groups: figures of all rows have an interval, theirs none"
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
    confidence: Confidence = 0.95


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
    columns, bands = grouping_columns(roles)
    if params.task == "regression":
        return {"labelled": ResidualsPlan(columns, roles.label, _number(roles.prediction, roles), time, bands)}
    if not roles.prediction and (params.task == "multiclass" or not roles.probability):
        raise CheckError("performance compares predictions with labels: set columns.prediction")
    score = _probability(params, roles)
    together = tuple(one for one in map(columns_of, roles.sensitive) if len(one) > 1)
    return {"labelled": ScoresPlan(columns, roles.label, roles.prediction, score, time, bands=bands, together=together)}


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
        *dict.fromkeys(specs((*confusion.OF_TWO_CLASSES, *confusion.OF_MANY_CLASSES))),
        *specs(forecasts.MEASURES),
        *specs(deviations.MEASURES),
        LABELLED_ROWS,
        LABEL_COVERAGE,
        NEWEST_LABEL,
        GROUPS_WITHHELD,
        *MODEL.specs,
    ],
    example=EXAMPLE,
    calculators=("scipy.optimize", "sklearn.metrics"),
    of_rows_alone=True,
    segmented=True,
)
def performance(statistics: Mapping[str, Scores | Residuals], params: Params, roles: Roles, now: float) -> Findings:
    """Return every measure of all rows and of each group that is large enough, with the counts as evidence."""
    found = statistics["labelled"]
    if isinstance(found, Scores) and params.task == "binary":
        check_classes(found.labels, found.predictions, roles.positive)
    portray = PORTRAITS[params.task]
    groups = slices(found, roles.sensitive, params.missing, params.min_group_rows)
    told_of = {label_of(feature): groups[columns_of(feature)] for feature in roles.sensitive}
    shown = {
        label: {group: portray(one, roles) for group, one in told.shown.items()} for label, told in told_of.items()
    }
    pictures = {"": {"": portray(found.whole, roles)}, **shown}
    few = sum(map(len, shown.values())) <= MAX_GROUPS_WITH_INTERVALS
    told = [
        one
        for label, portraits in pictures.items()
        for group, picture in portraits.items()
        for one in _told(picture, label, group, params.confidence if few or not label else None)
    ]
    newest = [] if found.newest is None else [NEWEST_LABEL.sample(found.newest)]
    withheld = [
        GROUPS_WITHHELD.sample(len(one.how.withheld), sensitive_feature=label) for label, one in told_of.items()
    ]
    columns = coverage.Columns(str(roles.label), roles.prediction, _probability(params, roles))
    left_out = tuple(coverage.left_out(found, columns, grouped_too=params.missing == "group"))
    gauges = MODEL.samples(labels_aside(left_out), found.rows)
    return Findings(
        samples=(*(one for one in told if isinstance(one, Sample)), *newest, *withheld, *gauges),
        undefined=tuple(one for one in told if isinstance(one, str)),
        details={"": _details(pictures[""], params)}
        | {label: _details(shown[label], params, one.how.carriers.values()) for label, one in told_of.items()},
        notices=() if few else (MANY_GROUPS,),
        used={found.window: coverage.of(found.whole).used},
        left_out=left_out,
    )


def _told(picture: Portrait, label: str, group: str, confidence: float | None) -> Iterator[Sample | str]:
    """Yield the values of one slice, or why there are none; with their intervals where `confidence` is that of them."""
    where = f"{label}: group {group!r}: " if label else ""
    for metric, value in picture.values(confidence):
        if isinstance(value, Lacking):
            yield f"{where}{metric.key} has no {value.rows}"
        else:
            yield metric.sample(value, sensitive_feature=label, group=group)
    yield LABELLED_ROWS.sample(picture.labelled, sensitive_feature=label, group=group)
    yield LABEL_COVERAGE.sample(picture.labelled / picture.rows, sensitive_feature=label, group=group)


def _details(groups: Mapping[str, Portrait], params: Params, carriers: Collection[str] = ()) -> dict[str, Any]:
    """Return what stands behind the values of each group, and whether withheld ones count with it: the `carriers`."""
    return {
        group: {
            "rows": one.rows,
            "labelled_rows": one.labelled,
            **({"with_withheld_groups": True} if group in carriers else {}),
            **one.details,
            **(_calibration(one, params) if not group else {}),
        }
        for group, one in groups.items()
    }


def _calibration(whole: Portrait, params: Params) -> dict[str, Any]:
    """Return the calibration curve of all rows: those of groups would give away by subtraction what is withheld."""
    told = whole.forecasts
    return {"calibration": calibration_curve(told, params.min_group_rows, params.confidence)} if told else {}
