"""Columns as a profile sees them, and tables as files that it is taken of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Column, Profile
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table import Table

ROWS = 1000

Profiling = Callable[..., Profile]
Opening = Callable[[str], Table]


def _column(name: str, values: Any) -> Column:
    """Return a column of a thousand rows: of the values in a list, or of as many distinct numbers."""
    if isinstance(values, list):
        kind = ColumnKind.CATEGORY if isinstance(values[0], str) else ColumnKind.NUMBER
        return Column(name, kind, kind is ColumnKind.NUMBER, ROWS, 0, len(values), 0, 1, tuple(values))
    return Column(name, ColumnKind.NUMBER, isinstance(values, int), ROWS, 0, int(values), 0, 1)


@pytest.fixture
def profiled() -> Profiling:
    """Return the profile of columns given by name: classes as lists, numbers by how many distinct ones there are."""

    def profiling(**columns: Any) -> Profile:
        made = {
            name: Column(**{"name": name, "rows": ROWS, "missing": 0, **values})
            if isinstance(values, dict)
            else _column(name, values)
            for name, values in columns.items()
        }
        return Profile(ROWS, made)

    return profiling


@pytest.fixture
def opened(tmp_path: Path) -> Opening:
    """Return the table of a CSV file with a text."""

    def opening(text: str) -> Table:
        file = tmp_path / "data.csv"
        file.write_text(text)
        table: Table = open_files.open(FilesSource(type="files", path=str(file)), tmp_path)
        return table

    return opening
