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
Range
    All in [0, 1]. A difference of 0 and a ratio of 1 are parity.
Good direction
    Differences fall, ratios rise.
Undefined
    A rate of 0/0 has no value: the group is left out of the families that need it, and the evidence says so. A group
    below ``min_group_rows`` is withheld from every family, lest one person's outcome be told.
Left out
    Rows without a prediction; of the others, those without a value of a sensitive column from its figures, unless
    ``missing: group`` makes them a group. Text that is empty or blank is no value. Rows without a label count for
    selection rates alone, and ``label_coverage_ratio`` says how many have one.
Reference
    Hardt, Price, Srebro: Equality of Opportunity in Supervised Learning (NeurIPS 2016); 29 CFR 1607.4 D (four-fifths
    rule); computed by Fairlearn, https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.fairness.coverage import Coverage
from dte_exporter.checks.fairness.disparities import SELECTION_RATE, Comparison, impact_ratios
from dte_exporter.checks.fairness.disparity_families import (
    FAMILIES,
    GROUP_RATES,
    GROUP_ROWS,
    GROUPS_WITHHELD,
    IMPACT_RATIO,
    LABEL_COVERAGE,
    Family,
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
        'dte_fairness_demographic_parity_ratio{sensitive_feature="sex"}': 1 / 3,
        'dte_fairness_equalized_odds_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equalized_odds_ratio{sensitive_feature="sex"}': 0.0,
        'dte_fairness_equal_opportunity_difference{sensitive_feature="sex"}': 0.5,
        'dte_fairness_equal_opportunity_ratio{sensitive_feature="sex"}': 0.5,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="f"}': 0.2,
        'dte_fairness_group_selection_rate{sensitive_feature="sex",group="m"}': 0.6,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="f"}': 0.5,
        'dte_fairness_group_true_positive_rate{sensitive_feature="sex",group="m"}': 1.0,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="f"}': 0.0,
        'dte_fairness_group_false_positive_rate{sensitive_feature="sex",group="m"}': 1 / 3,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="f"}': 1 / 3,
        'dte_fairness_group_impact_ratio{sensitive_feature="sex",group="m"}': 1.0,
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
        "Of two of twelve the sex is not known: they are left out."
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
        *(spec for family in FAMILIES for spec in (family.difference, family.ratio)),
        *GROUP_RATES.values(),
        IMPACT_RATIO,
        GROUP_ROWS,
        GROUPS_WITHHELD,
        *FAIRNESS.specs,
        LABEL_COVERAGE,
    ],
    example=EXAMPLE,
    calculators=("fairlearn.metrics",),
    of_rows_alone=True,
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
        return Findings((), (f"{column}: no row has both a group and a prediction",), _details(groups))
    comparison = Comparison(groups.counts)
    found = [*_disparities(comparison, column, roles), *_group_values(comparison, column, roles)]
    return Findings(
        samples=(
            *(one for one in found if isinstance(one, Sample)),
            *(GROUP_ROWS.sample(one.rows, sensitive_feature=column, group=name) for name, one in groups.counts.items()),
            GROUPS_WITHHELD.sample(groups.withheld, sensitive_feature=column),
        ),
        undefined=tuple(f"{column}: {one}" for one in found if isinstance(one, str)),
        details=_details(groups),
    )


def _disparities(comparison: Comparison, column: str, roles: Roles) -> Iterator[Sample | str]:
    """Yield the difference and ratio of each family, or why it has none."""
    for family in _families(roles):
        found = comparison.of(*family.rates)
        for group, lacking in found.undefined.items():
            yield f"group {group!r} has no {lacking}, so {family.name} is computed without it"
        for spec, value in ((family.difference, found.difference), (family.ratio, found.ratio)):
            yield (
                f"{spec.key} has no two groups to compare, or is 0/0"
                if value is None
                else spec.sample(value, sensitive_feature=column)
            )


def _group_values(comparison: Comparison, column: str, roles: Roles) -> Iterator[Sample | str]:
    """Yield the rates and the impact ratio of each group, or why there is none."""
    for rate in dict.fromkeys(rate for family in _families(roles) for rate in family.rates):
        for group, value in comparison.of(rate).by_group.items():
            yield GROUP_RATES[rate].sample(value, sensitive_feature=column, group=group)
    impacts = impact_ratios(comparison.of(SELECTION_RATE).by_group, roles.favourable)
    if impacts is None:
        yield "no group has the favourable decision, so impact ratios are 0/0"
    for group, value in (impacts or {}).items():
        yield IMPACT_RATIO.sample(value, sensitive_feature=column, group=group)


def _families(roles: Roles) -> tuple[Family, ...]:
    """Return the families that can be told: without labels, those that need none."""
    return tuple(one for one in FAMILIES if roles.label or not any(rate.needs_labels for rate in one.rates))


def _details(groups: Groups) -> dict[str, Any]:
    """Return the counts behind the values; a withheld group is only counted."""
    return {
        "groups": {
            name: {
                "rows": one.rows,
                "predicted_positive": sum(rows for (_, positive), rows in one.cells.items() if positive),
                "labelled_positive": one.labelled(True),
                "labelled_negative": one.labelled(False),
            }
            for name, one in groups.counts.items()
        },
        "groups_withheld": groups.withheld,
    }
