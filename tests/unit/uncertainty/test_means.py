import math

import pytest

from dte_exporter.uncertainty.means import mean_interval, mean_interval_by_variance


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
