import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.gaps.gaps import Gaps
from dte_exporter.statistics.moments import Moments


def gaps(lengths: list[int]) -> Gaps:
    """Return gaps of these lengths."""
    return Gaps(len(lengths) + 3, 2, by_value((length, 1) for length in lengths), max(lengths, default=None))


def test_the_median_of_an_even_number_is_the_mean_of_two() -> None:
    """An hour and two make an hour and a half."""
    assert gaps([3_600, 7_200]).median == 5_400


def test_without_a_gap_there_is_no_median() -> None:
    """One time alone has no other to come after."""
    assert gaps([]).median is None
    assert gaps([]).count == 0


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=40))
def test_the_median_is_that_of_the_lengths(lengths: list[int]) -> None:
    """Python's own."""
    assert gaps(lengths).median == statistics.median(lengths)


def test_of_lengths_known_by_cells_it_is_the_mean_of_a_cell() -> None:
    """The fourth and the fifth of eight lie in the second of three cells."""
    cells = {(3, 0): Moments(3, 5.0, 1), (3, 1): Moments(3, 11.0, 1), (3, 2): Moments(2, 20.0, 1)}
    assert Gaps(9, 0, Numbers(moments=Moments(8, 11, 9), cells=cells), 21.0).median == 11


@pytest.mark.parametrize("lengths", [[], [1, 5, 5]])
def test_the_serial_form_keeps_all(lengths: list[int]) -> None:
    """Also that there is none."""
    assert Gaps.from_json(gaps(lengths).to_json()) == gaps(lengths)
