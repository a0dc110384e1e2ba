import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.moments import Moments, total

NUMBERS = st.lists(st.integers(-(10**6), 10**6).map(float), min_size=1, max_size=20)


def of(numbers: list[float]) -> Moments:
    """Return the moments of `numbers` one by one."""
    return total(Moments(1, number) for number in numbers)


def test_moments_of_a_hand_worked_sample() -> None:
    """2, 4, 4, 4, 5, 5, 7, 9 have mean 5 and standard deviation 2."""
    moments = of([2, 4, 4, 4, 5, 5, 7, 9])
    assert (moments.count, moments.mean, moments.variance, moments.deviation) == (8, 5, 4, 2)


def test_no_numbers_have_no_spread() -> None:
    """The variance of nothing is 0, not a division by zero."""
    assert total([]) == Moments()
    assert Moments().variance == 0


def test_variance_survives_a_large_mean() -> None:
    """Squares of a billion do not drown a variance of 2/3."""
    assert of([1e9, 1e9 + 1, 1e9 + 2]).variance == pytest.approx(2 / 3, rel=1e-12)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_moments_add_up_in_any_order(one: list[float], two: list[float], three: list[float]) -> None:
    """Merged moments are those of all numbers together, as Python's statistics has them."""
    left = of(one).merge(of(two)).merge(of(three))
    right = of(three).merge(of(one).merge(of(two)))
    everything = [*one, *two, *three]
    for merged in (left, right):
        assert merged.count == len(everything)
        assert merged.mean == pytest.approx(statistics.fmean(everything), rel=1e-9, abs=1e-6)
        assert merged.variance == pytest.approx(statistics.pvariance(everything), rel=1e-9, abs=1e-6)


@given(NUMBERS)
def test_nothing_changes_nothing(numbers: list[float]) -> None:
    """Empty moments are the neutral element."""
    assert of(numbers).merge(Moments()).count == len(numbers)
    assert of(numbers).merge(Moments()).mean == pytest.approx(of(numbers).mean)


@pytest.mark.parametrize("size", [1e154, 1e200])
def test_squares_beyond_all_numbers_are_infinite(size: float) -> None:
    """Be it one of them, or only their sum."""
    assert of([-size, size]).squares == math.inf
    assert of([-size, size]).mean == 0
