import math
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.errors import CheckError, MissingColumnError, NoDataError
from dte_exporter.statistics.complete_rows.plan import RowPairPlan
from dte_exporter.statistics.complete_rows.row_pair import RowPair
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]
REFERENCE: dict[str, list[Any]] = {
    "guess": ["a", " ", "b", None, "a", "b"],
    "p": [0.5, 0.5, math.nan, 0.5, 0.25, math.inf],
    "kind": ["a", "a", "a", "a", None, "b"],
    "age": [1, 2, 3, 4, 5, 6],
}
CURRENT = {"guess": ["a", "b", None], "p": [0.5, None, 0.5], "age": [None, 2, 3]}


@pytest.fixture
def measured(view_of: ViewOf, cache: DiskCache) -> Callable[..., RowPair]:
    """Return a function from the columns of both windows to their complete rows."""

    def of(reference: Mapping[str, Any], current: Mapping[str, Any], size: int = 10) -> RowPair:
        windows = {"reference": view_of(reference, "reference"), "current": view_of(current, "current")}
        return RowPairPlan(("guess", "p"), "kind", size, ("age",), numbers=("p",)).measure(Sources(windows), cache)

    return of


def test_rows_of_the_reference_need_a_label_too(measured: Callable[..., RowPair]) -> None:
    """Blank text, NaN and infinities are no values; what lacks two things counts under the first."""
    reference = measured(REFERENCE, CURRENT).reference
    assert reference.values == {"guess": ("a",), "p": (0.5,), "kind": ("a",), "age": (1,)}
    assert (reference.read, reference.missing) == (6, {"guess": 2, "p": 2, "kind": 1})
    assert reference.complete == reference.fetched == 1


def test_current_rows_need_no_label_and_may_have_no_column_of_it(measured: Callable[..., RowPair]) -> None:
    """Nor do they need what they may lack."""
    pair = measured(REFERENCE, CURRENT)
    assert pair.current.values == {"guess": ("a",), "p": (0.5,), "age": (None,)}
    assert pair.current.missing == {"guess": 1, "p": 1}
    assert pair.rows == {"reference": 6, "current": 3}


def test_labels_that_have_come_are_told(measured: Callable[..., RowPair]) -> None:
    """A row without one is there all the same."""
    pair = measured(REFERENCE, {"guess": ["a", "b"], "p": [0.5, 0.25], "age": [1, 2], "kind": ["b", None]})
    assert pair.current.values["kind"] == ("b", None)


def test_of_many_rows_so_many_are_drawn_alike_at_every_run(measured: Callable[..., RowPair]) -> None:
    """Whole rows, none twice; all are counted."""
    many = {"guess": ["a"] * 1_000, "p": [row / 1_000 for row in range(1_000)], "age": list(range(1_000))}
    first, second = (measured(REFERENCE, many, 100) for _ in range(2))
    assert first.current.values == second.current.values
    assert first.current.fetched == len(set(first.current.values["p"])) == 100
    assert [p * 1_000 for p in first.current.values["p"]] == pytest.approx(list(first.current.values["age"]))
    assert first.current.complete == 1_000
    assert first.drawn
    assert not measured(REFERENCE, CURRENT).drawn


def test_a_window_without_a_complete_row_is_not_without_rows(measured: Callable[..., RowPair]) -> None:
    """Its columns are empty; decimals are doubles."""
    pair = measured({**REFERENCE, "p": [Decimal("0.50")] * 6}, {"guess": ["a"], "p": [math.nan], "age": [1]})
    assert pair.current.values == {"guess": (), "p": (), "age": ()}
    assert pair.current.fetched == 0
    assert pair.reference.values["p"] == (0.5,) * 3


def test_a_window_without_rows_or_columns_is_named(measured: Callable[..., RowPair]) -> None:
    """As of every statistic."""
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        measured(REFERENCE, {"guess": [], "p": [], "age": []})
    with pytest.raises(MissingColumnError, match="the reference window has no column 'kind'"):
        measured({name: REFERENCE[name] for name in ("guess", "p", "age")}, CURRENT)


@pytest.mark.parametrize(
    ("ages", "types"),
    [
        (["old", "young", None], Mismatch("int64", "string")),
        ([True, False, None], Mismatch("int64", "boolean")),
        (None, Mismatch("int64", None)),
    ],
)
def test_what_a_row_may_lack_and_cannot_be_compared_is_not_fetched(
    ages: list[Any] | None, types: Mismatch, measured: Callable[..., RowPair]
) -> None:
    """It costs itself alone, and why is known; numbers of two types can be compared."""
    current = {name: CURRENT[name] for name in ("guess", "p")} | ({} if ages is None else {"age": ages})
    pair = measured(REFERENCE, current)
    assert pair.refused == {"age": types}
    assert [set(one.values) for one in (pair.reference, pair.current)] == [{"guess", "p", "kind"}, {"guess", "p"}]
    assert measured(REFERENCE, {**CURRENT, "age": [0.5, 1.5, None]}).refused == {}


@pytest.mark.parametrize("window", ["reference", "current"])
@pytest.mark.parametrize(
    ("values", "type_"), [(["a secret"] * 3, "string"), ([date(2026, 1, 1)] * 3, "date"), (["0.5"] * 3, "string")]
)
def test_what_must_be_numbers_and_is_not_is_refused(
    window: str, values: list[Any], type_: str, measured: Callable[..., RowPair]
) -> None:
    """In either window; the sentence names column, window, type and way out, and none of the values."""
    sides: dict[str, Mapping[str, Any]] = {
        "reference": {name: some[:3] for name, some in REFERENCE.items()},
        "current": CURRENT,
    }
    sides[window] = {**sides[window], "p": values}
    sentence = (
        f"column 'p' is of type {type_} in the {window} window, where numbers are needed: set columns.types.p: number "
        "if its text holds them, or name another column"
    )
    with pytest.raises(CheckError, match=f"^{sentence}$"):
        measured(sides["reference"], sides["current"])


def test_labels_that_have_not_come_may_be_of_any_type(view_of: ViewOf, cache: DiskCache) -> None:
    """An empty column of a CSV file is text: its rows are there, and lack what they lack."""
    empty = pa.array([None, None], "string")
    sides: dict[str, Mapping[str, Any]] = {
        "reference": {"guess": [1.0, 2.0], "rent": [1.0, 3.0]},
        "current": {"guess": [1.0, 2.0], "rent": empty},
    }
    plan = RowPairPlan(("guess",), "rent", 10, numbers=("guess", "rent"))
    windows = {side: view_of(columns, side) for side, columns in sides.items()}
    assert plan.measure(Sources(windows), cache).current.values == {"guess": (1.0, 2.0), "rent": (None, None)}


def test_rows_show_nothing_of_themselves(measured: Callable[..., RowPair]) -> None:
    """They may be about people."""
    assert "0.5" not in repr(measured(REFERENCE, CURRENT))
