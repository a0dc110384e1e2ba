"""Rows are told apart by as few columns as do it, and by all where those do not."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from dte_exporter.statistics.quality_facts.repeated_rows import different_rows, telling

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class Heard:
    """A window that keeps what it was asked."""

    def __init__(self, view: Any) -> None:
        self._view, self.table = view, view.table
        self.asked: list[tuple[str, ...]] = []

    def rows(self, expression: "IbisTable") -> Any:
        """Return the answer; keep the columns by which rows were compared."""
        from ibis.expr.operations import Distinct

        (distinct,) = expression.op().find(Distinct)
        self.asked.append(tuple(distinct.schema.names))
        return self._view.rows(expression)


@pytest.fixture
def heard(view_of: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
    """Return a function from columns to a window that keeps what it was asked."""
    return lambda columns: Heard(view_of(columns, "current"))


def test_a_column_of_as_many_values_as_rows_tells_them_apart(heard: Callable[..., Any]) -> None:
    """Nothing is asked."""
    view = heard({"a": [1, 2, 3], "b": ["x", "x", "x"]})

    assert different_rows(view, ("a", "b"), 3, {"a": 3, "b": 1}) == 3
    assert view.asked == []


def test_few_columns_tell_rows_apart(heard: Callable[..., Any]) -> None:
    """Of those of many values none does so alone, and the others are never asked for; null is alike to null."""
    view = heard({"a": [0, 0, 1, None], "b": [0, 1, 0, None], "c": ["x"] * 4, "d": ["y"] * 4})

    assert different_rows(view, ("a", "b", "c", "d"), 4, {"c": 1, "b": 13, "a": 13}) == 4
    assert view.asked == [("b", "a")]


def test_rows_that_few_columns_do_not_tell_apart_are_compared_by_all(heard: Callable[..., Any]) -> None:
    """Of three rows that are alike in two columns, one has another word; a fourth stands alone."""
    view = heard({"a": [1, 1, 1, 2], "b": [1, 1, 1, 2], "c": ["x", "y", "y", "x"]})

    assert different_rows(view, ("a", "b", "c"), 4, {"a": 13, "b": 13}) == 3
    assert view.asked == [("a", "b"), ("a", "b", "c")]


def test_rows_of_unknown_columns_are_compared_by_all(heard: Callable[..., Any]) -> None:
    """As where distinct values are not counted."""
    view = heard({"a": [1, 1], "b": [2, 2]})

    assert different_rows(view, ("a", "b"), 2, {}) == 1
    assert view.asked == [("a", "b")]


@pytest.mark.parametrize(
    ("distinct", "told"),
    [
        ({"a": 900, "b": 1_000}, ()),
        ({"a": 9_000, "b": 10_000}, ("b", "a")),
        ({"a": 9_000, "b": 10_000, "c": 9_500}, ("b", "c")),
        ({"a": 9_000, "b": 10_000, "c": 9_500, "d": 2}, ("b", "c")),
        ({}, ()),
    ],
)
def test_the_fewest_columns_have_ten_times_the_squared_rows_as_combinations(
    distinct: dict[str, int], told: tuple[str, ...]
) -> None:
    """Of 2,000 rows 40 million: two columns of nine and ten thousand values have 90 million."""
    assert telling(("a", "b", "c", "d"), 2_000, distinct) == told


def test_all_columns_are_no_short_way() -> None:
    """Where it takes all columns they are asked for at once."""
    assert telling(("a", "b"), 2_000, {"a": 9_000, "b": 10_000}) == ()
