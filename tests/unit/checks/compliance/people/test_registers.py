from collections.abc import Callable
from typing import Any

import pyarrow as pa

from dte_exporter.checks.compliance.people.registers import is_set
from dte_exporter.tables.table_view import TableView


def flags(view: TableView, column: str | None, otherwise: bool = False) -> list[Any]:
    """Return what `column` says, row by row."""
    return [flag for (flag,) in view.rows(view.table.select(flag=is_set(view.table, column, otherwise)))]


def test_a_column_says_yes_by_true_or_by_anything_in_it(view_of: Callable[..., TableView]) -> None:
    """False, null, blank text and a column of nothing say no."""
    view = view_of(
        {
            "flag": [True, False, None],
            "text": ["legal claim", " ", None],
            "number": [0, 7, None],
            "nothing": pa.nulls(3),
        }
    )
    assert flags(view, "flag") == [True, False, False]
    assert flags(view, "text") == [True, False, False]
    assert flags(view, "number") == [True, True, False]
    assert flags(view, "nothing") == [False, False, False]


def test_without_a_column_the_default_stands(view_of: Callable[..., TableView]) -> None:
    """Either of the two."""
    view = view_of({"flag": [True]})
    assert (flags(view, None, otherwise=True), flags(view, None, otherwise=False)) == ([True], [False])
