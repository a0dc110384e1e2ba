"""Fairness of numeric predictions: how far apart do the groups of a sensitive feature lie in level and in error.

Definition
    Of a group: the *mean prediction*; the *mean error*, of prediction less label; the *mean absolute error*; the *root
    mean squared error*; and *R2*, the share of its labels' variance that its predictions explain.
Formula
    difference = highest - lowest figure; ratio = lowest / highest figure, between groups, of the mean absolute and the
    root mean squared error. R2 = 1 - sum of squared errors / sum of squared distances of labels from their mean.
Interval
    Of a group's mean prediction, mean error and mean absolute error: normal, with the variance of its rows, at
    ``confidence``, 95 % unless set; of its root mean squared error so by the logarithm of the mean square, of R2 by
    that of the share not explained. They are too narrow where a few rows lie far from all others. Differences and
    ratios have none: the highest and the lowest of several groups lie too far apart by chance.
Range
    Mean prediction and mean error any number, of the label's unit; errors from 0; R2 up to 1. A difference of 0 and a
    ratio of 1 are parity.
Good direction
    Differences and errors fall, ratios and R2 rise.
Undefined
    A group whose labels are all alike has no R2, and is left out of its difference; so is one whose sums are beyond any
    number. A ratio of 0/0 has no value. A group with fewer than ``min_group_rows`` rows that have a label and a
    prediction is withheld from every figure, lest one person's label be told. Where all such groups of a column hold
    fewer rows than that together, their rows are counted with the largest group; the evidence says with which.
Groups
    Of a column the values. Of several together, ``[sex, race]``, their combinations, such as ``female & black``; beside
    what is told of the columns, as many of these are withheld as it takes for small ones not to follow from it. Of a
    number with ``bands: [25, 45]`` the bands under 25, 25 to under 45, 45 and over.
Left out
    Rows without a prediction, or without a label, where NaN and infinities are none; of the others, those without a
    value of a sensitive column from its figures, unless ``missing: group`` makes them a group.
    ``label_coverage_ratio`` says how many of the rows with a group and a prediction have a label.
Reference
    Fairlearn's MetricFrame, https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html, of its
    mean_prediction and of scikit-learn's errors. Agarwal, Dudík, Wu: Fair Regression (ICML 2019).
"""

import functools
import math
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.fairness.disparity_families import GROUP_ROWS, GROUPS_WITHHELD, LABEL_COVERAGE
from dte_exporter.checks.fairness.regression.group_errors import FIGURES
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.grouping_columns import grouping_columns
from dte_exporter.checks.labelled_groups import Counting, LabelledGroups, Size, labelled_groups
from dte_exporter.checks.left_out import FAIRNESS, labels_aside
from dte_exporter.checks.model.performance import coverage
from dte_exporter.config.groups.sensitive import columns_of, label_of
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.residuals import Errors, Groups, Residuals


class Params(Model):
    """The parameters of ``check: fairness-regression``."""

    min_group_rows: int = Field(
        default=30, ge=1, description="A group with fewer rows that have a label and a prediction is withheld."
    )
    missing: WithoutGroup = "leave_out"
    confidence: Confidence = 0.95


COUNTING: Counting[Errors] = Counting(lambda one: Size(one.rows, one.predicted, one.measured), Errors.merge)
"""A group is told of by its rows that have a label and a prediction, since an error of one row is its label."""

_Z = 1.959963984540054
_WOMEN_VARY = math.sqrt(83 / 121 + 32 / 64 - 2 * 40 / 88)

EXAMPLE = Example(
    columns={
        "sex": ["f", "f", "f", "m", "m", "m", "m", None, "f", "m"],
        "guess": [3.0, 3.0, 9.0, 2.0, 3.0, 5.0, 8.0, 4.0, None, 7.0],
        "rent": [2.0, 4.0, 6.0, 1.0, 3.0, 5.0, 7.0, 4.0, 5.0, None],
    },
    settings={
        "columns": {"prediction": "guess", "label": "rent", "sensitive": ["sex"]},
        "params": {"min_group_rows": 1},
    },
    expected={
        'dte_fairness_group_mean_prediction{sensitive_feature="sex",group="f"}': 5.0,
        'dte_fairness_group_mean_prediction_ci_lower{sensitive_feature="sex",group="f"}': 5 - _Z * math.sqrt(8 / 3),
        'dte_fairness_group_mean_prediction_ci_upper{sensitive_feature="sex",group="f"}': 5 + _Z * math.sqrt(8 / 3),
        'dte_fairness_group_mean_prediction{sensitive_feature="sex",group="m"}': 4.5,
        'dte_fairness_group_mean_prediction_ci_lower{sensitive_feature="sex",group="m"}': 4.5 - _Z * math.sqrt(21) / 4,
        'dte_fairness_group_mean_prediction_ci_upper{sensitive_feature="sex",group="m"}': 4.5 + _Z * math.sqrt(21) / 4,
        'dte_fairness_mean_prediction_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_group_mean_error{sensitive_feature="sex",group="f"}': 1.0,
        'dte_fairness_group_mean_error_ci_lower{sensitive_feature="sex",group="f"}': 1 - _Z * math.sqrt(8) / 3,
        'dte_fairness_group_mean_error_ci_upper{sensitive_feature="sex",group="f"}': 1 + _Z * math.sqrt(8) / 3,
        'dte_fairness_group_mean_error{sensitive_feature="sex",group="m"}': 0.5,
        'dte_fairness_group_mean_error_ci_lower{sensitive_feature="sex",group="m"}': 0.5 - _Z / 4,
        'dte_fairness_group_mean_error_ci_upper{sensitive_feature="sex",group="m"}': 0.5 + _Z / 4,
        'dte_fairness_mean_error_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_group_mean_absolute_error{sensitive_feature="sex",group="f"}': 5 / 3,
        'dte_fairness_group_mean_absolute_error_ci_lower{sensitive_feature="sex",group="f"}': (
            5 / 3 - _Z * math.sqrt(8 / 27)
        ),
        'dte_fairness_group_mean_absolute_error_ci_upper{sensitive_feature="sex",group="f"}': (
            5 / 3 + _Z * math.sqrt(8 / 27)
        ),
        'dte_fairness_group_mean_absolute_error{sensitive_feature="sex",group="m"}': 0.5,
        'dte_fairness_group_mean_absolute_error_ci_lower{sensitive_feature="sex",group="m"}': 0.5 - _Z / 4,
        'dte_fairness_group_mean_absolute_error_ci_upper{sensitive_feature="sex",group="m"}': 0.5 + _Z / 4,
        'dte_fairness_mean_absolute_error_difference{sensitive_feature="sex"}': 7 / 6,
        'dte_fairness_mean_absolute_error_ratio{sensitive_feature="sex"}': 0.3,
        'dte_fairness_group_root_mean_squared_error{sensitive_feature="sex",group="f"}': math.sqrt(11 / 3),
        'dte_fairness_group_root_mean_squared_error_ci_lower{sensitive_feature="sex",group="f"}': (
            math.sqrt(11 / 3) * math.exp(-_Z * math.sqrt(128 / 363) / 2)
        ),
        'dte_fairness_group_root_mean_squared_error_ci_upper{sensitive_feature="sex",group="f"}': (
            math.sqrt(11 / 3) * math.exp(_Z * math.sqrt(128 / 363) / 2)
        ),
        'dte_fairness_group_root_mean_squared_error{sensitive_feature="sex",group="m"}': math.sqrt(0.5),
        'dte_fairness_group_root_mean_squared_error_ci_lower{sensitive_feature="sex",group="m"}': math.sqrt(0.5)
        * math.exp(-_Z / 4),
        'dte_fairness_group_root_mean_squared_error_ci_upper{sensitive_feature="sex",group="m"}': math.sqrt(0.5)
        * math.exp(_Z / 4),
        'dte_fairness_root_mean_squared_error_difference{sensitive_feature="sex"}': math.sqrt(11 / 3) - math.sqrt(0.5),
        'dte_fairness_root_mean_squared_error_ratio{sensitive_feature="sex"}': math.sqrt(3 / 22),
        'dte_fairness_group_r2{sensitive_feature="sex",group="f"}': -0.375,
        'dte_fairness_group_r2_ci_lower{sensitive_feature="sex",group="f"}': 1 - 11 / 8 * math.exp(_Z * _WOMEN_VARY),
        'dte_fairness_group_r2_ci_upper{sensitive_feature="sex",group="f"}': 1 - 11 / 8 * math.exp(-_Z * _WOMEN_VARY),
        'dte_fairness_group_r2{sensitive_feature="sex",group="m"}': 0.9,
        'dte_fairness_group_r2_ci_lower{sensitive_feature="sex",group="m"}': 1 - math.exp(_Z / 10) / 10,
        'dte_fairness_group_r2_ci_upper{sensitive_feature="sex",group="m"}': 1 - math.exp(-_Z / 10) / 10,
        'dte_fairness_r2_difference{sensitive_feature="sex"}': 1.275,
        'dte_fairness_group_rows{sensitive_feature="sex",group="f"}': 3.0,
        'dte_fairness_group_rows{sensitive_feature="sex",group="m"}': 4.0,
        'dte_fairness_groups_withheld{sensitive_feature="sex"}': 0.0,
        'dte_fairness_left_out_rows{column="guess",reason="missing_prediction"}': 1.0,
        'dte_fairness_left_out_ratio{column="guess",reason="missing_prediction"}': 0.1,
        'dte_fairness_left_out_rows{column="sex",reason="missing_group"}': 1.0,
        'dte_fairness_left_out_ratio{column="sex",reason="missing_group"}': 0.1,
        "dte_fairness_label_coverage_ratio": 7 / 8,
    },
    working=(
        "Errors are 1, -1, 3 of three women and 1, 0, 0, 1 of four men: means 1 and 1/2, absolute 5/3 and 1/2, squares "
        "11 and 2 in sum. Predictions 3, 3, 9 and 2, 3, 5, 8 have means 5 and 4.5, variances 8 and 21/4. Labels lie 8 "
        "and 20 from their means in sum of squares: R2 is 1 - 11/8 and 1 - 2/20. Ends of a mean are 1.95996 roots of "
        "variance over rows away: of errors 11/3 - 1 over 3 and 1/2 - 1/4 over 4, of absolute ones 11/3 - 25/9 over 3. "
        "Squared again the squares are 83 and 2: their means vary by 83 x 3 / 121 - 1 and 1 of themselves, squared; "
        "their roots by half of the root of that over the rows, as a factor. Labels lie 2, 0, 2 and 3, 1, 1, 3 from "
        "their means: fourth powers 32 and 164, squares by those of errors 40 and 18. What is not explained, 11/8 and "
        "1/10, varies by the root of 83/121 + 32/64 - 80/88 and of 2/4 + 164/400 - 36/40, as a factor. "
        "Nobody knows the sex of one; another has no prediction; of the eight that have both, one has no label."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ResidualsPlan]:
    """Return the sums of errors by group.

    Raises
    ------
    CheckError
        If the data set names no sensitive column, or no label or prediction that is a column of numbers.
    """
    if not roles.sensitive:
        raise CheckError("fairness-regression compares the predictions of groups: set columns.sensitive")
    for key, column in (("prediction", roles.prediction), ("label", roles.label)):
        if column is None or roles.kinds.get(column) is not ColumnKind.NUMBER:
            named = f"columns.{key} is not set" if column is None else f"column {column!r} does not hold any"
            raise CheckError(f"fairness-regression compares numbers, and {named}")
    columns, bands = grouping_columns(roles)
    return {"errors": ResidualsPlan(columns, str(roles.label), str(roles.prediction), bands=bands)}


@check(
    "fairness-regression",
    params=Params,
    needs=needs,
    emits=[
        *(spec for figure in FIGURES for spec in figure.specs),
        GROUP_ROWS,
        GROUPS_WITHHELD,
        *FAIRNESS.specs,
        LABEL_COVERAGE,
    ],
    example=EXAMPLE,
    calculators=("scipy.optimize", "scipy.special"),
    of_rows_alone=True,
)
def fairness_regression(statistics: Mapping[str, Residuals], params: Params, roles: Roles, now: float) -> Findings:
    """Return the figures of every group and how far apart they lie, for every sensitive feature."""
    table = statistics["errors"]
    parts = {columns: table.parts(*columns) for columns in map(columns_of, roles.sensitive)}
    groups = labelled_groups(parts, COUNTING, params.min_group_rows, params.missing)
    found = {label_of(one): _feature(label_of(one), groups[columns_of(one)], params) for one in roles.sensitive}
    samples = [sample for one in found.values() for sample in one.samples]
    columns = coverage.Columns(str(roles.label), roles.prediction, None)
    left_out = tuple(coverage.left_out(table, columns, grouped_too=params.missing == "group"))
    gauges = FAIRNESS.samples(labels_aside(left_out), table.rows)
    resting = _resting(table, params, roles)
    labelled = [LABEL_COVERAGE.sample(resting.measured / resting.predicted)] if samples else []
    return Findings(
        samples=(*samples, *gauges, *labelled) if samples else (),
        undefined=tuple(sentence for one in found.values() for sentence in one.undefined),
        details={label: one.details for label, one in found.items()},
        used={table.window: resting.measured},
        left_out=left_out,
    )


def _resting(table: Residuals, params: Params, roles: Roles) -> Errors:
    """Return what is known of the rows that have a group of any sensitive feature, or need none."""
    features = [frozenset(columns_of(feature)) for feature in roles.sensitive]

    def rests(groups: Groups) -> bool:
        without = [name for name, group in zip(table.dimensions, groups, strict=True) if group is None]
        return params.missing == "group" or any(columns.isdisjoint(without) for columns in features)

    cells = (errors for groups, errors in table.cells.items() if rests(groups))
    return functools.reduce(Errors.merge, cells, Errors())


def _feature(label: str, groups: LabelledGroups[Errors], params: Params) -> Findings:
    """Return the findings on one sensitive feature, called `label` in labels."""
    withheld = sum(groups.all[name].measured > 0 for name in groups.how.withheld)
    details = _details(groups, withheld, params)
    if not any(one.measured for one in groups.all.values()):
        return Findings((), (f"{label}: no row has a group, a label and a prediction",), details)
    told = [
        *(one for figure in FIGURES for one in figure.compared(label, groups.shown.values())),
        *(
            one
            for figure in FIGURES
            for name, errors in groups.shown.items()
            for one in figure.told(label, name, errors, params.confidence)
        ),
    ]
    rows = {name: one.measured for name, one in groups.shown.items()}
    return Findings(
        samples=(
            *(one for one in told if isinstance(one, Sample)),
            *(GROUP_ROWS.sample(count, sensitive_feature=label, group=name) for name, count in rows.items()),
            GROUPS_WITHHELD.sample(withheld, sensitive_feature=label),
        ),
        undefined=tuple(f"{label}: {one}" for one in told if isinstance(one, str)),
        details=details,
    )


def _details(groups: LabelledGroups[Errors], withheld: int, params: Params) -> dict[str, Any]:
    """Return the rows behind the values, how sure these are, and which groups others are counted with."""
    return {
        "groups": {
            name: {
                "rows": one.measured,
                "mean_label": one.truth.mean,
                **({"with_withheld_groups": True} if name in groups.how.carriers.values() else {}),
            }
            for name, one in groups.shown.items()
        },
        "groups_withheld": withheld,
        "confidence": params.confidence,
        "intervals": {"of_means": "normal"},
    }
