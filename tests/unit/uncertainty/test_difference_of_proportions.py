import pytest

from dte_exporter.uncertainty.difference_of_proportions import difference_interval


def test_it_is_newcombes() -> None:
    """56 of 70 and 48 of 80, 95 %: 0.0524 to 0.3339 (Newcombe 1998, table II, example a, method 10)."""
    assert difference_interval((56, 70), (48, 80), 0.95) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_shares_of_one_and_of_none_leave_a_doubt() -> None:
    """10 of 10 and 0 of 10: 0.6075 to 1 (example h, with 10 of 10 and 0 of 10)."""
    lower, upper = difference_interval((10, 10), (0, 10), 0.95)
    assert (lower, upper) == pytest.approx((0.6075, 1.0), abs=5e-5)


def test_turned_about_it_is_the_same_with_the_other_sign() -> None:
    """A gain is a drop of less than nothing."""
    lower, upper = difference_interval((9, 10), (3, 10), 0.95)
    assert difference_interval((3, 10), (9, 10), 0.95) == pytest.approx((-upper, -lower))
