from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.statistics.distribution.same_types import Mismatch, mismatch
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]
NOON = datetime(2018, 1, 1, 12)


def found(view_of: ViewOf, reference: Any, current: Any) -> Mismatch | None:
    """Return what there is to say of the types of a column with these values."""
    windows = {"reference": view_of({"x": reference}, "reference"), "current": view_of({"x": current}, "current")}
    return mismatch("x", windows)


@pytest.mark.parametrize(
    ("reference", "current"),
    [
        ([1], [1.5]),
        ([1], [Decimal("1.50")]),
        (["a"], ["b"]),
        ([True], [False]),
        ([NOON], pa.array([NOON], pa.timestamp("ns"))),
        ([NOON], pa.array([NOON], pa.timestamp("us", "UTC"))),
    ],
)
def test_values_that_can_be_compared_are_of_one_type(view_of: ViewOf, reference: Any, current: Any) -> None:
    """Whatever the width of a number, and the zone or precision of a time."""
    assert found(view_of, reference, current) is None


@pytest.mark.parametrize(
    ("reference", "current", "types"),
    [
        ([1], ["1"], Mismatch("int64", "string")),
        ([1], [True], Mismatch("int64", "boolean")),
        ([NOON], [date(2018, 1, 1)], Mismatch("timestamp(6)", "date")),
        (["a"], [["a"]], Mismatch("string", "array")),
    ],
)
def test_values_that_cannot_are_told_by_both_types(
    view_of: ViewOf, reference: Any, current: Any, types: Mismatch
) -> None:
    """Of a nested type without what is in it, which the data name."""
    assert found(view_of, reference, current) == types


def test_types_are_worded_by_window() -> None:
    """As a sentence goes on after the name of the column."""
    assert str(Mismatch("int64", None)) == "of type int64 in the reference window and missing in the current window"
    assert str(Mismatch(None, "string")) == "missing in the reference window and of type string in the current window"
