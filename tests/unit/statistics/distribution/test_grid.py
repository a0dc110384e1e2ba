import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.grid import CELLS, Grid

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def test_a_grid_is_as_fine_as_its_number_of_cells_allows() -> None:
    """From 0 to 10 with 16 cells: width 1 gives 11 cells, width 1/2 would give 21."""
    assert Grid.over(0.0, 10.0, cells=16) == Grid(level=0, first=0, cells=11)


def test_borders_are_multiples_of_a_power_of_two_and_not_the_ends() -> None:
    """Neither -0.3 nor 0.9 can be told from the edges between the cells."""
    assert Grid.over(-0.3, 0.9, cells=8).edges == [-0.25, 0.0, 0.25, 0.5, 0.75]


def test_one_number_has_a_grid_of_one_cell() -> None:
    """There is no width to divide."""
    assert Grid.over(5.0, 5.0).cells == 1


@given(NUMBERS, NUMBERS)
@example(-1.7976931348623157e308, 1.7976931348623157e308)
@example(0.0, 5e-324)
@example(1e9, 1e9 + 1e-6)
def test_a_grid_holds_both_ends_and_no_more_cells_than_it_may(one: float, other: float) -> None:
    """Whatever the ends: the first cell holds the least, the last one the greatest."""
    low, high = sorted((one, other))
    grid = Grid.over(low, high)
    assert 1 <= grid.cells <= CELLS
    assert grid.first <= low / grid.width < grid.first + grid.cells
    assert grid.first <= high / grid.width < grid.first + grid.cells
    assert math.isfinite(1 / grid.width)


@given(NUMBERS, NUMBERS)
def test_a_grid_is_at_least_half_as_fine_as_it_may_be(one: float, other: float) -> None:
    """A grid of half the width would have too many cells, unless doubles are no finer."""
    low, high = sorted((one, other))
    assume(high / 2 - low / 2 > 2000 * math.ulp(max(abs(low), abs(high))) and high - low > 1e-290)
    assert Grid.over(low, high).cells > CELLS // 2 - 2


def test_divided_cells_lie_within_the_cells_that_they_came_from() -> None:
    """Cells 3 to 4 of width 1 become 32 of width 1/16, the first at 3."""
    coarse = Grid(level=0, first=0, cells=10)
    fine = coarse.divided(3, 4)
    assert fine == Grid(level=-4, first=48, cells=32)
    assert [fine.parent(place, coarse) for place in (0, 15, 16, 31)] == [3, 3, 4, 4]
    assert fine.value(0.5) == 3.03125


def test_a_cell_that_holds_one_number_is_not_divided() -> None:
    """Between 1e9 and the next double nothing lies."""
    assert Grid.over(1e9, 1e9).divided(0, 0) is None


@pytest.mark.parametrize("place", [0, 7])
def test_a_cell_is_known_by_width_and_place_on_the_number_line(place: int) -> None:
    """Grids that start elsewhere give the same cell the same name."""
    assert Grid(2, -3, 20).cell(place) == Grid(2, -5, 20).cell(place + 2) == (2, place - 3)
