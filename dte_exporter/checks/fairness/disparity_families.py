"""The metrics of fairness: what is compared between groups, and what is told of each group."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dte_exporter.checks.fairness.disparities import (
    FALSE_POSITIVE_RATE,
    SELECTION_RATE,
    TRUE_POSITIVE_RATE,
    Rate,
)
from dte_exporter.metric import Better, MetricSpec, Role, Unit, end_of

LABELS = ("check", "dataset", "model", "sensitive_feature")
RESAMPLING = "Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals, Statistica Sinica 10, 2000"
WILSON = "Wilson: Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927"
HARDT = "Hardt, Price, Srebro: Equality of Opportunity in Supervised Learning, NeurIPS 2016"


@dataclass(frozen=True, slots=True)
class Family:
    """A way to compare groups: the criterion it looks at, the metrics it gives and the rates it compares."""

    criterion: str
    difference: MetricSpec
    ratio: MetricSpec
    rates: tuple[Rate, ...]

    @property
    def name(self) -> str:
        """The criterion in words."""
        return self.criterion.replace("_", " ")


def _family(criterion: str, title: str, reference: str, *compared: Rate) -> Family:
    def spec(kind: str, help_: str, unit: Unit, better: Better) -> MetricSpec:
        help_ = f"{title}: {help_}"
        name_ = f"dte_fairness_{criterion}_{kind}"
        return MetricSpec(name_, help_, "fairness", LABELS, unit, better=better, low=0, high=1, reference=reference)

    return Family(
        criterion,
        spec("difference", "highest minus lowest rate between groups, 0 is parity.", Unit.NONE, Better.LOWER),
        spec("ratio", "lowest over highest rate between groups, 1 is parity.", Unit.RATIO, Better.HIGHER),
        compared,
    )


def _group_spec(name: str, help_: str, better: Better = Better.NEITHER, **rest: Any) -> MetricSpec:
    return MetricSpec(f"dte_fairness_group_{name}", help_, "fairness", (*LABELS, "group"), better=better, **rest)


FAMILIES = (
    _family(
        "demographic_parity",
        "Selection rates compared",
        "Calders, Kamiran, Pechenizkiy: Building Classifiers with Independency Constraints, ICDMW 2009",
        SELECTION_RATE,
    ),
    _family("equalized_odds", "True and false positive rates compared", HARDT, TRUE_POSITIVE_RATE, FALSE_POSITIVE_RATE),
    _family("equal_opportunity", "True positive rates compared", HARDT, TRUE_POSITIVE_RATE),
)

GROUP_RATES = {
    rate: _group_spec(rate.fairlearn, f"{help_} of the group.", low=0, high=1, reference=HARDT, role=Role.GROUP_RATE)
    for rate, help_ in (
        (SELECTION_RATE, "Share of rows predicted positive"),
        (TRUE_POSITIVE_RATE, "Share of rows with a positive label that are predicted positive"),
        (FALSE_POSITIVE_RATE, "Share of rows with another label that are predicted positive"),
    )
}

IMPACT_RATIO = _group_spec(
    "impact_ratio",
    "The group's rate of the favourable decision over the highest such rate; 1 is the best-off group.",
    Better.HIGHER,
    unit=Unit.RATIO,
    low=0,
    high=1,
    reference="29 CFR 1607.4 D, the four-fifths rule",
    role=Role.GROUP_RATIO,
    of=GROUP_RATES[SELECTION_RATE].name,
)
GROUP_ROWS = _group_spec(
    "rows", "Rows of the group.", unit=Unit.ROWS, low=0, reference="A count.", role=Role.GROUP_ROWS
)
GROUPS_WITHHELD = MetricSpec(
    "dte_fairness_groups_withheld",
    "Groups with fewer rows than min_group_rows, left out of every figure.",
    "fairness",
    LABELS,
    better=Better.LOWER,
    low=0,
    reference="A count.",
)

P_VALUE = MetricSpec(
    "dte_fairness_p_value",
    "P-value of the test that all groups have one rate, near 0 they have not.",
    "fairness",
    (*LABELS, "criterion"),
    better=Better.HIGHER,
    low=0,
    high=1,
    reference="Cochran: Some Methods for Strengthening the Common Chi-Square Tests, Biometrics 10, 1954",
)


_END = "{} end of the confidence interval of {}, whose truth lies {} it."


def _ends(of: MetricSpec, reference: str) -> tuple[MetricSpec, MetricSpec]:
    """Return the metrics of the lower and the upper end of the interval of another."""
    lower, upper = (
        replace(end_of(of, role, _END.format(role.capitalize(), of.name, where)), reference=reference)
        for role, where in ((Role.LOWER, "seldom below"), (Role.UPPER, "seldom above"))
    )
    return lower, upper


ENDS: Mapping[MetricSpec, tuple[MetricSpec, MetricSpec]] = {
    of: _ends(of, reference)
    for of, reference in (
        *((spec, RESAMPLING) for family in FAMILIES for spec in (family.difference, family.ratio)),
        *((spec, WILSON) for spec in GROUP_RATES.values()),
        (IMPACT_RATIO, RESAMPLING),
    )
}
"""The ends of the interval of each metric that has one."""

LABEL_COVERAGE = MetricSpec(
    "dte_fairness_label_coverage_ratio",
    "Share of the rows used that have a label, which true and false positive rates rest on; 1 is all.",
    "fairness",
    LABELS[:3],
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference="A share.",
)
