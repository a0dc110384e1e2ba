"""Fairness: how far apart are outcomes across the groups of a sensitive feature.

Definition
    The *selection rate* of a group is the share of its rows that are predicted positive; its *true positive rate* that
    share among rows whose label is positive, its *false positive rate* that among the others. *Demographic parity*
    compares selection rates, *equal opportunity* true positive rates, *equalized odds* both true and false positive
    rates and takes the worse. The *impact ratio* of a group compares its rate of the favourable decision with the
    highest such rate; it goes with demographic parity. Demographic parity, equalized odds and equal opportunity are
    told unless ``criteria`` names others: ``false_positive_rate``; ``true_negative_rate`` and ``false_negative_rate``,
    the shares predicted negative among rows whose label is negative, and positive; ``precision``, the share whose label
    is positive among labelled rows predicted positive; ``accuracy`` and ``error_rate``, the shares of labelled rows
    predicted as they are labelled, and otherwise; ``balanced_accuracy``, the mean of the true positive and the true
    negative rate; ``f1``, the harmonic mean of precision and true positive rate.
Formula
    difference = highest - lowest rate; ratio = lowest / highest rate, between groups. impact ratio = rate / highest
    rate, with 1 - selection rate as the rate where the positive class is not favourable. That is ``between_groups``.
    ``compare`` may ask for more. ``to_overall``: of each group's rate and that of all groups' rows together, the
    largest absolute difference, and the smallest ratio, lower over higher. ``extremes``: the lowest and the highest
    value of each rate among groups. All groups together are those that the criterion is computed of: neither withheld
    ones nor those without the rate.
Interval
    Of the rates behind the rows, which other rows of the same groups would show in the long run. ``confidence``, 95 %
    unless set, is the share of data sets whose interval holds the truth. Ends of a group's rate are Wilson's. Ends of
    disparities and impact ratios are found by drawing counts at the most likely rates that lie a given way apart, 1,000
    times or more; in simulations such intervals of 95 % held the truth in 93 to 100 of 100 cases. A highest less a
    lowest rate comes out too high by chance, the more so the more groups there are and the smaller they are. So the
    value may lie near the end that is further from parity, and with many groups beyond it. Groups that happen to lie
    closer together than equal ones do in one of six data sets have that end of these. A small group may lie far off and
    moves that end alone: the other is asked of the larger groups too, which lie at most as far apart as all do.
    Balanced accuracy and F1 are no shares of rows: a group's own has an interval (Newcombe's of the mean of two shares;
    of F1 that of the share which it rises with, of those found in all rows that are positive or predicted so), their
    disparities have neither interval nor p-value. Nor have comparisons with all groups together, nor extremes, which by
    chance lie too far out.
Significance
    ``p_value`` is of the test that all groups have one rate: Pearson's chi-square, or of tables drawn with the margins
    fixed where a count to be expected is below 5. Of equalized odds it is twice the smaller of its two, at most 1.
Range
    All in [0, 1]. A difference of 0 and a ratio of 1 are parity.
Predictions
    Those of ``columns.prediction``, or with a ``threshold`` whether ``columns.probability`` is at least that.
Weights
    With a column of ``weight`` each rate is the share of the rows' weights. Its interval, and what is resampled, is
    that of as many unweighted rows as tell as much: (sum of weights)^2 / sum of squared weights. Groups are withheld by
    their rows.
Groups
    Of a column the values. Of several together, ``[sex, race]``, their combinations, such as ``female & black``; beside
    what is told of the columns, as many of these are withheld as it takes for small ones not to follow from it. Of a
    number with ``bands: [25, 45]`` the bands under 25, 25 to under 45, 45 and over.
Good direction
    Differences fall, ratios and p-values rise.
Undefined
    A rate of 0/0 has no value: the group is left out of the criteria that need it, and the evidence says so. A group
    below ``min_group_rows`` is withheld from every family, lest one person's outcome be told. Where all such groups of
    a feature hold fewer rows than that together, their rows are counted with the largest group, lest they be what is
    left of a total; the evidence says with which.
Left out
    Rows without the weight that is asked for, and without a prediction; of the others, those without a value of a
    sensitive column from figures by it, unless ``missing: group`` makes them a group. Text that is empty or blank is no
    value. Rows without a label count for selection rates alone, and ``label_coverage_ratio`` says how many have one.
Reference
    Hardt, Price, Srebro: Equality of Opportunity in Supervised Learning (NeurIPS 2016); 29 CFR 1607.4 D (four-fifths
    rule); computed by Fairlearn, and by it with functions of scikit-learn,
    https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html. Intervals: Wilson (JASA 22, 1927);
    Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals (Statistica Sinica 10, 2000); Cowan, Cranmer, Gross,
    Vitells: Power-Constrained Limits (arXiv:1105.3166, 2011); Newcombe (Statistics in Medicine 17, 1998); of weighted
    rows: Kish (Survey Sampling, 1965, 11.7). Tests: Cochran (Biometrics 10, 1954), Dunn (JASA 56, 1961).
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.fairness.compared import Against, Feature
from dte_exporter.checks.fairness.coverage import Coverage
from dte_exporter.checks.fairness.disparities import Comparison
from dte_exporter.checks.fairness.disparity_families import (
    ENDS,
    GROUP_ROWS,
    GROUPS_WITHHELD,
    LABEL_COVERAGE,
    P_VALUE,
    USUAL,
    WITHOUT_ENDS,
    Criterion,
    families_of,
    rates_of,
)
from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.checks.fairness.groups import Counts, Groups
from dte_exporter.checks.fairness.hiring_example import EXAMPLE
from dte_exporter.checks.fairness.predictions import in_classes, predicted_by
from dte_exporter.checks.fairness.rates import SELECTION_RATE
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.grouping_columns import grouping_columns
from dte_exporter.checks.left_out import FAIRNESS, labels_aside
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import check
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan


class Params(Model):
    """The parameters of ``check: fairness``."""

    min_group_rows: int = Field(default=30, ge=1, description="A group with fewer rows is withheld and counted.")
    missing: WithoutGroup = "leave_out"
    confidence: Confidence = 0.95
    criteria: tuple[Criterion, ...] = Field(default=USUAL, min_length=1, description="What groups are compared by.")
    compare: tuple[Against, ...] = Field(
        default=("between_groups",),
        min_length=1,
        description="What is told of each criterion: how far apart groups lie, how far from all groups together, "
        "and the lowest and the highest of the rates that it compares.",
    )
    threshold: float | None = Field(
        default=None,
        ge=0,
        le=1,
        description="Predicted positive is where columns.probability reaches it, whatever columns.prediction says.",
    )
    weight: str | None = Field(
        default=None,
        description="A column of sample weights, from 0: a row counts as often in rates, and once for min_group_rows.",
    )


def needs(params: Params, roles: Roles) -> Mapping[str, ContingencyPlan]:
    """Return the one table that holds every sensitive column.

    Raises
    ------
    CheckError
        If the data set names no prediction, or for a threshold no probability, or no sensitive column, or no label and
        all criteria need one, or if the weights are no numbers.
    MissingColumnError
        If there is no column of weights.
    """
    prediction = predicted_by(params.threshold, roles)
    columns, bands = grouping_columns(roles)
    if roles.label is None and all(family.needs_labels for family in families_of(params.criteria)):
        named = ", ".join(params.criteria)
        raise CheckError(f"without labels there is no {named}: set columns.label, or criteria: [demographic_parity]")
    if params.weight is not None:
        _weighs(params.weight, roles)
    return {"table": ContingencyPlan(columns, prediction, roles.label, bands, params.threshold, params.weight)}


def _weighs(column: str, roles: Roles) -> None:
    """Refuse a column of weights that is not there, or holds anything else."""
    if column not in roles.kinds:
        raise MissingColumnError("the source", column, roles.kinds)
    if roles.kinds[column] is not ColumnKind.NUMBER:
        raise CheckError(f"weight names column {column!r}, which holds no numbers: name a column of sample weights")


@check(
    "fairness",
    params=Params,
    needs=needs,
    emits=[
        *(spec for of, ends in ENDS.items() for spec in (of, *ends)),
        *WITHOUT_ENDS,
        P_VALUE,
        GROUP_ROWS,
        GROUPS_WITHHELD,
        *FAIRNESS.specs,
        LABEL_COVERAGE,
    ],
    example=EXAMPLE,
    calculators=("fairlearn.metrics", "scipy.optimize"),
    of_rows_alone=True,
    segmented=True,
)
def fairness(statistics: Mapping[str, Contingency], params: Params, roles: Roles, now: float) -> Findings:
    """Return every family for every sensitive column, with the groups' counts as evidence."""
    table = in_classes(statistics["table"], params.threshold, roles.positive)
    groups = groups_of_features(table, roles.sensitive, roles.positive, params.min_group_rows, params.missing)
    found = {label: _feature(label, one, params, roles) for label, one in groups.items()}
    samples = [sample for one in found.values() for sample in one.samples]
    coverage = Coverage.of(table, roles.sensitive, grouped_too=params.missing == "group")
    unweighted = sum(table.unweighted.values())
    left_out = (
        *coverage.left_out(table.window, predicted_by(params.threshold, roles), roles.label),
        *([LeftOut(params.weight, Reason.MISSING_WEIGHT, unweighted, table.window)] if params.weight else []),
    )
    gauges = FAIRNESS.samples(labels_aside(left_out), table.rows)
    labelled = [LABEL_COVERAGE.sample(coverage.labelled / coverage.used)] if samples and roles.label else []
    return Findings(
        samples=(*samples, *gauges, *labelled) if samples else (),
        undefined=tuple(sentence for one in found.values() for sentence in one.undefined),
        details={label: one.details for label, one in found.items()},
        used={table.window: coverage.used},
        left_out=left_out,
    )


def _feature(column: str, groups: Groups, params: Params, roles: Roles) -> Findings:
    """Return the findings on one sensitive feature, called `column` in labels."""
    if not groups.counts and not groups.withheld:
        lacking = "a group, a prediction and a weight" if params.weight else "both a group and a prediction"
        return Findings((), (f"{column}: no row has {lacking}",), _details(groups, params))
    families = families_of(params.criteria)
    comparison = Comparison(groups.counts, rates_of(families))
    feature = Feature(column, comparison, roles, params.confidence, families, params.compare)
    found = [*feature.disparities(), *feature.extremes(), *feature.group_values()]
    return Findings(
        samples=(
            *(one for one in found if isinstance(one, Sample)),
            *(GROUP_ROWS.sample(one.rows, sensitive_feature=column, group=name) for name, one in groups.counts.items()),
            GROUPS_WITHHELD.sample(groups.withheld, sensitive_feature=column),
        ),
        undefined=tuple(f"{column}: {one}" for one in found if isinstance(one, str)),
        details=_details(groups, params),
    )


def _details(groups: Groups, params: Params) -> dict[str, Any]:
    """Return the counts behind the values, and how sure these are; of a withheld group only whom it counts with."""
    return {
        "groups": {
            name: {
                "rows": one.rows,
                "predicted_positive": one.selected,
                "labelled_positive": one.labelled(True),
                "labelled_negative": one.labelled(False),
                **_weighed(one),
                **({"with_withheld_groups": True} if name in groups.carriers.values() else {}),
            }
            for name, one in groups.counts.items()
        },
        "groups_withheld": groups.withheld,
        "confidence": params.confidence,
        **({} if params.threshold is None else {"threshold": params.threshold}),
        "intervals": {"of_rates": "Wilson score", "of_disparities": "hybrid resampling"},
    }


def _weighed(group: Counts) -> dict[str, float]:
    """Return what the rows of a group weigh, and how many unweighted ones would do; nothing without weights."""
    _, effective = SELECTION_RATE.shares[0].effective(group)
    return {"weight": group.weighed.all, "effective_rows": effective} if group.weights else {}
