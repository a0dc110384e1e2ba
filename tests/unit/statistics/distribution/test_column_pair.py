import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import profile
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]


@pytest.fixture
def pair_of(view_of: ViewOf) -> Callable[[Any, Any], Pair[Numbers]]:
    """Return a function from the numbers of two windows to their pair."""

    def made(reference: Any, current: Any) -> Pair[Numbers]:
        views = {"reference": view_of({"x": reference}, "one"), "current": view_of({"x": current}, "two")}
        one, two = (profile(view, ("x",), ()).numbers["x"] for view in views.values())
        return Pair("x", one, two, views)

    return made


PairOf = Callable[[Any, Any], Pair[Numbers]]


def test_histograms_are_those_of_numpy(pair_of: PairOf) -> None:
    """With numbers on every edge, and with missing ones, the counts are NumPy's on the rows."""
    reference, current = [0.0, 0.5, 1.0, 2.0, math.nan, 3.0], [0.0, 1.0, 1.0, 2.5, math.inf, 3.0]
    edges = (0.0, 1.0, 2.0, 3.0)
    expected = tuple(
        np.histogram([one for one in side if math.isfinite(one)], edges)[0].tolist() for side in (reference, current)
    )
    assert pair_of(reference, current).histograms(edges) == expected == ([2, 1, 2], [1, 2, 2])


def test_the_range_is_of_both_sides(pair_of: PairOf) -> None:
    """Neither NaN nor infinity is an end of it."""
    assert pair_of([1.0, math.nan], [-2.0, 7.0, math.inf]).range() == (-2.0, 7.0)


def test_distinct_numbers_are_counted_over_both_sides(pair_of: PairOf) -> None:
    """1, 2 and 2, 3 are three."""
    assert pair_of([1, 2], [2, 3]).distinct() == 3


@pytest.mark.parametrize(
    ("reference", "current", "integers"),
    [([1, 2], [3], True), ([1, 2], [3.0], False), ([1, None], [3], False), ([1], [3, None], False)],
)
def test_integers_are_integers_as_pandas_would_read_them(
    pair_of: PairOf, reference: Any, current: Any, integers: bool
) -> None:
    """A column with a gap is one of doubles there."""
    assert pair_of(reference, current).integers is integers


def test_a_pair_is_exact_if_both_sides_are() -> None:
    """One side with other categories is enough to lose it."""
    assert Pair("c", Categories(), Categories(), {}).exact
    assert not Pair("c", Categories(), Categories(other=1), {}).exact
    assert not Pair("c", Categories(other=1), Categories(), {}).exact
