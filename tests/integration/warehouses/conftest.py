"""Stand-ins of warehouses: chdb is ClickHouse in a process, and fakesnow DuckDB behind Snowflake's protocol."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.integration.conftest import Eventually, program
from tests.integration.warehouses.warehouse_homes import PASSWORD, USER, InClickHouse, InSnowflake, StandIn

INTERFACE = Path(__file__).with_name("clickhouse_server.py")


@pytest.fixture(scope="session")
def clickhouse(free_port: Callable[[], int], eventually: Eventually) -> Iterator[InClickHouse]:
    """Give a running ClickHouse."""
    port = free_port()
    python = program("python-with-chdb", "run make tools")
    with _served([str(python), str(INTERFACE), str(port), USER, PASSWORD], port, eventually):
        yield InClickHouse(port)


@pytest.fixture(scope="session")
def snowflake(free_port: Callable[[], int], eventually: Eventually) -> Iterator[InSnowflake]:
    """Give a running stand-in of Snowflake."""
    port = free_port()
    with _served([str(program("fakesnow", "run make tools")), "-s", "-p", str(port)], port, eventually):
        yield InSnowflake(port)


@pytest.fixture(params=["clickhouse", "snowflake"])
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return where rows live."""
    found: StandIn = request.getfixturevalue(request.param)
    monkeypatch.setenv(f"{request.param.upper()}_URL", found.url)
    return found


@contextmanager
def _served(command: list[str], port: int, eventually: Eventually) -> Iterator[None]:
    def answers() -> bool:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", timeout=5)
        except httpx.TransportError:
            return False
        return True

    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            eventually(answers, f"{command[0]} did not start")
            yield
        finally:
            process.terminate()
