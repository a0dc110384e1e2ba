import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.fairness.disparity_families import FAMILIES, rates_of
from dte_exporter.checks.fairness.groups import Classes, Counts
from dte_exporter.checks.fairness.rates import (
    ACCURACY,
    BALANCED_ACCURACY,
    ERROR_RATE,
    F1,
    FALSE_NEGATIVE_RATE,
    PRECISION,
    SELECTION_RATE,
    TRUE_NEGATIVE_RATE,
    TRUE_POSITIVE_RATE,
    Rate,
)
from dte_exporter.statistics.contingency import Weight
from dte_exporter.uncertainty.mean_of_proportions import mean_interval_of_two
from dte_exporter.uncertainty.proportions import wilson

WOMEN = Counts({(True, True): 30, (True, False): 10, (False, True): 6, (False, False): 54, (None, True): 7})

LABELLED: list[Classes] = [(True, True), (True, False), (False, True), (False, False)]

EVERY_RATE = pytest.mark.parametrize("rate", rates_of(FAMILIES), ids=lambda rate: rate.name)


@pytest.mark.parametrize(
    ("rate", "counted"),
    [
        (TRUE_NEGATIVE_RATE, (54, 60)),
        (FALSE_NEGATIVE_RATE, (10, 40)),
        (PRECISION, (30, 36)),
        (ACCURACY, (84, 100)),
        (ERROR_RATE, (16, 100)),
    ],
)
def test_a_proportion_is_counted_on_labelled_rows(rate: Rate, counted: tuple[int, int]) -> None:
    """Of 40 apt women 30 are hired, of 60 others 6; seven of whom nobody knows count for nothing."""
    assert rate.is_proportion
    assert rate.counted(WOMEN) == counted
    assert rate.ends(WOMEN, 0.9) == wilson(*counted, 0.9)


def test_the_ends_of_f1_are_those_of_the_share_found_of_all_that_are_positive_or_predicted_so() -> None:
    """30 of 46 are found, s; F1 is 60/76, which is 2s / (1 + s), and so are its ends."""
    lower, upper = wilson(30, 46, 0.95)

    assert not F1.is_proportion
    assert F1.ends(WOMEN, 0.95) == pytest.approx((2 * lower / (1 + lower), 2 * upper / (1 + upper)), abs=1e-15)


def test_the_ends_of_balanced_accuracy_are_those_of_a_mean_of_two_proportions() -> None:
    """Of 40 positives 30 are found, of 60 negatives 54."""
    assert not BALANCED_ACCURACY.is_proportion
    assert BALANCED_ACCURACY.ends(WOMEN, 0.95) == mean_interval_of_two((30, 40), (54, 60), 0.95)


@pytest.mark.parametrize(
    ("rate", "cells", "lacking"),
    [
        (TRUE_NEGATIVE_RATE, {(True, True): 9}, ["negative labels"]),
        (FALSE_NEGATIVE_RATE, {(False, True): 9}, ["positive labels"]),
        (PRECISION, {(True, False): 9, (None, True): 9}, ["labelled rows predicted positive"]),
        (ACCURACY, {(None, True): 9}, ["labels"]),
        (ERROR_RATE, {(None, False): 9}, ["labels"]),
        (BALANCED_ACCURACY, {(True, True): 9}, ["negative labels"]),
        (F1, {(False, False): 9}, ["positive labels or labelled rows predicted positive"]),
    ],
)
def test_a_rate_of_0_by_0_says_what_is_lacking(
    rate: Rate, cells: dict[tuple[bool | None, bool], int], lacking: list[str]
) -> None:
    """The libraries would score it as 0."""
    assert list(rate.lacking(Counts(cells))) == lacking


WEIGHTED = Counts({(True, True): 2, (True, False): 2}, 0, {(True, True): Weight(4, 8), (True, False): Weight(4, 10)})


def test_of_weighted_rows_as_many_count_as_would_tell_as_much() -> None:
    """Two and two people weigh 4 and 4, squared 8 and 10: half, as of 64/18 people; in whole numbers 2 of 4."""
    assert TRUE_POSITIVE_RATE.shares[0].effective(WEIGHTED) == pytest.approx((32 / 18, 64 / 18))
    assert TRUE_POSITIVE_RATE.counted(WEIGHTED) == (2, 4)
    assert TRUE_POSITIVE_RATE.ends(WEIGHTED, 0.95) == pytest.approx(wilson(32 / 18, 64 / 18, 0.95))


def test_rounding_makes_no_rate_0_or_1() -> None:
    """One of three weighs nearly all: as much as 1.04 rows tell, of which 0.02 are selected, so 1 of 2."""
    heavy = Counts(
        {(None, True): 2, (None, False): 1}, 0, {(None, True): Weight(2, 2), (None, False): Weight(98, 9604)}
    )
    assert SELECTION_RATE.shares[0].effective(heavy) == pytest.approx((0.02 * 10000 / 9606, 10000 / 9606))
    assert SELECTION_RATE.counted(heavy) == (1, 2)


def test_rows_that_weigh_nothing_are_lacking() -> None:
    """0/0 is no rate."""
    nothing = Counts({(True, True): 3}, 0, {(True, True): Weight(0, 0)})
    assert list(SELECTION_RATE.lacking(nothing)) == ["rows"]


@EVERY_RATE
@given(st.lists(st.integers(1, 50), min_size=4, max_size=4), st.sampled_from([0.25, 1.0, 8.0]))
def test_equal_weights_change_nothing(rate: Rate, rows: list[int], weight: float) -> None:
    """Whatever they are: as many rows count as there are."""
    cells = dict(zip(LABELLED, rows, strict=True))
    weights = {cell: Weight(count * weight, count * weight * weight) for cell, count in cells.items()}
    assert rate.counted(Counts(cells, 0, weights)) == rate.counted(Counts(cells))
    assert rate.ends(Counts(cells, 0, weights), 0.95) == pytest.approx(rate.ends(Counts(cells), 0.95))


@EVERY_RATE
@pytest.mark.parametrize("heavy", LABELLED)
@given(st.lists(st.integers(1, 50), min_size=4, max_size=4), st.sampled_from([1e3, 1e9, 1e12, 1e17, 1e140]))
def test_a_row_that_weighs_nearly_all_leaves_the_others_what_they_tell(
    heavy: Classes, rate: Rate, rows: list[int], weight: float
) -> None:
    """No rate is lacking, none counts more rows than there are, and its ends are in order, whoever weighs so much."""
    cells = dict(zip(LABELLED, rows, strict=True))
    weights = {cell: Weight(count, count) for cell, count in cells.items()}
    weights[heavy] = Weight(cells[heavy] - 1 + weight, cells[heavy] - 1 + weight * weight)
    dominated = Counts(cells, 0, weights)

    lower, upper = rate.ends(dominated, 0.95)

    assert 0 <= lower < upper <= 1
    for share in rate.shares:
        part, whole = share.effective(dominated)
        assert 0 <= part <= whole
        assert 1 - 1e-9 <= whole <= share.counted(dominated)[1] * (1 + 1e-9)


@EVERY_RATE
def test_weights_as_large_as_may_be_count_as_equal_ones(rate: Rate) -> None:
    """The square of what 20,000 rows of 1e150 weigh is beyond any number; that of what 1e-150 weighs is nearly 0."""
    cells = dict.fromkeys(LABELLED, 5000)
    for each in (1e150, 1e-150):
        weights = {cell: Weight(count * each, count * each * each) for cell, count in cells.items()}
        assert rate.counted(Counts(cells, 0, weights)) == rate.counted(Counts(cells))


@EVERY_RATE
def test_of_no_rows_there_is_no_rate(rate: Rate) -> None:
    """Whatever a rate is made of, something is lacking."""
    assert list(rate.lacking(Counts({})))


@EVERY_RATE
def test_a_group_with_rows_of_every_kind_lacks_nothing(rate: Rate) -> None:
    """Each rate is defined for it, and its ends lie in order within [0, 1]."""
    lower, upper = rate.ends(WOMEN, 0.95)

    assert not list(rate.lacking(WOMEN))
    assert 0 <= lower < upper <= 1
