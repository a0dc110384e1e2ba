from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.fairness.check import Params
from dte_exporter.checks.fairness.compared import Feature
from dte_exporter.checks.fairness.disparities import Comparison
from dte_exporter.checks.fairness.disparity_families import USUAL, families_of, rates_of
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.uncertainty.homogeneity import homogeneity
from dte_exporter.uncertainty.proportions import wilson
from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval, share_of_highest_interval

ROLES = Roles("hired", None, "apt", None, None, True, ("sex",), (), {})
WOMEN = Counts({(True, True): 30, (True, False): 10, (False, True): 6, (False, False): 54})
MEN = Counts({(True, True): 30, (True, False): 30, (False, True): 4, (False, False): 36})
OTHERS = Counts({(True, True): 12, (True, False): 18, (False, True): 9, (False, False): 1})
ALL_APT = Counts({(True, True): 25, (True, False): 5})

COUNTS = st.builds(
    lambda cells: Counts(dict(zip([(True, True), (True, False), (False, True), (False, False)], cells, strict=True))),
    st.tuples(*[st.integers(1, 60)] * 4),
)
GROUPS = st.dictionaries(st.sampled_from("abc"), COUNTS, min_size=2)


def feature(groups: dict[str, Counts], roles: Roles = ROLES, confidence: float = 0.95) -> Feature:
    """Return the sex, with these groups."""
    usual = families_of(USUAL)
    return Feature("sex", Comparison(groups, rates_of(usual)), roles, confidence, usual, ["between_groups"])


def told(one: Feature) -> dict[tuple[str, ...], float]:
    """Return the values by the end of their metric's name, and the group or criterion."""
    samples = [sample for sample in (*one.disparities(), *one.group_values()) if isinstance(sample, Sample)]
    return {(sample.name.removeprefix("dte_fairness_"), *_own(sample)): sample.value for sample in samples}


def _own(sample: Sample) -> list[str]:
    return [text for label, text in sample.labels.items() if label != "sensitive_feature"]


def test_each_disparity_has_the_ends_of_what_it_compares() -> None:
    """Selected are 36 of 100 women and 34 of 100 men: 30 of 40 and of 60 apt ones, 6 of 60 and 4 of 40 others."""
    found = told(feature({"f": WOMEN, "m": MEN}))
    selected, apt, others = [(36, 100), (34, 100)], [(30, 40), (30, 60)], [(6, 60), (4, 40)]
    compared = {"demographic_parity": [selected], "equal_opportunity": [apt], "equalized_odds": [apt, others]}

    for family, rates in compared.items():
        for kind, interval in (("difference", difference_interval), ("ratio", ratio_interval)):
            ends = found[f"{family}_{kind}_ci_lower",], found[f"{family}_{kind}_ci_upper",]
            assert ends == interval(rates, 0.95), (family, kind)


def test_each_rate_of_a_group_has_the_ends_of_wilson() -> None:
    """Of the women 36 of 100, 30 of 40 and 6 of 60."""
    found = told(feature({"f": WOMEN, "m": MEN}, confidence=0.9))

    for rate, counts in (
        ("selection_rate", (36, 100)),
        ("true_positive_rate", (30, 40)),
        ("false_positive_rate", (6, 60)),
    ):
        ends = found[f"group_{rate}_ci_lower", "f"], found[f"group_{rate}_ci_upper", "f"]
        assert ends == wilson(*counts, 0.9), rate


@pytest.mark.parametrize(("favourable", "women", "men"), [(True, 36, 34), (False, 64, 66)])
def test_impact_ratios_have_the_ends_of_the_favourable_decision(favourable: bool, women: int, men: int) -> None:
    """Where being selected is bad, those who are not selected count."""
    found = told(feature({"f": WOMEN, "m": MEN}, replace(ROLES, favourable=favourable)))
    ends = found["group_impact_ratio_ci_lower", "f"], found["group_impact_ratio_ci_upper", "f"]

    assert ends == share_of_highest_interval((women, 100), [(men, 100)], 0.95)


def test_a_p_value_is_of_the_rates_that_the_criterion_compares() -> None:
    """Of equalized odds twice the smaller of two: that of 30/40, 30/60 and 12/30 beside that of 6/60, 4/40 and 9/10."""
    found = told(feature({"f": WOMEN, "m": MEN, "x": OTHERS}))
    apt, others = homogeneity([(30, 40), (30, 60), (12, 30)]), homogeneity([(6, 60), (4, 40), (9, 10)])

    assert found["p_value", "demographic_parity"] == homogeneity([(36, 100), (34, 100), (21, 40)])
    assert found["p_value", "equal_opportunity"] == apt
    assert found["p_value", "equalized_odds"] == 2 * min(apt, others)


def test_a_group_that_is_left_out_of_a_family_is_left_out_of_its_interval() -> None:
    """A group without negative labels has a part in equal opportunity alone."""
    found = told(feature({"f": WOMEN, "m": MEN, "x": ALL_APT}))
    without = told(feature({"f": WOMEN, "m": MEN}))

    for key in (("equalized_odds_difference_ci_upper",), ("p_value", "equalized_odds")):
        assert found[key] == without[key]
    assert found["equal_opportunity_difference_ci_upper",] != without["equal_opportunity_difference_ci_upper",]


def test_what_is_not_told_has_no_ends() -> None:
    """Of one group there are rates and their ends, and an impact ratio that is 1; nothing is compared."""
    found = told(feature({"f": WOMEN}))

    assert not [key for key in found if "difference" in key[0] or "parity" in key[0] or "p_value" in key[0]]
    assert found["group_impact_ratio_ci_lower", "f"] == 1.0
    assert len(found) == 12


@pytest.mark.parametrize("confidence", [0.5, 1.0])
def test_confidence_lies_between_chance_and_certainty(confidence: float) -> None:
    """An interval that is right half the time is none, and one that is always right is the whole scale."""
    with pytest.raises(ValueError, match="confidence"):
        Params(confidence=confidence)


@settings(max_examples=5, deadline=None)
@given(GROUPS, st.permutations("abc"))
def test_the_names_of_groups_change_nothing(groups: dict[str, Counts], names: list[str]) -> None:
    """Renamed groups have the values of the same groups, ends and p-values too."""
    renamed = dict(zip("abc", names, strict=True))
    others = told(feature({renamed[name]: counts for name, counts in groups.items()}))

    for key, value in told(feature(groups)).items():
        assert others[key[0], *[renamed.get(label, label) for label in key[1:]]] == pytest.approx(value, abs=1e-12), key


@settings(max_examples=5, deadline=None)
@given(GROUPS)
def test_twice_the_rows_have_the_same_values(groups: dict[str, Counts]) -> None:
    """Each row twice: what is told of the rows stays, and the groups' rates are surer."""
    twice = {name: Counts({cell: 2 * rows for cell, rows in counts.cells.items()}) for name, counts in groups.items()}
    one, two = told(feature(groups)), told(feature(twice))

    for (name, *labels), value in one.items():
        if name.endswith("_ci_lower") and "rate" in name:
            upper = name.replace("lower", "upper")
            assert two[upper, *labels] - two[name, *labels] <= one[upper, *labels] - value
        elif "_ci_" not in name and name != "p_value":
            assert two[name, *labels] == pytest.approx(value, abs=1e-12)
