"""Fairness: how far apart are outcomes across the groups of a sensitive feature.

Definition
    The *selection rate* of a group is the share of its rows that are predicted positive; its *true positive rate*
    that share among rows whose label is positive, its *false positive rate* that among the others.
    *Demographic parity* compares selection rates, *equal opportunity* true positive rates, *equalized odds* both true
    and false positive rates and takes the worse. The *impact ratio* of a group compares its rate of the favourable
    decision with the highest such rate.
Formula
    difference = highest - lowest rate; ratio = lowest / highest rate, between groups. impact ratio = rate / highest
    rate, with 1 - selection rate as the rate where the positive class is not favourable.
Interval
    Of the rates behind the rows, which other rows of the same groups would show in the long run. ``confidence``, 95 %
    unless set, is the share of data sets whose interval holds the truth. Ends of a group's rate are Wilson's. Ends of
    disparities and impact ratios are found by drawing counts at the most likely rates that lie a given way apart, 1,000
    times or more; in simulations such intervals of 95 % held the truth in 92 to 99 of 100 cases. A highest less a
    lowest rate comes out too high by chance, the more so the more groups there are and the smaller they are. So the
    value may lie near the end that is further from parity, and beyond it where groups lie closer together than even
    equal ones do by chance. A small group may lie far off and moves that end alone: the other is asked of the larger
    groups too, which lie at most as far apart as all do.
Significance
    ``p_value`` is of the test that all groups have one rate: Pearson's chi-square, or of tables drawn with the margins
    fixed where a count to be expected is below 5. Of equalized odds it is twice the smaller of its two, at most 1.
Range
    All in [0, 1]. A difference of 0 and a ratio of 1 are parity.
Good direction
    Differences fall, ratios and p-values rise.
Undefined
    A rate of 0/0 has no value: the group is left out of the families that need it, and the evidence says so. A group
    below ``min_group_rows`` is withheld from every family, lest one person's outcome be told.
Left out
    Rows without a prediction; of the others, those without a value of a sensitive column from its figures, unless
    ``missing: group`` makes them a group. Text that is empty or blank is no value. Rows without a label count for
    selection rates alone, and ``label_coverage_ratio`` says how many have one.
Reference
    Hardt, Price, Srebro: Equality of Opportunity in Supervised Learning (NeurIPS 2016); 29 CFR 1607.4 D (four-fifths
    rule); computed by Fairlearn, https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html.
    Intervals: Wilson (JASA 22, 1927); Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals (Statistica
    Sinica 10, 2000). Tests: Cochran (Biometrics 10, 1954), Dunn (JASA 56, 1961).
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.fairness.compared import Feature
from dte_exporter.checks.fairness.coverage import Coverage
from dte_exporter.checks.fairness.disparities import Comparison
from dte_exporter.checks.fairness.disparity_families import (
    ENDS,
    GROUP_ROWS,
    GROUPS_WITHHELD,
    LABEL_COVERAGE,
    P_VALUE,
)
from dte_exporter.checks.fairness.groups import Groups, grouped
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.left_out import FAIRNESS, labels_aside
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan


class Params(Model):
    """The parameters of ``check: fairness``."""

    min_group_rows: int = Field(default=30, ge=1, description="A group with fewer rows is withheld and counted.")
    missing: WithoutGroup = "leave_out"
    confidence: Confidence = 0.95


EXAMPLE = Example(
    columns={
        "sex": ["f"] * 5 + ["m"] * 5 + [None, ""],
        "hired": [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1],
        "apt": [1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0],
    },
    settings={
        "columns": {"prediction": "hired", "label": "apt", "sensitive": ["sex"]},
        "params": {"min_group_rows": 1},
    },
    expected={
        'dte_fairness_demographic_parity_difference{sensitive_feature="sex"}': 0.4,
        'dte_fairness_demographic_parity_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_demographic_parity_difference_ci_upper{sensitive_feature="sex"}': 0.837505,
        'dte_fairness_demographic_parity_ratio{sensitive_feature="sex"}': 1 / 3,
        'dte_fairness_demographic_parity_ratio_ci_lower{sensitive_feature="sex"}': 0.019289,
        'dte_fairness_demographic_parity_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="demographic_parity"}': 0.5233,
        'dte_fairness_equalized_odds_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equalized_odds_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_difference_ci_upper{sensitive_feature="sex"}': 0.964711,
        'dte_fairness_equalized_odds_ratio{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_ratio_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equalized_odds_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="equalized_odds"}': 1.0,
        'dte_fairness_equal_opportunity_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equal_opportunity_difference_ci_lower{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equal_opportunity_difference_ci_upper{sensitive_feature="sex"}': 0.975309,
        'dte_fairness_equal_opportunity_ratio{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equal_opportunity_ratio_ci_lower{sensitive_feature="sex"}': 0.02546,
        'dte_fairness_equal_opportunity_ratio_ci_upper{sensitive_feature="sex"}': 1.0,
        'dte_fairness_p_value{sensitive_feature="sex",criterion="equal_opportunity"}': 1.0,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="f"}': 0.2,
        'dte_fairness_group_selection_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.03622410863243017,
        'dte_fairness_group_selection_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.6244653702374747,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="m"}': 0.6,
        'dte_fairness_group_selection_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.23072428127601297,
        'dte_fairness_group_selection_rate_ci_upper{sensitive_feature="sex",group="m"}': 0.8823792257673522,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="f"}': 0.5,
        'dte_fairness_group_true_positive_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.09453120573423071,
        'dte_fairness_group_true_positive_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.9054687942657693,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_true_positive_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.3423802275066531,
        'dte_fairness_group_true_positive_rate_ci_upper{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="f"}': 0.0,
        'dte_fairness_group_false_positive_rate_ci_lower{sensitive_feature="sex",group="f"}': 0.0,
        'dte_fairness_group_false_positive_rate_ci_upper{sensitive_feature="sex",group="f"}': 0.5614970317550455,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="m"}': 1 / 3,
        'dte_fairness_group_false_positive_rate_ci_lower{sensitive_feature="sex",group="m"}': 0.061491944720396235,
        'dte_fairness_group_false_positive_rate_ci_upper{sensitive_feature="sex",group="m"}': 0.7923403991979523,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="f"}': 1 / 3,
        'dte_fairness_group_impact_ratio_ci_lower{sensitive_feature="sex",group="f"}': 0.02182,
        'dte_fairness_group_impact_ratio_ci_upper{sensitive_feature="sex",group="f"}': 1.0,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_impact_ratio_ci_lower{sensitive_feature="sex",group="m"}': 0.303967,
        'dte_fairness_group_impact_ratio_ci_upper{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_rows{sensitive_feature="sex",group="f"}': 5.0,
        'dte_fairness_group_rows{sensitive_feature="sex",group="m"}': 5.0,
        'dte_fairness_groups_withheld{sensitive_feature="sex"}': 0.0,
        'dte_fairness_left_out_rows{column="hired",reason="missing_prediction"}': 0.0,
        'dte_fairness_left_out_ratio{column="hired",reason="missing_prediction"}': 0.0,
        'dte_fairness_left_out_rows{column="sex",reason="missing_group"}': 2.0,
        'dte_fairness_left_out_ratio{column="sex",reason="missing_group"}': 1 / 6,
        "dte_fairness_label_coverage_ratio": 1.0,
    },
    working=(
        "Of five women one is hired, of five men three: rates 1/5 and 3/5, so 0.4 apart and 1/3 of each other. "
        "Of two apt women one is hired, of two apt men both: 0.5 apart, half of each other. Of three women who are "
        "not apt none is hired, of three such men one: 1/3 apart, ratio 0. Equalized odds takes the worse of the two. "
        "Of two of twelve the sex is not known: they are left out. Ends of a rate k/n by Wilson, where z is 1.95996: "
        "(k + z^2/2 -+ z sqrt(k (n - k)/n + z^2/4)) / (n + z^2), so of 0/3 they are 0 and z^2 / (3 + z^2). Ends of "
        "disparities and of impact ratios are pinned as they were resampled; that they hold the truth is tested by "
        "simulation. Of all ways in which four of ten are hired, five of either group, 110 of 210 are at least as "
        "unequal, 0.5238; drawn 9,999 times 0.5233. Of labels so few the others are no less unequal: 1."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ContingencyPlan]:
    """Return the one table that holds every sensitive column.

    Raises
    ------
    CheckError
        If the data set names no prediction or no sensitive column.
    """
    if roles.prediction is None or not roles.sensitive:
        raise CheckError("fairness compares the predictions of groups: set columns.prediction and columns.sensitive")
    return {"table": ContingencyPlan(roles.sensitive, roles.prediction, roles.label)}


@check(
    "fairness",
    params=Params,
    needs=needs,
    emits=[
        *(spec for of, ends in ENDS.items() for spec in (of, *ends)),
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
    table = statistics["table"]
    check_classes(table.labels, table.predictions, roles.positive)
    found = [_feature(table.over(column), params, roles) for column in table.dimensions]
    samples = [sample for one in found for sample in one.samples]
    coverage = Coverage.of(table, grouped_too=params.missing == "group")
    left_out = coverage.left_out(table.window, str(roles.prediction), roles.label)
    gauges = FAIRNESS.samples(labels_aside(left_out), table.rows)
    labelled = [LABEL_COVERAGE.sample(coverage.labelled / coverage.used)] if samples and roles.label else []
    return Findings(
        samples=(*samples, *gauges, *labelled) if samples else (),
        undefined=tuple(sentence for one in found for sentence in one.undefined),
        details={column: one.details for column, one in zip(table.dimensions, found, strict=True)},
        used={table.window: coverage.used},
        left_out=left_out,
    )


def _feature(table: Contingency, params: Params, roles: Roles) -> Findings:
    """Return the findings on the one sensitive column of `table`."""
    (column,) = table.dimensions
    groups = grouped(table, roles.positive, params.min_group_rows, params.missing)
    if not groups.counts and not groups.withheld:
        return Findings((), (f"{column}: no row has both a group and a prediction",), _details(groups, params))
    feature = Feature(column, Comparison(groups.counts), roles, params.confidence)
    found = [*feature.disparities(), *feature.group_values()]
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
    """Return the counts behind the values, and how sure these are; a withheld group is only counted."""
    return {
        "groups": {
            name: {
                "rows": one.rows,
                "predicted_positive": one.selected,
                "labelled_positive": one.labelled(True),
                "labelled_negative": one.labelled(False),
            }
            for name, one in groups.counts.items()
        },
        "groups_withheld": groups.withheld,
        "confidence": params.confidence,
        "intervals": {"of_rates": "Wilson score", "of_disparities": "hybrid resampling"},
    }
