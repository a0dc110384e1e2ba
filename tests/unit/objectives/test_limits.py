"""Where a value lies by a limit: pairs worked by hand, and laws that hold for all of them."""

import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dte_exporter.objectives.limits import above, below

VALUES = st.floats(-1e15, 1e15)
LIMITS = st.floats(-1e15, 1e15)
COUNTS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("value", "limit"),
    [(0.55 - 0.45, 0.1), (0.1 + 0.2, 0.3), (sum([0.1] * 10), 1.0), (1 - 0.9, 0.1), (3 * 1.1, 3.3), (1e-17, 0.0)],
)
def test_a_rounding_is_no_difference(value: float, limit: float) -> None:
    """By arithmetic each value is its limit, and in doubles none is."""
    assert value != limit
    assert above(value, limit) <= 0
    assert below(value, limit) <= 0


@pytest.mark.parametrize(
    ("value", "limit"), [(0.1 + 2e-12, 0.1), (2e-12, 0.0), (10**12 + 1, 10**12), (1e15 * (1 + 2e-13), 1e15)]
)
def test_twice_the_tolerance_is_a_difference(value: float, limit: float) -> None:
    """It is told as it is, in the unit of both."""
    assert above(value, limit) == value - limit
    assert below(-value, -limit) == value - limit


@given(COUNTS, COUNTS)
@example(10**12, 10**12 - 1)
def test_whole_numbers_are_held_exactly(value: int, limit: int) -> None:
    """Up to 1e12, one more than the limit is more than the limit."""
    assert (above(value, limit) > 0) == (value > limit)
    assert (below(value, limit) > 0) == (value < limit)


@given(VALUES, LIMITS)
def test_the_two_sides_mirror_each_other(value: float, limit: float) -> None:
    """A value is above a limit as much as its negative is below the negative limit, and never on both sides."""
    assert above(value, limit) == below(-value, -limit)
    assert above(value, limit) <= 0 or below(value, limit) <= 0


@given(VALUES, VALUES, LIMITS)
def test_a_lower_value_is_never_further_above(one: float, other: float, limit: float) -> None:
    """So whatever lies below a value that meets a maximum meets it too."""
    assume(one <= other)
    assert above(one, limit) <= above(other, limit)


@given(VALUES, LIMITS)
def test_what_is_at_most_the_limit_is_never_above(value: float, limit: float) -> None:
    """The tolerance only forgives."""
    assert above(min(value, limit), limit) <= 0


def test_the_widest_numbers_are_told_apart() -> None:
    """Their difference is more than a double holds."""
    assert above(1.7e308, -1.7e308) == math.inf
    assert above(-1.7e308, 1.7e308) == -math.inf
