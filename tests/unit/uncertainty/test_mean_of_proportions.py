import pytest

from dte_exporter.uncertainty.mean_of_proportions import mean_interval_of_two


def test_the_squares_of_both_distances_add_up() -> None:
    """56 of 70 and 48 of 80, 95 %: Wilson's are 0.6918 to 0.8769 and 0.4904 to 0.7004 (Newcombe 1998, example a).

    So of the mean 0.7 the ends lie the root of 0.1082^2 + 0.1096^2, and of 0.0769^2 + 0.1004^2, halved, away.
    """
    lower, upper = mean_interval_of_two((56, 70), (48, 80), 0.95)
    assert (lower, upper) == pytest.approx((0.7 - 0.0770, 0.7 + 0.0632), abs=2e-4)


def test_shares_of_one_leave_a_doubt() -> None:
    """Of 10 of 10 twice the lower ends are 10 / 13.84 away from nothing: 1 - 0.2775 / 2^0.5; the upper one is 1."""
    lower, upper = mean_interval_of_two((10, 10), (10, 10), 0.95)
    assert (lower, upper) == pytest.approx((1 - (1 - 10 / (10 + 1.959964**2)) / 2**0.5, 1.0))
