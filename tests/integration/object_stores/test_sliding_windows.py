"""A window that slides over objects moves the rows of the part that is new, and of no other."""

from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.windows import Window
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.parts import file_parts
from dte_exporter.tables.table_view import view
from tests.integration.object_stores.conftest import Store

pytestmark = pytest.mark.integration

DAY = 86_400
PLAN = ContingencyPlan(("sex",), "hired")
ROWS = f"""
    SELECT i // {DAY} AS part, chr((65 + i % 20)::INT) AS sex, hash(i) % 2 = 0 AS hired, to_timestamp(i) AS moment
    FROM range(0, {6 * DAY}, 2) t(i)
"""
"""A row each two seconds of the first six days of 1970."""


def put(store: Store, folder: Path) -> None:
    """Put the rows there, a part a day."""
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({ROWS}) TO '{folder}' (FORMAT parquet, PARTITION_BY (part))")
    for file in folder.rglob("*.parquet"):
        store.put(f"slid/{file.relative_to(folder)}", file.read_bytes())


def at(store: Store, now: float, cache: Path) -> Contingency:
    """Return what is counted of the last two days at a moment."""
    rows = view(store.opened("slid"), Window.model_validate({"last": "2d"}), "moment", None, now)
    return PLAN.measure(Sources({"current": rows}), DiskCache(cache))


def test_a_day_later_one_day_is_moved(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of days that the window had before, and of those that it has no longer, no more than their footers."""
    monkeypatch.setattr(file_parts, "MIN_BYTES", 0)
    put(store, tmp_path / "rows")
    at(store, 4 * DAY, tmp_path / "cache")
    store.proxy.reset()

    found = at(store, 5 * DAY, tmp_path / "cache")

    sent = [store.proxy.sent(f"part={day}/data_0.parquet") for day in range(6)]
    held = [(tmp_path / f"rows/part={day}/data_0.parquet").stat().st_size for day in range(6)]
    assert found.rows == {"current": DAY}
    others = sent[:4] + sent[5:]
    assert max(others) < held[4] / 10
    assert sent[4] > max(others)
