from pathlib import Path

import pytest

from tests.integration.conftest import program


@pytest.fixture(scope="session")
def promtool() -> Path:
    """Return the real promtool."""
    return program("promtool", "run make tools")
