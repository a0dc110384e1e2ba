import pytest

from dte_exporter.checks.fairness.disparity_families import FAMILIES, rates_of
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.checks.fairness.rates import (
    ACCURACY,
    BALANCED_ACCURACY,
    ERROR_RATE,
    F1,
    FALSE_NEGATIVE_RATE,
    PRECISION,
    TRUE_NEGATIVE_RATE,
    Rate,
)
from dte_exporter.uncertainty.mean_of_proportions import mean_interval_of_two
from dte_exporter.uncertainty.proportions import wilson

WOMEN = Counts({(True, True): 30, (True, False): 10, (False, True): 6, (False, False): 54, (None, True): 7})

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
