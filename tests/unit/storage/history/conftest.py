"""A history of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.storage.history.memory import Memory


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """Give a history in a file that is not there yet."""
    made = Memory(tmp_path / "data" / "history.db")
    yield made
    made.keeper.close()
