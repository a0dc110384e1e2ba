import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dte_exporter.uncertainty.area_under_curve import area_and_variance, area_interval

ROWS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=6)


def test_four_rows_by_hand() -> None:
    """Positives are above 1/4 and 1 of the negatives, negatives below 3/4 and 1/2: variances 9/64 and 1/64."""
    assert area_and_variance([1, 0, 1], [1, 1, 0]) == pytest.approx((0.625, 10 / 64))


def test_the_interval_is_one_of_log_odds() -> None:
    """Of those four rows it reaches 1.96 * (10/64)^0.5 / (0.625 * 0.375) to either side of ln 5/3."""
    odds = [np.log(5 / 3) + side * 1.959964 * (10 / 64) ** 0.5 / (0.625 * 0.375) for side in (-1, 1)]
    expected = tuple(1 / (1 + np.exp(-one)) for one in odds)
    assert area_interval([1, 0, 1], [1, 1, 0], 0.95) == pytest.approx(expected, abs=1e-7)


@settings(max_examples=30)
@given(ROWS)
def test_it_is_what_all_pairs_of_rows_say(rows: list[tuple[int, int]]) -> None:
    """The placements of DeLong, DeLong and Clarke-Pearson, taken pair by pair."""
    positives, negatives = map(list, zip(*rows, strict=True))
    assume(sum(positives) > 1 and sum(negatives) > 1)
    above, below = (np.repeat(np.arange(len(rows)), side) for side in (positives, negatives))
    pairs = np.array([[(one > two) + (one == two) / 2 for two in below] for one in above])
    variance = sum(pairs.mean(axis=axis).var(ddof=1) / pairs.shape[1 - axis] for axis in (0, 1))
    assert area_and_variance(positives, negatives) == pytest.approx((pairs.mean(), variance), abs=1e-12)


@pytest.mark.parametrize(
    ("positives", "negatives"),
    [([0, 9], [9, 0]), ([9, 0], [0, 9]), ([9], [9]), ([1, 0, 0], [2, 3, 4]), ([2, 3], [0, 1])],
)
def test_what_does_not_vary_has_no_interval(positives: list[int], negatives: list[int]) -> None:
    """Classes without overlap, one score for all, or one row of a class."""
    assert area_interval(positives, negatives, 0.95) is None


def test_more_of_the_same_rows_leave_the_area_and_narrow_its_interval() -> None:
    """A hundred times the rows, a tenth of the width."""
    once, often = area_interval([3, 5, 9], [9, 6, 2], 0.95), area_interval([300, 500, 900], [900, 600, 200], 0.95)
    assert once
    assert often
    assert often[1] - often[0] == pytest.approx((once[1] - once[0]) / 10, rel=0.1)


def test_ends_stay_within_the_range_near_its_edge() -> None:
    """Of 10,000 pairs 100 are out of order: the upper end is above the area, and below 1."""
    positives, negatives = [1, 0, 99], [99, 1, 0]
    lower, upper = area_interval(positives, negatives, 0.95) or (0, 0)
    assert 0 < lower < area_and_variance(positives, negatives)[0] < upper < 1
