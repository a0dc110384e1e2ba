import math

import pytest

from dte_exporter.uncertainty.explained_variance import explained_interval


def test_four_rows_by_hand() -> None:
    """Squared errors 1, 0, 0, 1 and distances 9, 1, 1, 9: 2/20 is not explained, its logarithm varies by 0.1."""
    factor = math.exp(1.959964 * 0.1)
    ends = explained_interval(4, (2.0, 2.0), (20.0, 164.0), 18.0, 0.95)
    assert ends == pytest.approx((1 - 0.1 * factor, 1 - 0.1 / factor))


def test_errors_in_proportion_to_distances_have_no_width() -> None:
    """What is not explained is a quarter of every row's distance, so of all others too."""
    assert explained_interval(3, (2.0, 2.0), (8.0, 32.0), 8.0, 0.95) == pytest.approx((0.75, 0.75))


@pytest.mark.parametrize(
    ("residuals", "labels"), [((1e200, math.inf), (1.0, 1.0)), ((1e-3, 1.0), (1e3, 1e6)), ((1.0, 1e6), (1.0, 1.0))]
)
def test_sums_beyond_any_number_tell_no_ends(residuals: tuple[float, float], labels: tuple[float, float]) -> None:
    """Neither infinite sums, nor ends that no double holds."""
    assert explained_interval(2, residuals, labels, 0.0, 0.95) is None
