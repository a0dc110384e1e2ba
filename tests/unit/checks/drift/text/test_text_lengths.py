import warnings

import pytest
from scipy.stats import ks_2samp, wasserstein_distance

from dte_exporter.checks.drift.text.text_lengths import length_distance, length_p_value


def test_the_distance_is_in_deviations_of_the_reference() -> None:
    """Of two and four characters, a deviation of 1; all are two longer now."""
    assert length_distance(["ab", "abcd"], ["abcd", "abcdef"]) == 2
    assert length_distance(["ab", "abcd"], ["yx", "zyxw"]) == 0


def test_a_reference_that_does_not_vary_is_divided_by_a_thousandth() -> None:
    """As Evidently does: a character more is a thousand deviations."""
    assert length_distance(["ab", "ab"], ["abc", "abc"]) == pytest.approx(1_000)


def test_lengths_are_compared_by_scipys_test() -> None:
    """One to 100 characters against one to 50."""
    before, now = (["x" * size for size in range(1, most + 1)] for most in (100, 50))
    sizes = [len(text) for text in before], [len(text) for text in now]
    assert length_p_value(before, now) == ks_2samp(*sizes).pvalue
    assert length_distance(before, now) == pytest.approx(wasserstein_distance(*sizes) / (9_999 / 12) ** 0.5)


def test_sizes_of_which_orders_cannot_all_be_counted_are_no_warning() -> None:
    """3,000 and 2,999 have no common divisor: SciPy takes the limit of many rows, and nobody need be told."""
    before, now = ["x" * (row % 50) for row in range(3_000)], ["x" * (row % 50) for row in range(2_999)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert length_p_value(before, now) > 0.99
