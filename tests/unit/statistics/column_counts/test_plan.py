from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from dte_exporter.errors import CheckError, MissingColumnError, NoDataError
from dte_exporter.statistics.column_counts import plan
from dte_exporter.statistics.column_counts.column_counts import ColumnCounts, ColumnCountsPair
from dte_exporter.statistics.column_counts.plan import ColumnCountsPlan
from dte_exporter.statistics.contingency import Contingency
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache

ViewOf = Callable[..., Any]
BEFORE = {"y": [1, 0, 1, 0], "guess": [1, 1, 1, 0], "age": [20.0, 30.0, 40.0, None], "city": ["a", "a", "b", ""]}
NOW = {"y": [1, None], "guess": [0, 1], "age": [10.0, 35.0], "city": ["a", "c"]}
PLAN = ColumnCountsPlan("y", "guess", ("age",), ("city",), bands=2)


def measured(
    view_of: ViewOf, cache: DiskCache, now: Mapping[str, Any] = NOW, asked: ColumnCountsPlan = PLAN
) -> ColumnCountsPair:
    """Return the counts of the literal windows."""
    return asked.measure(Sources({"reference": view_of(BEFORE, "before"), "current": view_of(now, "now")}), cache)


def test_rows_are_counted_by_value_label_and_prediction(view_of: ViewOf, cache: DiskCache) -> None:
    """Blank text is no value; a label that has not come is none."""
    found = measured(view_of, cache)
    assert found.rows == {"reference": 4, "current": 2}
    assert found.reference.by_column["city"] == Contingency(
        ("city",), {("a", 1, 1): 1, ("a", 0, 1): 1, ("b", 1, 1): 1, (None, 0, 0): 1}, "reference"
    )
    assert found.current.by_column["city"] == Contingency(("city",), {("a", 1, 0): 1, ("c", None, 1): 1}, "current")
    assert found.current.whole == Contingency((), {(1, 0): 1, (None, 1): 1}, "current")


def test_numbers_are_counted_in_bands_of_the_reference(view_of: ViewOf, cache: DiskCache) -> None:
    """20, 30 and 40 in two bands: half of three rows lie below 40; what is missing lies in none."""
    found = measured(view_of, cache)
    assert found.reference.bounds == found.current.bounds == {"age": (40.0,)}
    assert found.reference.by_column["age"] == Contingency(
        ("age",),
        {("under 40", 1, 1): 1, ("under 40", 0, 1): 1, ("40 and over", 1, 1): 1, (None, 0, 0): 1},
        "reference",
    )
    assert found.current.by_column["age"] == Contingency(
        ("age",), {("under 40", 1, 0): 1, ("under 40", None, 1): 1}, "current"
    )


def test_the_reference_is_counted_once(view_of: ViewOf, cache: DiskCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time it comes from where it was kept, the same to the last count."""
    windows = Sources({"reference": view_of(BEFORE, "before"), "current": view_of(NOW, "now")})
    first = PLAN.measure(windows, cache)
    monkeypatch.setattr(ColumnCountsPlan, "_bounds", None)
    assert PLAN.measure(windows, cache) == first


def test_a_column_of_another_type_costs_itself_alone(view_of: ViewOf, cache: DiskCache) -> None:
    """The others are counted."""
    found = measured(view_of, cache, {**NOW, "city": [1, 2]})
    assert found.refused == {"city": Mismatch("string", "int64")}
    assert list(found.reference.by_column) == ["age"]


def test_a_column_of_too_many_values_costs_itself_alone(
    view_of: ViewOf, cache: DiskCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has no table."""
    monkeypatch.setattr(plan, "MAX_COUNTS", 3)
    found = measured(view_of, cache)
    assert found.reference.by_column == {"age": None, "city": None}
    assert found.current.by_column["city"] is not None


def test_a_window_without_labels_is_told(view_of: ViewOf, cache: DiskCache) -> None:
    """Its name and the column's."""
    with pytest.raises(MissingColumnError, match="the current window has no column 'y'"):
        measured(view_of, cache, {name: values for name, values in NOW.items() if name != "y"})


def test_a_window_without_rows_is_told(view_of: ViewOf, cache: DiskCache) -> None:
    """There is nothing to count."""
    empty: dict[str, list[Any]] = {"y": [], "guess": [], "age": [], "city": []}
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        measured(view_of, cache, empty, ColumnCountsPlan("y", "guess", (), (), 2))


def test_labels_that_are_no_classes_are_refused(
    view_of: ViewOf, cache: DiskCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are amounts, or identifiers."""
    monkeypatch.setattr(plan, "MAX_CELLS", 2)
    with pytest.raises(CheckError, match="over 2 combinations of y, guess: classes are few"):
        measured(view_of, cache)


def test_the_serial_form_keeps_all() -> None:
    """A column without a table stays without one."""
    table = Contingency(("city",), {("a", 1, 1): 2, (None, 0, None): 1})
    counts = ColumnCounts(Contingency((), {(1, 1): 2, (0, None): 1}), {"city": table, "id": None}, {"age": (1.5, 2.0)})
    assert ColumnCounts.from_json(counts.to_json()) == counts


def test_rows_without_an_identity_are_counted_each_time(view_of: ViewOf, cache: DiskCache) -> None:
    """What may have changed unseen is not kept."""
    before, now = view_of(BEFORE, "before"), view_of(NOW, "now")
    unknown = Sources({"reference": replace(before, fingerprint=None), "current": now})
    assert PLAN.measure(unknown, cache) == PLAN.measure(Sources({"reference": before, "current": now}), cache)
