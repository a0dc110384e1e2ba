import math

import pytest

from dte_exporter.uncertainty.means import (
    mean_interval,
    mean_interval_by_variance,
    positive_mean_interval,
    root_mean_square_interval,
)


def test_two_numbers_by_hand() -> None:
    """Of 1 and 3 the mean is 2 and the variance 1, so that the mean varies by the root of one half."""
    assert mean_interval(2, 4.0, 10.0, 0.95) == pytest.approx((2 - 1.959964 * 0.5**0.5, 2 + 1.959964 * 0.5**0.5))


def test_less_confidence_is_a_narrower_interval() -> None:
    """Of 90 % it is 1.645 deviations to either side."""
    lower, upper = mean_interval(4, 0.0, 4.0, 0.9)
    assert (lower, upper) == pytest.approx((-1.644854 / 2, 1.644854 / 2))


def test_numbers_that_do_not_vary_have_no_width() -> None:
    """Nor does rounding make a root of a negative variance."""
    assert mean_interval(3, 0.3, 0.03 - 1e-18, 0.95) == pytest.approx((0.1, 0.1))


def test_mean_and_variance_tell_what_the_sums_tell() -> None:
    """Of a million and 1, and a million and 3, the sums of squares would lose digits that the variance has."""
    lower, upper = mean_interval_by_variance(2, 1e6 + 2, 1.0, 0.95)
    assert (lower - 1e6, upper - 1e6) == pytest.approx(mean_interval(2, 4.0, 10.0, 0.95))


def test_where_squares_are_beyond_any_number_there_are_no_ends() -> None:
    """They are no numbers, and no error."""
    assert all(map(math.isnan, mean_interval(2, 4e200, math.inf, 0.95)))


def test_the_mean_of_positive_numbers_lies_as_many_times_above_as_below() -> None:
    """Of 1 and 3 the mean is 2 with a deviation of the root of one half: a factor of exp(1.96 sqrt(1/2) / 2)."""
    factor = math.exp(1.959964 * 0.5**0.5 / 2)
    assert positive_mean_interval(2, 4.0, 10.0, 0.95) == pytest.approx((2 / factor, 2 * factor))


def test_the_root_of_a_mean_square_has_the_roots_of_its_ends() -> None:
    """Of 1 and the root of 3 the squares are 1 and 3, and their squares 1 and 9."""
    lower, upper = positive_mean_interval(2, 4.0, 10.0, 0.9)
    assert root_mean_square_interval(2, 4.0, 10.0, 0.9) == pytest.approx((lower**0.5, upper**0.5))


@pytest.mark.parametrize(("total", "squares"), [(0.0, 0.0), (math.inf, math.inf), (1e160, math.inf)])
def test_where_all_are_nothing_or_beyond_any_number_there_are_no_two_ends(total: float, squares: float) -> None:
    """No interval of nothing, and none without an end."""
    assert not all(map(math.isfinite, positive_mean_interval(2, total, squares, 0.95)))
