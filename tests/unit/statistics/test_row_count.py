from collections.abc import Callable
from dataclasses import replace

from dte_exporter.statistics.row_count import RowCountPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView


def test_rows_are_counted_and_none_are_no_error(view_of: Callable[..., TableView], cache: DiskCache) -> None:
    """An empty table has columns all the same."""
    view = view_of({"a": [1, 2, None]})
    empty = replace(view, table=view.table.filter(view.table.a > 9))
    assert RowCountPlan().measure(Sources({"current": view}), cache).rows == {"current": 3}
    assert RowCountPlan().measure(Sources({"reference": empty}), cache).rows == {"reference": 0}
