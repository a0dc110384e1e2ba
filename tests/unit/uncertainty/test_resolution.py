import math

import numpy as np
import pytest
from scipy.stats import ncx2, norm

from dte_exporter.uncertainty.resolution import resolution

NORMAL = np.abs(norm.ppf((np.arange(20_000) + 0.5) / 20_000))
"""Distances that are the size of a standard normal number, as evenly as can be: 0.95 of them are under 1.96."""


def test_the_quantile_is_that_of_distances_where_nothing_has_moved() -> None:
    """One in twenty lies beyond 1.96, and a tenth of it on a tenth of the scale."""
    assert resolution(NORMAL, 3, 0.05, 2, (100, 100)).null_quantile == pytest.approx(1.96, abs=0.005)
    assert resolution(NORMAL / 10, 3, 0.05, 2, (100, 100)).null_quantile == pytest.approx(0.196, abs=0.0005)


@pytest.mark.parametrize(("threshold", "too_small"), [(1.9, True), (2.0, False)])
def test_windows_are_too_small_whose_quantile_reaches_the_threshold(threshold: float, too_small: bool) -> None:
    """Then one in twenty of unmoved columns is called drifted."""
    assert resolution(NORMAL, threshold, 0.05, 2, (100, 100)).too_small is too_small


def test_the_least_current_window_of_a_distance_by_hand() -> None:
    """At 1,000 and 100 rows, 1/1000 + 1/100 = 0.011 has to fall to a quarter to halve 0.2: 1/n < 0.00175, n > 571.4."""
    found = resolution(np.full(10, 0.2), 0.1, 0.05, 2, (1_000, 100))
    assert found.minimum_current_rows == 572


def test_the_least_current_window_of_a_divergence_by_hand() -> None:
    """It falls as 0.011 itself: to 0.0055, 1/n < 0.0045, n > 222.2."""
    found = resolution(np.full(10, 0.2), 0.1, 0.05, 1, (1_000, 100))
    assert found.minimum_current_rows == 223


def test_no_current_window_makes_up_for_a_small_reference() -> None:
    """With 100 rows there 0.2 falls to 0.2 / sqrt(2) = 0.141 at best."""
    assert resolution(np.full(10, 0.2), 0.1, 0.05, 2, (100, 100)).minimum_current_rows is None


def test_the_least_window_is_just_large_enough() -> None:
    """What the sizes scale to lies under the threshold there, and not one row before."""
    rows = resolution(np.full(10, 0.2), 0.15, 0.05, 2, (900, 77)).minimum_current_rows
    assert rows is not None
    at, before = (0.2 * math.sqrt((1 / 900 + 1 / size) / (1 / 900 + 1 / 77)) for size in (rows, rows - 1))
    assert at < 0.15 <= before


def test_the_power_of_a_normal_distance_is_that_of_the_z_test() -> None:
    """Its square is a chi-square of one degree: moved by three deviations it is found in 85 %."""
    expected = ncx2.sf(norm.isf(0.025) ** 2, 1, 9)
    assert expected == pytest.approx(norm.sf(1.96 - 3) + norm.cdf(-1.96 - 3), abs=1e-4)
    assert resolution(NORMAL, 3, 0.05, 2, (100, 100)).power == pytest.approx(expected, abs=0.01)


def test_power_grows_with_the_threshold_from_the_rate_to_1() -> None:
    """What has not moved is found by chance alone, what has moved far always."""
    powers = [resolution(NORMAL, threshold, 0.05, 2, (100, 100)).power for threshold in (0, 1, 2, 4, 10)]
    assert powers == sorted(powers)
    assert powers[0] == pytest.approx(0.05)
    assert powers[-1] == pytest.approx(1)


def test_a_column_of_one_value_hides_nothing() -> None:
    """Its distance is 0 always; any threshold over that is met only by a column that has moved."""
    found = resolution(np.zeros(10), 0.1, 0.05, 2, (5, 5))
    assert (found.null_quantile, found.too_small, found.minimum_current_rows, found.power) == (0, False, 1, 1)


def test_a_threshold_of_0_tells_nothing() -> None:
    """Every column reaches it."""
    found = resolution(np.zeros(10), 0, 0.05, 2, (5, 5))
    assert (found.too_small, found.minimum_current_rows, found.power) == (True, None, 0)


@pytest.mark.parametrize(("threshold", "power"), [(0.1, 0), (0.3, 1)])
def test_a_distance_that_is_the_same_however_rows_are_dealt_out(threshold: float, power: float) -> None:
    """One outlier makes 0.2 in either window, but for the last digits: it hides what is less, and nothing else."""
    assert resolution(np.array([0.2, 0.2 + 1e-16, 0.2 - 1e-15]), threshold, 0.05, 2, (9, 9)).power == power


@pytest.mark.parametrize("unit", [1e-180, 1e180])
def test_a_unit_does_not_change_the_power(unit: float) -> None:
    """Nor does one whose squares no double holds."""
    expected = resolution(NORMAL, 2.5, 0.05, 2, (9, 9)).power
    assert resolution(NORMAL * unit, 2.5 * unit, 0.05, 2, (9, 9)).power == pytest.approx(expected)


@pytest.mark.parametrize("threshold", [1e20, 1e200])
def test_what_has_moved_very_far_is_found(threshold: float) -> None:
    """By deviations whose square no double holds as well, and in any window."""
    found = resolution(NORMAL, threshold, 0.05, 2, (9, 9))
    assert (found.power, found.minimum_current_rows) == (1, 1)
