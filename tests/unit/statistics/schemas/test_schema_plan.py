from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from dte_exporter.statistics.expressions.written_name import MARK
from dte_exporter.statistics.schemas.schema_plan import SchemaPlan
from dte_exporter.statistics.schemas.table_schema import Column, TableSchema
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from tests.unit.statistics.conftest import ViewOf

COLUMNS = {
    "whole": [1, None],
    "part": [0.5, 1.5],
    "exact": [Decimal("1.50"), Decimal("2.25")],
    "word": ["a", None],
    "flag": [True, False],
    "day": [date(2018, 11, 8), date(2018, 11, 9)],
    "moment": [datetime(2018, 11, 8, 12), datetime(2018, 11, 8, 13)],
    "hour": [time(12), time(13)],
    "raw": [b"a", b"b"],
    "several": [[1], [2]],
}


def test_types_are_told_by_words_and_values_counted(view_of: ViewOf, cache: DiskCache) -> None:
    """One list of words for all engines; what has none is called what it is, without what is inside."""
    found = SchemaPlan(of_reference=False).measure(Sources({"current": view_of(COLUMNS)}), cache)

    assert {name: (one.type, one.filled) for name, one in found.current.columns.items()} == {
        "whole": ("integer", 1),
        "part": ("number", 2),
        "exact": ("number", 2),
        "word": ("text", 1),
        "flag": ("boolean", 2),
        "day": ("date", 2),
        "moment": ("timestamp", 2),
        "hour": ("time", 2),
        "raw": ("binary", 2),
        "several": ("array", 2),
    }
    assert (found.reference, found.rows) == (None, {"current": 2})


def test_a_table_without_rows_has_columns(view_of: ViewOf, cache: DiskCache) -> None:
    """Which is no lack of data."""
    view = view_of({"age": [1]})
    empty = replace(view, table=view.table.filter(view.table["age"] > 1))

    assert SchemaPlan(of_reference=False).measure(Sources({"current": empty}), cache).current == TableSchema(
        {"age": Column("integer", 0)}, 0
    )


def test_a_reference_of_the_same_table_says_nothing(view_of: ViewOf, cache: DiskCache) -> None:
    """Its columns are the same; another table's may differ."""
    current, other = view_of({"age": [1, 2]}), view_of({"age": [1.5]}, "other")
    earlier = replace(current, table=current.table.filter(current.table["age"] > 1))
    plan = SchemaPlan(of_reference=True)

    assert plan.measure(Sources({"reference": earlier, "current": current}), cache).reference is None
    found = plan.measure(Sources({"reference": other, "current": current}), cache)
    assert found.reference == TableSchema({"age": Column("number", 1)}, 1)
    assert found.rows == {"reference": 1, "current": 2}


def test_a_reference_is_measured_once(view_of: ViewOf, cache: DiskCache, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time it is not asked; what a crash left torn is measured anew."""
    sources = Sources({"reference": view_of({"age": [1.5]}, "other"), "current": view_of({"age": [1]})})
    plan = SchemaPlan(of_reference=True)
    first = plan.measure(sources, cache)
    kept: list[str] = []
    monkeypatch.setattr(DiskCache, "put", lambda self, key, body: kept.append(key))

    assert plan.measure(sources, cache) == first
    assert kept == []
    monkeypatch.setattr(DiskCache, "get", lambda self, key: b'{"version": 0}')
    assert plan.measure(sources, cache) == first
    assert len(kept) == 1


def test_names_are_those_that_the_source_writes(view_of: ViewOf, cache: DiskCache) -> None:
    """Of two that differ by case one bears a mark inside, which nobody is told."""
    view = view_of({"age": [1]})
    twins = replace(view, table=view.table.mutate(**{f"Age{MARK}": view.table["age"]}))

    found = SchemaPlan(of_reference=False).measure(Sources({"current": twins}), cache)

    assert list(found.current.columns) == ["age", "Age"]


def test_only_the_window_that_is_asked_for_is_looked_at(view_of: ViewOf, cache: DiskCache) -> None:
    """Of a check on the reference window that one."""
    found = SchemaPlan(of_reference=True).measure(Sources({"reference": view_of({"age": [1]})}), cache)

    assert (found.reference, found.rows) == (None, {"reference": 1})


def test_a_reference_that_nobody_can_tell_apart_is_not_kept(view_of: ViewOf, cache: DiskCache) -> None:
    """It is measured at each run."""
    reference = replace(view_of({"age": [1.5]}, "other"), fingerprint=None)

    found = SchemaPlan(of_reference=True).measure(
        Sources({"reference": reference, "current": view_of({"age": [1]})}), cache
    )

    assert found.reference == TableSchema({"age": Column("number", 1)}, 1)
