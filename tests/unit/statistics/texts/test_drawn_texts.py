from collections.abc import Callable
from dataclasses import replace

import pytest
from scipy.stats import kstest

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.texts.drawn_texts import DrawPlan, Texts
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]


def test_few_values_are_all_drawn_and_nulls_and_numbers_none(view_of: ViewOf, cache: DiskCache) -> None:
    """A text column without a value, and one of numbers, have nothing to read."""
    view = view_of({"note": ["b", None, "a"], "empty": [None, None, None], "n": [1, 2, 3], "void": ["", "", ""]})
    view = replace(view, table=view.table.mutate(empty=view.table.empty.cast("string")))
    drawn = DrawPlan(("note", "empty", "n", "void"), 5).measure(Sources({"current": view}), cache)
    assert drawn.columns == {"note": Texts(("b", "a"), 2), "void": Texts(("", "", ""), 3)}
    assert drawn.rows == {"current": 3}


def test_many_values_are_drawn_alike_at_every_run(view_of: ViewOf, cache: DiskCache) -> None:
    """100 of 20,000, none twice, the same ones again, uniformly from everywhere."""
    view = view_of({"text": [str(number) for number in range(20_000)]})
    first, second = (DrawPlan(("text",), 2_000).measure(Sources({"current": view}), cache) for _ in range(2))
    assert first == second
    values = [int(text) / 20_000 for text in first.columns["text"].drawn]
    assert len(set(values)) == len(values) == 2_000
    assert first.columns["text"].known == 20_000
    assert kstest(values, "uniform").pvalue > 0.01


def test_nulls_take_no_place_in_a_draw(view_of: ViewOf, cache: DiskCache) -> None:
    """Of a column with one value in a hundred rows, all values are drawn as long as they are few enough."""
    view = view_of({"text": ["here" if row % 100 == 0 else None for row in range(5_000)]})
    drawn = DrawPlan(("text",), 50).measure(Sources({"reference": view}), cache)
    assert drawn.columns["text"] == Texts(("here",) * 50, 50)
    assert drawn.rows == {"reference": 5_000}


def test_what_was_drawn_is_not_shown() -> None:
    """An error or a log line that quotes a draw quotes nobody."""
    assert repr(Texts(("jo@example.org",), 7)) == "Texts(known=7)"


def test_a_draw_knows_what_it_may_have_missed() -> None:
    """No find in ten of a hundred: (1 - p) ** 10 = 0.05."""
    assert Texts(("",) * 10, 100).upper_bound(0) == pytest.approx(1 - 0.05**0.1)
    assert Texts(("",) * 10, 10).upper_bound(3) == 0.3


def test_a_column_that_is_not_there_is_named(view_of: ViewOf, cache: DiskCache) -> None:
    """Another file may have come in its place."""
    with pytest.raises(SourceError, match="the current window has no column 'b'"):
        DrawPlan(("b",), 5).measure(Sources({"current": view_of({"a": ["x"]})}), cache)


def test_an_empty_window_is_no_data(view_of: ViewOf, cache: DiskCache) -> None:
    """Nothing seen is not nothing found."""
    view = view_of({"a": ["x"]})
    empty = replace(view, table=view.table.filter(view.table.a == "z"))
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        DrawPlan(("a",), 5).measure(Sources({"current": empty}), cache)
