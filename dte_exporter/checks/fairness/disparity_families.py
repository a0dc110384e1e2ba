"""The metrics of fairness: what is compared between groups, and what is told of each group."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from dte_exporter.checks.fairness.rates import (
    ACCURACY,
    BALANCED_ACCURACY,
    ERROR_RATE,
    F1,
    FALSE_NEGATIVE_RATE,
    FALSE_POSITIVE_RATE,
    PRECISION,
    SELECTION_RATE,
    TRUE_NEGATIVE_RATE,
    TRUE_POSITIVE_RATE,
    Rate,
)
from dte_exporter.metric import Better, MetricSpec, Role, Unit, end_of

LABELS = ("check", "dataset", "model", "sensitive_feature")
RESAMPLING = "Chuang, Lai: Hybrid Resampling Methods for Confidence Intervals, Statistica Sinica 10, 2000"
WILSON = "Wilson: Probable Inference, the Law of Succession, and Statistical Inference, JASA 22, 1927"
NEWCOMBE = (
    "Newcombe: Interval Estimation for the Difference between Independent Proportions, Statistics in Medicine 17, 1998"
)
HARDT = "Hardt, Price, Srebro: Equality of Opportunity in Supervised Learning, NeurIPS 2016"
CORBETT_DAVIES = "Corbett-Davies et al.: Algorithmic Decision Making and the Cost of Fairness, KDD 2017"
CHOULDECHOVA = "Chouldechova: Fair Prediction with Disparate Impact, Big Data 5, 2017"
VERMA = "Verma, Rubin: Fairness Definitions Explained, FairWare 2018"
BRODERSEN = "Brodersen et al.: The Balanced Accuracy and Its Posterior Distribution, ICPR 2010"
RIJSBERGEN = "van Rijsbergen: Information Retrieval, 1979"

Criterion = Literal[
    "demographic_parity",
    "equalized_odds",
    "equal_opportunity",
    "false_positive_rate",
    "true_negative_rate",
    "false_negative_rate",
    "precision",
    "accuracy",
    "error_rate",
    "balanced_accuracy",
    "f1",
]
"""What the config calls each of `FAMILIES`."""

USUAL: tuple[Criterion, ...] = ("demographic_parity", "equalized_odds", "equal_opportunity")
"""The criteria of a check that names none."""


@dataclass(frozen=True, slots=True)
class Family:
    """A way to compare groups.

    Parameters
    ----------
    criterion : str
        What it looks at.
    difference, ratio : MetricSpec
        Of the lowest and the highest rate.
    to_overall : tuple of MetricSpec
        The difference and the ratio of each group's rate and that of all rows, at worst.
    rates : tuple of Rate
        What it compares.
    """

    criterion: Criterion
    difference: MetricSpec
    ratio: MetricSpec
    to_overall: tuple[MetricSpec, MetricSpec]
    rates: tuple[Rate, ...]

    @property
    def name(self) -> str:
        """The criterion in words."""
        return self.criterion.replace("_", " ")

    @property
    def needs_labels(self) -> bool:
        """Whether nothing is told of it without labels."""
        return any(rate.needs_labels for rate in self.rates)

    @property
    def of_proportions(self) -> bool:
        """Whether it compares shares of rows, whose counts are binomial: only then its intervals and test hold."""
        return all(rate.is_proportion for rate in self.rates)


def _family(criterion: Criterion, title: str, reference: str, *compared: Rate) -> Family:
    def spec(kind: str, help_: str, unit: Unit, better: Better) -> MetricSpec:
        help_ = f"{title}: {help_}"
        name_ = f"dte_fairness_{criterion}_{kind}"
        return MetricSpec(name_, help_, "fairness", LABELS, unit, better=better, low=0, high=1, reference=reference)

    return Family(
        criterion,
        spec("difference", "highest minus lowest rate between groups, 0 is parity.", Unit.NONE, Better.LOWER),
        spec("ratio", "lowest over highest rate between groups, 1 is parity.", Unit.RATIO, Better.HIGHER),
        (
            spec(
                "to_overall_difference",
                "farthest of a group from all groups together, 0 is parity.",
                Unit.NONE,
                Better.LOWER,
            ),
            spec(
                "to_overall_ratio",
                "lower over higher of a group and all groups together, at worst, 1 is parity.",
                Unit.RATIO,
                Better.HIGHER,
            ),
        ),
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
    _family("false_positive_rate", "False positive rates compared", CORBETT_DAVIES, FALSE_POSITIVE_RATE),
    _family("true_negative_rate", "True negative rates compared", CORBETT_DAVIES, TRUE_NEGATIVE_RATE),
    _family("false_negative_rate", "False negative rates compared", CHOULDECHOVA, FALSE_NEGATIVE_RATE),
    _family("precision", "Precisions compared", CHOULDECHOVA, PRECISION),
    _family("accuracy", "Accuracies compared", VERMA, ACCURACY),
    _family("error_rate", "Error rates compared", VERMA, ERROR_RATE),
    _family("balanced_accuracy", "Balanced accuracies compared", BRODERSEN, BALANCED_ACCURACY),
    _family("f1", "F1 scores compared", RIJSBERGEN, F1),
)


def families_of(criteria: Collection[Criterion]) -> tuple[Family, ...]:
    """Return the families that `criteria` name, in the order of the table."""
    return tuple(family for family in FAMILIES if family.criterion in criteria)


def rates_of(families: Iterable[Family]) -> tuple[Rate, ...]:
    """Return the rates that `families` compare, each once."""
    return tuple(dict.fromkeys(rate for family in families for rate in family.rates))


_RATES: Mapping[Rate, tuple[str, Better, str]] = {
    SELECTION_RATE: ("Share of rows predicted positive", Better.NEITHER, HARDT),
    TRUE_POSITIVE_RATE: ("Share of rows with a positive label that are predicted positive", Better.NEITHER, HARDT),
    FALSE_POSITIVE_RATE: ("Share of rows with another label that are predicted positive", Better.NEITHER, HARDT),
    TRUE_NEGATIVE_RATE: (
        "Share of rows with another label that are not predicted positive",
        Better.NEITHER,
        CORBETT_DAVIES,
    ),
    FALSE_NEGATIVE_RATE: (
        "Share of rows with a positive label that are not predicted positive",
        Better.NEITHER,
        CHOULDECHOVA,
    ),
    PRECISION: ("Share of labelled rows predicted positive whose label is so", Better.HIGHER, CHOULDECHOVA),
    ACCURACY: ("Share of labelled rows predicted as they are labelled", Better.HIGHER, VERMA),
    ERROR_RATE: ("Share of labelled rows not predicted as they are labelled", Better.LOWER, VERMA),
    BALANCED_ACCURACY: ("Mean of the true positive and the true negative rate", Better.HIGHER, BRODERSEN),
    F1: ("Harmonic mean of precision and true positive rate", Better.HIGHER, RIJSBERGEN),
}
"""What each rate is in words, which way is good, and who defines it."""

GROUP_RATES = {
    rate: _group_spec(
        rate.name, f"{words} of the group.", better, low=0, high=1, reference=reference, role=Role.GROUP_RATE
    )
    for rate, (words, better, reference) in _RATES.items()
}


def _extreme(rate: Rate, end: str, which: str) -> MetricSpec:
    words, better, reference = _RATES[rate]
    name, help_ = f"dte_fairness_{rate.name}_group_{end}", f"{words} of the group where it is {which}."
    return MetricSpec(name, help_, "fairness", LABELS, better=better, low=0, high=1, reference=reference)


EXTREMES = {rate: (_extreme(rate, "min", "lowest"), _extreme(rate, "max", "highest")) for rate in _RATES}
"""The lowest and the highest value of each rate among groups."""

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
        *(
            (spec, RESAMPLING)
            for family in FAMILIES
            if family.of_proportions
            for spec in (family.difference, family.ratio)
        ),
        *((spec, NEWCOMBE if rate is BALANCED_ACCURACY else WILSON) for rate, spec in GROUP_RATES.items()),
        (IMPACT_RATIO, RESAMPLING),
    )
}
"""The ends of the interval of each metric that has one."""

WITHOUT_ENDS = (
    *(spec for family in FAMILIES if not family.of_proportions for spec in (family.difference, family.ratio)),
    *(spec for family in FAMILIES for spec in family.to_overall),
    *(spec for extremes in EXTREMES.values() for spec in extremes),
)
"""The metrics of rates that have no interval."""

LABEL_COVERAGE = MetricSpec(
    "dte_fairness_label_coverage_ratio",
    "Share of the rows with a group and a prediction that have a label, which most figures rest on; 1 is all.",
    "fairness",
    LABELS[:3],
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference="A share.",
)
