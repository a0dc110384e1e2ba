import math
from collections.abc import Callable

import pytest

from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.grid import Grid
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]


def test_cells_tell_what_is_in_the_grid_and_what_is_not(view_of: ViewOf) -> None:
    """0, 0.5 and 1 fall into two cells of width 1; everything else has a code of its own."""
    numbers = [0.0, 0.5, 1.0, -0.1, 2.0, None, math.nan, math.inf, -math.inf]
    view = view_of({"x": numbers})
    found = {place: sums for place, *sums in view.rows(counting.cells(view.table, "x", Grid(0, 0, 2)))}
    assert found[0] == [2, 0.5, 0.25]
    assert found[1] == [1, 1.0, 1.0]
    assert found[counting.OUT_BELOW][0] == found[counting.OUT_ABOVE][0] == 1
    assert [found[place][0] for place in counting.MISSING] == [1, 1, 2]


@pytest.mark.parametrize("others", [[0.5, 1.5], [0.5, 1.5, math.inf], [0.5, 0.5], [0.0, 0.0], [-3.0, 9.0]])
def test_nan_is_found_where_a_file_does_not_tell_of_it(view_of: ViewOf, others: list[float]) -> None:
    """Arrow leaves NaN out of a file's statistics, and DuckDB compares with those: NaN would be any number."""
    view = view_of({"x": [*others, math.nan]})
    known = [one for one in others if math.isfinite(one)]
    for grid in (Grid(0, 0, 2), Grid(0, 0, 1), Grid(0, 5, 1)):
        found = {place: rows for place, rows, *_ in view.rows(counting.cells(view.table, "x", grid))}
        assert found[counting.NAN] == 1
        for place in range(grid.cells):
            assert found.get(place, 0) == sum(math.floor(one) == grid.first + place for one in known)
        assert found.get(counting.OUT_BELOW, 0) == sum(one < grid.first for one in known)
        assert found.get(counting.OUT_ABOVE, 0) == sum(one >= grid.first + grid.cells for one in known)
    assert sum(rows for _, rows in view.rows(counting.between(view.table, "x", (1.0,)))) == len(known)
    assert view.rows(counting.finite_range(view.table, "x")) == [(min(known), max(known))]
    assert view.rows(counting.distinct_in_both(view.table, view.table, "x")) == [(len(set(known)),)]


def test_sums_are_of_steps_above_the_start_of_the_grid(view_of: ViewOf) -> None:
    """In cells of 1/4 from 1 on, 1.5 lies two steps up."""
    view = view_of({"x": [1.5]})
    assert view.rows(counting.cells(view.table, "x", Grid(-2, 4, 8))) == [(2, 1, 2.0, 4.0)]


def test_bins_hold_their_lower_edge_as_in_numpy(view_of: ViewOf) -> None:
    """A number on an inner edge belongs to the bin above it; missing and infinite ones to none."""
    view = view_of({"x": [0.0, 1.0, 1.5, 2.0, None, math.nan, math.inf]})
    assert dict(view.rows(counting.between(view.table, "x", (1.0, 2.0)))) == {0: 1, 1: 2, 2: 1}
    assert view.rows(counting.between(view.table, "x", ())) == [(0, 4)]


def test_the_finite_range_passes_over_nan_and_infinities(view_of: ViewOf) -> None:
    """DuckDB's own greatest value of these is NaN."""
    view = view_of({"x": [2.0, math.nan, math.inf, -math.inf, -1.0, None]})
    assert view.rows(counting.finite_range(view.table, "x")) == [(-1.0, 2.0)]


def test_frequent_values_come_first_and_ties_by_value(view_of: ViewOf) -> None:
    """Of b, b, c, a the two most frequent are b and a."""
    view = view_of({"x": ["b", "b", "c", "a"]})
    assert view.rows(counting.most_frequent(view.table, "x", 2)) == [("b", 2), ("a", 1)]


def test_values_of_both_tables_are_counted_once(view_of: ViewOf) -> None:
    """1, 2 and 2, 3 are three different numbers, whatever their types."""
    one, two = view_of({"x": [1, 2]}, "one"), view_of({"x": [2.0, 3.0, math.nan]}, "two")
    assert two.rows(counting.distinct_in_both(one.table, two.table, "x")) == [(3,)]


def test_an_equal_question_is_the_same_object(view_of: ViewOf) -> None:
    """So an engine that keeps compiled SQL finds it again when the file is opened at the next run."""
    first, second = view_of({"x": [1, 2]}), view_of({"x": [1, 2]})
    assert first.table is not second.table
    assert counting.totals(first.table, ("x",)) is counting.totals(second.table, ("x",))
