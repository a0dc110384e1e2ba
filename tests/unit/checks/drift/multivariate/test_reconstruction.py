import math

import numpy as np
import pytest

from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded
from dte_exporter.checks.drift.multivariate.reconstruction import Reconstruction, TooLargeError, held_out_p_value
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from tests.unit.checks.drift.multivariate.drawn_rows import correlated, numbers

DIAGONAL = np.array([[-1.0, -1.0], [1.0, 1.0]])
NAN = math.nan


def test_a_row_off_the_main_component_lies_as_far_from_it() -> None:
    """The diagonal explains all: (1, 1) is on it, (1, -1) is sqrt(2) away, (3, 1) is too."""
    learnt = Reconstruction.learnt(DIAGONAL, (0, 0), 0.65)
    assert learnt.errors(np.array([[1.0, 1.0], [1.0, -1.0], [3.0, 1.0]])) == pytest.approx([0, 2**0.5, 2**0.5])


def test_what_is_missing_becomes_the_mean() -> None:
    """(3, nothing) is (3, 0): 3 / sqrt(2) away."""
    learnt = Reconstruction.learnt(DIAGONAL, (0, 0), 0.65)
    assert learnt.errors(np.array([[3.0, NAN]])) == pytest.approx([3 / 2**0.5])


def test_a_category_counts_as_its_share_of_the_reference() -> None:
    """Shares of 3/4 and 1/4 go along with x, so that a new category, of which the reference has none, lies off."""
    reference = np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.0], [-3.0, 1.0]])
    learnt = Reconstruction.learnt(reference, (0, 3), 0.65)
    deviation_x, deviation_share = 3**0.5, 3**0.5 / 8
    new_x, new_share = (1 - 0) / deviation_x, (0 - 0.625) / deviation_share
    assert learnt.errors(reference) == pytest.approx([0, 0, 0, 0])
    assert learnt.errors(np.array([[1.0, 2.0]])) == pytest.approx([abs(new_x - new_share) / 2**0.5])


@pytest.mark.parametrize(("rows", "first"), [([0.0, 0.0, 1.0], 0.0), ([0.0, 1.0, 1.0], 1.0), ([0.0, 1.0, NAN], 0.0)])
def test_a_missing_category_becomes_the_most_frequent(rows: list[float], first: float) -> None:
    """Of two that are as frequent the one that is first in the order of texts."""
    reference = np.column_stack([rows, [1.0, 2.0, 3.0], [1.0, 2.0, 3.0]])
    assert Reconstruction.learnt(reference, (2, 0, 0), 0.65).fills[0] == first


def test_a_column_without_a_value_says_nothing() -> None:
    """It is constant, as one that does not vary is."""
    reference = np.column_stack([[NAN] * 2, [5.0] * 2, DIAGONAL])
    learnt = Reconstruction.learnt(reference, (0, 0, 0, 0), 0.65)
    assert learnt.errors(reference) == pytest.approx([0, 0])


def test_a_reference_that_does_not_vary_is_refused() -> None:
    """There is nothing to explain."""
    with pytest.raises(UndefinedScoreError, match="no column varies in the reference"):
        Reconstruction.learnt(np.ones((4, 2)), (0, 0), 0.65)


def test_where_all_components_are_needed_nothing_is_left() -> None:
    """Four corners of a square: each of two components explains a half, and errors would be those of computing."""
    square = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    with pytest.raises(UndefinedScoreError, match="all 2 components are needed to explain 65% of the variance"):
        Reconstruction.learnt(square, (0, 0), 0.65)


def test_a_correlation_that_turns_round_is_found() -> None:
    """Rows lie off the diagonal that lay along it."""
    assert held_out_p_value(correlated((0.7, -0.7), 200, seed=1), 0.65) < 1e-9


def test_rows_that_are_rebuilt_better_are_found_too() -> None:
    """A correlation of 0.5 becomes 0.95: drift that makes errors fall."""
    assert held_out_p_value(correlated((0.5, 0.95), 200, seed=1), 0.65) < 1e-6


def test_of_windows_that_are_alike_one_in_twenty_is_called_different() -> None:
    """Of 200 at most 20: more are to be expected once in 1,000 such tests."""
    found = [held_out_p_value(correlated((0.7, 0.7), 100, seed), 0.65) for seed in range(200)]
    assert sum(one <= 0.05 for one in found) <= 20


def test_a_category_that_one_half_lacks_is_no_error() -> None:
    """It has a share of 0 there."""
    reference = np.column_stack([np.arange(200.0), np.arange(200.0) % 7, np.zeros(200)])
    reference[0, 2] = 1
    rows = Encoded(reference, reference[:150] + np.array([0, 0, 1]), (0, 0, 3))
    assert 0 <= held_out_p_value(rows, 0.3) <= 1


@pytest.mark.parametrize("place", [0, 1])
def test_numbers_beyond_all_measure_are_said(place: int) -> None:
    """Of the reference and of the current window: the greatest double is a mark of what is missing in places."""
    sides = [DIAGONAL.copy(), DIAGONAL.copy()]
    sides[place][:2, 1] = 1.7e308
    with pytest.raises(TooLargeError, match="a column holds numbers that are too large to be squared") as refused:
        Reconstruction.learnt(sides[0], (0, 0), 0.65).errors(sides[1])
    assert refused.value.place == 1


def test_numbers_of_any_size_are_scaled_alike() -> None:
    """Euros or cents, the error is the same."""
    rows = correlated((0.7, 0.2), 100, seed=1)
    cents = numbers(rows.reference * [100, 1], rows.current * [100, 1])
    one, other = (
        Reconstruction.learnt(side.reference, (0, 0), 0.65).errors(side.current).mean() for side in (rows, cents)
    )
    assert one == pytest.approx(other)
