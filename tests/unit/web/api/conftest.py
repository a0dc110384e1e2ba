"""A history behind the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dte_exporter.storage.history.past import Past
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.history.stored_values import StoredValues
from dte_exporter.storage.history.writing import Writing
from tests.unit.web.api.kept import ENTRY


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """Give a history of some values and changes."""
    made = SqliteDatabase(tmp_path / "history.db", {"check"})
    with made.writing() as connection:
        Writing().write(connection, [ENTRY])
    yield made
    made.close()


@pytest.fixture
def past(database: SqliteDatabase) -> Past:
    """Return what can be asked of it."""
    return Past(database, StoredValues(database, thin_to=3_600))
