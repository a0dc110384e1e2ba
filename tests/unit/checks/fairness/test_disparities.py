import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.fairness.disparities import Comparison, impact_ratios
from dte_exporter.checks.fairness.disparity_families import USUAL, families_of, rates_of
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.checks.fairness.rates import FALSE_POSITIVE_RATE, SELECTION_RATE, TRUE_POSITIVE_RATE

WOMEN = Counts({(True, True): 30, (True, False): 10, (False, True): 6, (False, False): 54})
MEN = Counts({(True, True): 30, (True, False): 30, (False, True): 4, (False, False): 36})
ALL_APT = Counts({(True, True): 5, (True, False): 5})
UNLABELLED = Counts({(None, True): 1, (None, False): 3})

COUNTS = st.builds(
    lambda cells: Counts(dict(zip([(True, True), (True, False), (False, True), (False, False)], cells, strict=True))),
    st.tuples(*[st.integers(1, 10_000)] * 4),
)


def compared(groups: dict[str, Counts]) -> Comparison:
    """Return the groups compared by the rates of the usual criteria."""
    return Comparison(groups, rates_of(families_of(USUAL)))


def test_selection_rates_are_compared_by_hand() -> None:
    """36 of 100 women and 34 of 100 men are selected."""
    found = compared({"f": WOMEN, "m": MEN}).of(SELECTION_RATE)
    assert found.by_group == {"f": 0.36, "m": 0.34}
    assert found.difference() == pytest.approx(0.02, abs=1e-15)
    assert found.ratio() == pytest.approx(34 / 36, abs=1e-15)


def test_equalized_odds_takes_the_worse_of_its_two_rates() -> None:
    """True positives 30/40 and 30/60 are 0.25 apart; false positives 6/60 and 4/40 are equal."""
    found = compared({"f": WOMEN, "m": MEN}).of(TRUE_POSITIVE_RATE, FALSE_POSITIVE_RATE)
    assert found.difference() == 0.25
    assert found.ratio() == pytest.approx(0.5 / 0.75, abs=1e-15)


def test_a_group_without_negatives_is_left_out_of_what_divides_by_them() -> None:
    """It still has a true positive rate, and takes part where that alone is compared."""
    comparison = compared({"f": WOMEN, "m": MEN, "x": ALL_APT})
    odds = comparison.of(TRUE_POSITIVE_RATE, FALSE_POSITIVE_RATE)
    assert odds.undefined == {"x": "negative labels"}
    assert odds.difference() == 0.25
    assert comparison.of(TRUE_POSITIVE_RATE).by_group == {"f": 0.75, "m": 0.5, "x": 0.5}


def test_rows_without_a_label_are_selected_but_neither_right_nor_wrong() -> None:
    """One of four is selected; of labels there are none at all."""
    comparison = compared({"u": UNLABELLED})
    assert comparison.of(SELECTION_RATE).by_group == {"u": 0.25}
    odds = comparison.of(TRUE_POSITIVE_RATE, FALSE_POSITIVE_RATE)
    assert odds.undefined == {"u": "positive labels and no negative labels"}
    assert odds.by_group == {}


def test_one_group_alone_has_no_disparity() -> None:
    """Fairlearn would say 0 and 1; there is nothing to compare."""
    found = compared({"f": WOMEN}).of(SELECTION_RATE)
    assert (found.difference(), found.ratio()) == (None, None)


def test_no_groups_have_neither_rates_nor_disparity() -> None:
    """Where all are withheld nothing is said."""
    found = compared({}).of(SELECTION_RATE)
    assert (found.by_group, found.difference(), found.ratio()) == ({}, None, None)


def test_where_nobody_is_selected_the_difference_is_zero_and_the_ratio_undefined() -> None:
    """0/0 is neither parity nor its opposite."""
    nobody = Counts({(True, False): 5, (False, False): 5})
    found = compared({"a": nobody, "b": nobody}).of(SELECTION_RATE)
    assert (found.difference(), found.ratio()) == (0.0, None)


def test_impact_ratios_divide_by_the_best_chance() -> None:
    """Where being selected is bad, the chance is that of not being selected."""
    assert impact_ratios({"f": 0.25, "m": 0.5}, favourable=True) == {"f": 0.5, "m": 1.0}
    assert impact_ratios({"f": 0.25, "m": 0.5}, favourable=False) == {"f": 1.0, "m": pytest.approx(0.5 / 0.75)}
    assert impact_ratios({"f": 0.0}, favourable=True) is None
    assert impact_ratios({}, favourable=True) is None


@given(st.dictionaries(st.sampled_from("abcd"), COUNTS, min_size=2))
def test_disparities_stay_in_bounds_and_ignore_the_order_of_groups(groups: dict[str, Counts]) -> None:
    """Both lie in [0, 1] and are of a set of groups, not a sequence."""
    backwards = dict(reversed(groups.items()))
    for rates in ((SELECTION_RATE,), (TRUE_POSITIVE_RATE, FALSE_POSITIVE_RATE)):
        one, two = compared(groups).of(*rates), compared(backwards).of(*rates)
        difference, ratio = one.difference(), one.ratio()
        assert difference is not None
        assert ratio is not None
        assert 0 <= difference <= 1
        assert 0 <= ratio <= 1
        assert (difference, ratio) == (two.difference(), two.ratio())


@given(COUNTS, COUNTS, st.integers(2, 50))
def test_disparities_ignore_scale(one: Counts, two: Counts, factor: int) -> None:
    """Ten times the rows with the same shares are as fair."""
    scaled = Counts({cell: rows * factor for cell, rows in two.cells.items()})
    before = compared({"a": one, "b": two}).of(SELECTION_RATE)
    after = compared({"a": one, "b": scaled}).of(SELECTION_RATE)
    assert after.difference() == pytest.approx(before.difference(), abs=1e-12)
