import json
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.statistics.distribution.grid import Cell
from dte_exporter.statistics.distribution.numbers import Missing, Numbers
from dte_exporter.statistics.moments import Moments, total

COUNTS = st.integers(0, 1000)
CELLS: st.SearchStrategy[dict[Cell, Moments]] = st.dictionaries(
    st.tuples(st.integers(-3, 3), st.integers(-5, 5)),
    st.builds(Moments, st.integers(1, 100), st.integers(-100, 100).map(float), st.integers(0, 100).map(float)),
    max_size=4,
)
VALUES = st.dictionaries(st.integers(-9, 9).map(float), st.integers(1, 100), max_size=5)


@st.composite
def profiles(draw: st.DrawFn) -> Numbers:
    """Return a profile whose moments are those of what it holds."""
    values, cells = draw(VALUES), draw(CELLS)
    parts = [*(Moments(rows, value) for value, rows in values.items()), *cells.values()]
    return Numbers(draw(st.builds(Missing, COUNTS, COUNTS, COUNTS)), total(parts), values, cells)


def close(one: Moments, other: Moments) -> bool:
    """Return whether two moments are equal up to rounding."""
    return astuple(one) == pytest.approx(astuple(other), rel=1e-6, abs=1e-6)


def same(one: Numbers, other: Numbers) -> bool:
    """Return whether two profiles are equal, moments up to rounding."""
    return (
        (one.missing, dict(one.values), one.cells.keys()) == (other.missing, dict(other.values), other.cells.keys())
        and close(one.moments, other.moments)
        and all(close(moments, other.cells[cell]) for cell, moments in one.cells.items())
    )


def test_values_and_cells_add_up() -> None:
    """Equal values share a count, equal cells share moments, and the rest stands side by side."""
    one = Numbers(Missing(1, 2, 3), Moments(3, 1.0, 0.0), {1.0: 3}, {})
    two = Numbers(Missing(10, 20, 30), Moments(3, 3.0, 8.0), {1.0: 1}, {(0, 4): Moments(2, 4.0, 0.0)})
    merged = one.merge(two)
    assert merged.missing == Missing(11, 22, 33)
    assert merged.moments == Moments(6, 2.0, 14.0)
    assert merged.values == {1.0: 4}
    assert merged.weighted == [(1.0, 4), (4.0, 2)]
    assert not merged.exact
    assert one.exact
    assert merged.known == {1.0}


@given(profiles(), profiles(), profiles())
def test_merging_is_associative(one: Numbers, two: Numbers, three: Numbers) -> None:
    """It does not matter which shards meet first."""
    assert same(one.merge(two).merge(three), one.merge(two.merge(three)))


@given(profiles(), profiles())
def test_merging_is_commutative(one: Numbers, two: Numbers) -> None:
    """It does not matter which shard comes first."""
    assert same(one.merge(two), two.merge(one))


@given(profiles(), profiles())
def test_no_row_is_lost_in_merging(one: Numbers, two: Numbers) -> None:
    """The weights of the merged profile are those of both."""
    merged = one.merge(two)
    assert sum(rows for _, rows in merged.weighted) == one.count + two.count == merged.count


@given(profiles())
def test_the_serial_form_brings_back_the_same_profile(one: Numbers) -> None:
    """Through JSON and back nothing changes."""
    assert Numbers.from_tree(json.loads(json.dumps(one.tree()))) == one
