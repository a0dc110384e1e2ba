"""A running exporter, and a client of it."""

import pytest

from tests.unit.web.running import Client, Running, running


@pytest.fixture
def service() -> Running:
    """Return the exporter with all six checks."""
    return running()


@pytest.fixture
def client(service: Running) -> Client:
    """Return a client of the exporter."""
    return Client(service)
