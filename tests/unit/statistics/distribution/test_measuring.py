import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import wasserstein_distance

from dte_exporter.statistics.distribution.grid import ABOVE, BELOW, Grid
from dte_exporter.statistics.distribution.measuring import CROWDED, Frame, by_cell, by_value, frame_of
from dte_exporter.statistics.distribution.numbers import Missing, Numbers
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]


def test_values_keep_their_counts_and_missing_ones_are_told_apart() -> None:
    """Nulls, NaN and infinities are counted, not hidden, and have no part in the moments."""
    found = [(1, 2), (3.0, 2), (Decimal("3"), 1), (None, 4), (math.nan, 5), (math.inf, 6), (-math.inf, 1)]
    numbers = by_value(found)
    assert numbers.missing == Missing(4, 5, 7)
    assert numbers.values == {1.0: 2, 3.0: 3}
    assert numbers.count == 5
    assert numbers.moments.mean == pytest.approx(2.2)
    assert numbers.moments.variance == pytest.approx(0.96)


def test_cells_keep_count_and_mean(view_of: ViewOf) -> None:
    """0.25 and 0.75 lie in one cell of width 1; with nothing to gain from dividing it, it stays."""
    view = view_of({"x": [0.25, 0.75, 5.0]})
    numbers = by_cell(view, "x", Frame(Grid(0, 0, 8), scale=1e9))
    assert numbers.cells == {(0, 0): Moments(2, 0.5, 0.125), (0, 5): Moments(1, 5.0, 0.0)}
    assert numbers.weighted == [(0.5, 2), (5.0, 1)]


def test_what_lies_beyond_the_grid_is_kept_at_its_mean(view_of: ViewOf) -> None:
    """The outer cells are open: a grid lent by another window loses nothing."""
    view = view_of({"x": [-7.0, -5.0, 0.5, 100.0, None, math.nan, math.inf]})
    numbers = by_cell(view, "x", Frame(Grid(0, 0, 8), scale=1e9))
    assert (numbers.cells[BELOW].count, numbers.cells[BELOW].mean) == (2, -6.0)
    assert (numbers.cells[ABOVE].count, numbers.cells[ABOVE].mean) == (1, 100.0)
    assert numbers.missing == Missing(1, 1, 1)
    assert numbers.moments.mean == pytest.approx(88.5 / 4)


def test_nothing_in_the_grid_leaves_only_what_is_beyond_it(view_of: ViewOf) -> None:
    """A window that has moved away altogether is one cell."""
    assert by_cell(view_of({"x": [9.0, 11.0]}), "x", Frame(Grid(0, 0, 8), scale=1.0)).cells == {
        ABOVE: Moments(2, 10.0, 2.0)
    }


def test_numbers_that_a_grid_cannot_express_count_as_infinite(view_of: ViewOf) -> None:
    """1e308 is too many cells of 2 to the -20 away; 1e300 is not, though its square is too large."""
    found = by_cell(view_of({"x": [0.5, 1e300, 1e308]}), "x", Frame(Grid(-20, 0, 2**20), scale=1.0))
    assert found.missing == Missing(infinities=1)
    assert found.cells[ABOVE].mean == pytest.approx(1e300)
    assert found.moments.count == 2


def test_crowded_cells_are_divided_until_they_are_not(view_of: ViewOf) -> None:
    """With one number at a million all others share a cell; it is divided for what their spread is worth."""
    numbers = np.r_[np.random.default_rng(1).normal(0, 1, 10_000), 1e6]
    found = by_cell(view_of({"x": numbers}), "x", Frame(Grid.over(-10, 1e6), scale=1.0))
    limit = CROWDED * len(numbers)
    assert all(moments.count * moments.deviation <= limit for moments in found.cells.values())
    assert sum(moments.count for moments in found.cells.values()) == found.count == len(numbers)
    assert len({level for level, _ in found.cells}) > 2


def test_equal_numbers_are_never_divided(view_of: ViewOf) -> None:
    """A crowd without spread loses nothing in its cell."""
    found = by_cell(view_of({"x": [3.0] * 1000 + [900.0]}), "x", Frame(Grid.over(0, 1000)))
    assert sorted(moments.count for moments in found.cells.values()) == [1, 1000]


def test_dividing_ends_where_numbers_end(view_of: ViewOf) -> None:
    """Neighbouring doubles cannot be told apart by dividing on."""
    number = 1e15
    found = by_cell(view_of({"x": [number, number + 0.125]}), "x", Frame(Grid.over(number, number + 0.125), scale=1e-9))
    assert found.count == 2


def test_moments_are_exact_whatever_the_cells(view_of: ViewOf) -> None:
    """Mean and standard deviation agree with NumPy on the rows to nine digits, even far from zero."""
    numbers = 1e9 + np.random.default_rng(2).lognormal(0, 1, 5_000)
    found = by_cell(view_of({"x": numbers}), "x", Frame(Grid.over(float(numbers.min()), float(numbers.max()))))
    assert found.moments.mean == pytest.approx(numbers.mean(), rel=1e-12)
    assert found.moments.deviation == pytest.approx(np.std(numbers), rel=1e-9)


@pytest.mark.parametrize("shape", ["normal", "pareto", "sentinel", "outlier", "spike", "narrow"])
def test_distance_to_the_rows_themselves_stays_within_the_contract(view_of: ViewOf, shape: str) -> None:
    """The Wasserstein distance between the rows and their own profile is under 1e-3 of a standard deviation."""
    random = np.random.default_rng(3)
    rows = {
        "normal": random.normal(0, 1, 20_000),
        "pareto": random.pareto(1.5, 20_000),
        "sentinel": np.where(random.random(20_000) < 0.05, -9999.0, random.gamma(2, 3, 20_000)),
        "outlier": np.r_[random.normal(0, 1, 20_000), 1e6],
        "spike": np.where(random.random(20_000) < 0.9, 0.0, random.exponential(1, 20_000)),
        "narrow": np.r_[random.normal(5, 1e-3, 20_000), 0.0, 10.0],
    }[shape]
    found = by_cell(view_of({"x": rows}), "x", Frame(Grid.over(float(rows.min()), float(rows.max()))))
    values, weights = zip(*found.weighted, strict=True)
    assert wasserstein_distance(rows, values, None, weights) / np.std(rows) < 4e-3
    assert len(found.cells) < 2_000


def test_a_frame_spans_what_the_profile_holds() -> None:
    """Its grid reaches from the least to the greatest known number; its scale is their deviation."""
    frame = frame_of(by_value([(0.0, 1), (10.0, 1)]))
    assert frame == Frame(Grid.over(0.0, 10.0), 5.0)


@pytest.mark.parametrize("numbers", [Numbers(), by_value([(3.0, 9)]), by_value([(None, 2)])])
def test_numbers_without_extent_lend_no_frame(numbers: Numbers) -> None:
    """Nothing, or one value, spans no grid."""
    assert frame_of(numbers) is None


@given(st.dictionaries(st.integers(-50, 50).map(float), st.integers(1, 9), min_size=1))
def test_profiles_by_value_of_two_halves_add_up_to_that_of_all(counts: dict[float, int]) -> None:
    """Rows may be counted in parts."""
    items = list(counts.items())
    halves = by_value(items[::2]).merge(by_value(items[1::2]))
    assert halves.values == by_value(items).values
    assert halves.moments.variance == pytest.approx(by_value(items).moments.variance, abs=1e-9)
