from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.column_counts.even_bands import even_bounds
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.moments import Moments


def test_bands_hold_as_many_rows() -> None:
    """1 to 8, a row each, in four bands of two: 1 and 2, 3 and 4, 5 and 6, 7 and 8."""
    assert even_bounds(by_value((value, 1) for value in range(1, 9)), 4) == (3, 5, 7)


def test_a_number_that_many_rows_have_is_not_divided() -> None:
    """Of ten rows seven are 2: bands of one or two more would begin and end at it."""
    assert even_bounds(by_value([(1, 1), (2, 7), (3, 1), (4, 1)]), 3) == (3,)


def test_few_numbers_have_a_band_each_however_few_their_rows() -> None:
    """A single 9 among a hundred is told apart from the others."""
    assert even_bounds(by_value([(0, 90), (1, 9), (9, 1)]), 3) == (1, 9)


def test_a_number_alone_is_a_bound() -> None:
    """So a current window with less, or with nothing, is told apart."""
    assert even_bounds(by_value([(7, 10), (None, 3)]), 10) == (7,)


def test_without_a_number_there_is_a_bound_all_the_same() -> None:
    """What the current window has, and the reference has not, lies on a side of it."""
    assert even_bounds(by_value([(None, 3)]), 10) == (0,)


def test_nearly_all_rows_at_the_greatest_number_are_a_band() -> None:
    """Every quantile of 96 of 100 rows is theirs."""
    assert even_bounds(by_value([(0, 1), (1, 1), (2, 2), (3, 96)]), 2) == (3,)


def test_of_cells_the_means_are_bounds() -> None:
    """Three cells of two rows each, in two bands: three rows lie below none of them and four below the last."""
    cells = {(0, place): Moments(2, place + 0.5, 0) for place in range(3)}
    assert even_bounds(Numbers(moments=Moments(6, 1.5, 4), cells=cells), 2) == (2.5,)


@given(st.dictionaries(st.integers(-50, 50), st.integers(1, 20), min_size=1), st.integers(2, 12))
def test_bounds_ascend_and_are_at_most_one_less_than_bands(values: dict[int, int], bands: int) -> None:
    """And no band of several is empty in the reference."""
    bounds = even_bounds(by_value(values.items()), bands)
    assert list(bounds) == sorted(set(bounds))
    assert 1 <= len(bounds) <= bands - 1
    assert set(bounds) <= set(values)
    assert len(values) == 1 or min(values) < bounds[0]
