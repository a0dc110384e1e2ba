import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.grid import ABOVE, BELOW, Cell
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.shared_cells import SharedCells, shared_cells
from dte_exporter.statistics.moments import Moments


def shared(reference: Numbers, current: Numbers) -> SharedCells:
    """Return the cells that both tell apart."""
    return shared_cells(Pair("x", reference, current, {}))


def numbers(counts: dict[float, int]) -> Numbers:
    """Return the profile of numbers that are known one by one."""
    return by_value(counts.items())


def cells(found: dict[Cell, Moments]) -> Numbers:
    """Return the profile of numbers that are known by cell."""
    return Numbers(cells=found)


def test_known_values_are_a_cell_each() -> None:
    """In ascending order, with the rows of each window."""
    found = shared(numbers({2.0: 3, 0.0: 1}), numbers({5.0: 1, 2.0: 2}))
    assert found.values.tolist() == [0, 2, 5]
    assert found.reference.tolist() == [1, 3, 0]
    assert found.current.tolist() == [0, 2, 1]


def test_a_spread_is_the_distance_from_the_mean_of_all() -> None:
    """Of 1, 1, 4 the mean is 2: they lie 1, 1 and 2 from it."""
    assert shared(numbers({1.0: 2}), numbers({4.0: 1})).spreads.tolist() == [1, 2]


def test_the_spread_within_a_cell_counts() -> None:
    """Two numbers a deviation of 3 around 0, which is 4 from the mean of all: the root of 9 + 16."""
    found = shared(cells({(5, -1): Moments(2, 0.0, 18.0)}), cells({(3, 1): Moments(2, 8.0, 0.0)}))
    assert found.spreads.tolist() == [5, 4]


def test_equal_cells_are_one_whose_value_is_the_mean_of_both() -> None:
    """One row at 1.2 and three at 1.6: 1.5."""
    found = shared(cells({(0, 1): Moments(1, 1.2)}), cells({(0, 1): Moments(3, 1.6)}))
    assert found.values.tolist() == [pytest.approx(1.5)]
    assert (found.reference.tolist(), found.current.tolist()) == ([1], [3])


def test_a_cell_that_one_side_has_divided_is_taken_whole() -> None:
    """[2, 4) is divided in the reference alone, [4, 6) in neither."""
    reference = cells({(0, 2): Moments(5, 2.5), (0, 3): Moments(6, 3.5), (1, 2): Moments(1, 5.0)})
    found = shared(reference, cells({(1, 1): Moments(7, 3.0), (1, 2): Moments(2, 5.0)}))
    assert (found.reference.tolist(), found.current.tolist()) == ([11, 1], [7, 2])


def test_a_known_value_belongs_to_the_cell_that_holds_it() -> None:
    """Its lower border does, its upper one is of the next."""
    found = shared(numbers({2.0: 1, 3.9: 1, 4.0: 1}), cells({(1, 1): Moments(7, 3.0), (1, 2): Moments(2, 5.0)}))
    assert (found.reference.tolist(), found.current.tolist()) == ([2, 1], [7, 2])


def test_what_lies_beyond_a_grid_lies_at_the_ends() -> None:
    """The open cells have the widest borders, and hold nothing of the others."""
    current = cells({BELOW: Moments(3, -90.0), (0, 0): Moments(1, 0.5), ABOVE: Moments(4, 80.0)})
    found = shared(numbers({0.0: 5, 0.9: 5}), current)
    assert (found.reference.tolist(), found.current.tolist()) == ([0, 10, 0], [3, 1, 4])
    both = shared(current, current)
    assert both.reference.tolist() == both.current.tolist() == [3, 1, 4]


def test_joined_cells_hold_what_their_parts_held() -> None:
    """Rows add up; value and spread are those of all their rows."""
    found = shared(numbers({0.0: 1, 1.0: 1, 9.0: 1}), numbers({1.0: 1})).joined(np.array([0, 0, 7]))
    assert (found.reference.tolist(), found.current.tolist()) == ([2, 1], [1, 0])
    assert found.values.tolist() == [pytest.approx(2 / 3), 9]
    # The mean of all is 11/4: 0, 1 and 1 lie 11/4, 7/4 and 7/4 from it.
    assert found.spreads.tolist() == [pytest.approx((219 / 16 / 3) ** 0.5), pytest.approx(25 / 4)]


VALUES = st.dictionaries(st.integers(-50, 50).map(float), st.integers(1, 9), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(VALUES, VALUES)
def test_no_row_is_lost(reference: dict[float, int], current: dict[float, int]) -> None:
    """And the values ascend."""
    found = shared(numbers(reference), numbers(current))
    values = sorted(reference | current)
    assert found.values.tolist() == pytest.approx(values)
    assert found.reference.tolist() == [reference.get(value, 0) for value in values]
    assert found.current.tolist() == [current.get(value, 0) for value in values]
