import numpy as np
import pytest

from dte_exporter.checks.drift.multivariate.domain_classifier import MOST_LEVELS, classified
from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded
from tests.unit.checks.drift.multivariate.drawn_rows import correlated, numbers


def test_a_correlation_that_turns_round_is_found() -> None:
    """0.7 becomes -0.7, and each column is a standard normal one as before."""
    found = classified(correlated((0.7, -0.7), 200, seed=1), 0.95)
    assert found.lower > 0.6
    assert found.p_value < 1e-4


def test_of_windows_that_are_alike_one_in_twenty_is_called_different() -> None:
    """Of 40 at most six: more are to be expected once in 300 such tests. The areas lie about a half."""
    found = [classified(correlated((0.7, 0.7), 100, seed), 0.95) for seed in range(40)]
    assert sum(one.p_value <= 0.05 for one in found) <= 6
    assert abs(np.mean([one.area for one in found]) - 0.5) < 4 * 0.058 / 40**0.5


def test_a_value_that_is_missing_more_often_is_found() -> None:
    """Trees take what is missing for a value of its own."""
    random = np.random.default_rng(2)
    reference, current = random.normal(size=(2, 200, 2))
    current[:100, 0] = np.nan
    assert classified(numbers(reference, current), 0.95).p_value < 1e-6


def test_categories_are_told_apart_by_what_they_are_and_not_by_their_order() -> None:
    """Even and odd places have changed their shares, which no few cuts of an order would tell."""
    random = np.random.default_rng(3)
    places = np.arange(40)
    even = np.where(places % 2 == 0, 4, 1) / 100
    reference, current = (random.choice(places, (400, 1), p=share).astype(float) for share in (even, even[::-1]))
    found = classified(Encoded(reference, current, (40,)), 0.95)
    assert found.area > 0.7


def test_of_more_categories_than_trees_take_the_rarest_are_one() -> None:
    """500 are no error, one of them missing is none either, and the frequent one that has come is found."""
    random = np.random.default_rng(4)
    levels = 2 * MOST_LEVELS - 8
    reference, current = random.integers(0, levels, (2, 600, 1)).astype(float)
    current[:300] = levels - 1
    current[300] = np.nan
    found = classified(Encoded(reference, current, (levels,)), 0.95)
    assert found.lower > 0.6


@pytest.mark.parametrize("columns", [1, 2])
def test_a_column_that_is_nearly_always_missing_is_no_error(columns: int) -> None:
    """Its only values may be in rows that are held out, and so may those of all columns."""
    for place in range(8):
        rows = np.full((100, columns), np.nan)
        rows[place, 0] = 1.0
        rows[:, 1:] = np.arange(100)[:, None]
        assert classified(numbers(rows, rows[::-1].copy()), 0.95).p_value > 0.01


def test_two_runs_agree() -> None:
    """To the last digit."""
    first, second = (classified(correlated((0.2, 0.4), 100, seed=5), 0.95) for _ in range(2))
    assert first == second
