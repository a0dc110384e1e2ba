from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import TableView, view

ViewOf = Callable[..., TableView]


@pytest.fixture
def view_of(tmp_path: Path) -> ViewOf:
    """Return a function from columns to a view of them, through a Parquet file and DuckDB."""

    def write(columns: Mapping[str, Any], name: str = "table") -> TableView:
        pq.write_table(pa.table(dict(columns)), tmp_path / f"{name}.parquet")
        table = open_files.open(FilesSource(type="files", path=f"{name}.parquet"), tmp_path)
        return view(table, None, None, None, 0.0)

    return write


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    """Return an empty cache."""
    return DiskCache(tmp_path / "cache")
