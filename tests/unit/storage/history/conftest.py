"""A history of its own for each test."""

from pathlib import Path

import pytest

from tests.unit.storage.history.memory import Memory


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    """Return a history in a file that is not there yet."""
    return Memory(tmp_path / "data" / "history.db")
