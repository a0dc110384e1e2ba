from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.texts.drawn_texts import Texts
from dte_exporter.statistics.texts.text_pair import NOTHING, TextPair, TextPairPlan
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]
Measure = Callable[..., TextPair]


@pytest.fixture
def measured(view_of: ViewOf, cache: DiskCache) -> Measure:
    """Return a function from the columns of two windows to their texts, five of each at most."""

    def measure(reference: dict[str, Any], current: dict[str, Any], *columns: str) -> TextPair:
        views = {"reference": view_of(reference, "reference"), "current": view_of(current, "current")}
        return TextPairPlan(columns, 5).measure(Sources(views), cache)

    return measure


def test_texts_of_both_windows_are_drawn(measured: Measure) -> None:
    """All while they are few, with the different ones of the reference; a column of numbers is passed over."""
    pair = measured({"note": ["a", "b", "a"], "n": [1, 2, 3]}, {"note": ["c", None], "n": [1, 2]}, "note", "n")
    assert pair.texts("note") == (Texts(("a", "b", "a"), 3), Texts(("c",), 1))
    assert pair.distinct == {"note": 2}
    assert pair.rows == {"reference": 3, "current": 2}
    assert pair.refused == {}


def test_of_many_texts_some_are_drawn_and_all_are_counted(measured: Measure) -> None:
    """Five of fifty, and fifty different ones."""
    pair = measured({"note": [f"text {row}" for row in range(50)]}, {"note": ["a"]}, "note")
    reference, _ = pair.texts("note")
    assert (len(reference.drawn), reference.known, pair.distinct["note"]) == (5, 50, 50)


def test_the_share_that_is_missing_is_of_all_rows(measured: Measure) -> None:
    """None of two, and three of four; a column without any text has a share of 1."""
    pair = measured(
        {"note": ["a", "b"], "gone": ["a", "b"]},
        {"note": ["a", None, None, None], "gone": [None, None, None, ""]},
        "note",
        "gone",
    )
    assert pair.missing("note") == (0, 0.75)
    assert pair.missing("gone") == (0, 0.75)
    assert pair.missing("never seen") == (1, 1)
    assert pair.texts("never seen") == (NOTHING, NOTHING)


def test_a_column_of_another_type_is_told(measured: Measure) -> None:
    """It costs itself alone."""
    pair = measured({"note": ["a"], "code": ["a"]}, {"note": ["b"], "code": [1]}, "note", "code")
    assert pair.refused == {"code": Mismatch("string", "int64")}
    assert pair.distinct == {"note": 1}


def test_without_a_column_of_texts_nothing_is_asked_for(measured: Measure) -> None:
    """Rows are counted all the same."""
    pair = measured({"n": [1, 2]}, {"n": [1]}, "n")
    assert (pair.distinct, pair.rows) == ({}, {"reference": 2, "current": 1})


def test_a_window_without_rows_is_named(measured: Measure) -> None:
    """Empty is not broken."""
    import pyarrow as pa

    with pytest.raises(NoDataError, match="the current window holds no rows"):
        measured({"note": ["a"]}, {"note": pa.array([], pa.string())}, "note")


def test_texts_that_have_become_numbers_are_told_and_other_columns_are_not(measured: Measure) -> None:
    """Of a column of numbers that is gone nothing was to be read."""
    reference = {"note": ["a", "b"], "age": [1, 2], "sold": [1, 2], "memo": [1, 2]}
    current = {"note": [7, 8], "sold": [True, False], "memo": ["a", "b"]}
    assert measured(reference, current, "note", "age", "sold", "memo").refused == {
        "note": Mismatch("string", "int64"),
        "memo": Mismatch("int64", "string"),
    }
