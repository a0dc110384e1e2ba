"""A real Apache Superset with the bundle in it, on a history that the living demo wrote; the exporter's API beside."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.free_ports import free_port

REPOSITORY = Path(__file__).parents[2]
BUNDLE = REPOSITORY / "deploy/superset/trust"
PATIENCE = 240
PASSWORD = "only for this test"


@pytest.fixture(scope="session")
def superset() -> Path:
    """Return Superset's own command; without it, skip the test, or fail it where CI=true."""
    command = REPOSITORY / ".tools/superset/bin/superset"
    if not command.exists():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"there is no {command}: make test-superset")
    return command


@pytest.fixture(scope="session")
def replay(superset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """Play the living demo for some batches, two of them planted; give the process and its folder at once."""
    folder = tmp_path_factory.mktemp("replay")
    asked = ("--every", "5s", "--batches", "9", "--planted", "5-6", "--rounds", "1", "--folder", folder)
    command = (sys.executable, "-m", "dev.demo.replay", *asked, "--web.listen-address", f"127.0.0.1:{free_port()}")
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield process, folder
        process.terminate()


@pytest.fixture(scope="session")
def run(
    superset: Path, replay: tuple[subprocess.Popen[bytes], Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.Popen[bytes]]:
    """Return a starter of Superset's commands on a database of its own, which is made while the demo plays."""
    home = tmp_path_factory.mktemp("superset")
    config = home / "superset_config.py"
    config.write_text(
        f"SECRET_KEY = {'k' * 42!r}\n"
        f"SQLALCHEMY_DATABASE_URI = 'sqlite:///{home / 'superset.db'}'\n"
        "PREVENT_UNSAFE_DB_CONNECTIONS = False  # SQLite is a file on the machine that runs Superset\n"
    )
    environment = {
        **os.environ,
        "SUPERSET_HOME": str(home),
        "SUPERSET_CONFIG_PATH": str(config),
        "FLASK_APP": "superset",
    }

    def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
        with (home / "log").open("ab") as log:
            return subprocess.Popen((superset, *arguments), env=environment, stdout=log, stderr=log)

    def ended(*arguments: str | Path) -> None:
        assert start(*arguments).wait(PATIENCE) == 0, (home / "log").read_text()[-3000:]

    ended("db", "upgrade")
    ended("init")
    person = ("--username", "admin", "--firstname", "A", "--lastname", "B", "--email", "admin@example.org")
    ended("fab", "create-admin", *person, "--password", PASSWORD)
    process, folder = replay
    assert process.wait(PATIENCE) == 0
    ended("import-dashboards", "--username", "admin", "--path", bundle(folder / "history.db", home))
    return start


@pytest.fixture(scope="session")
def charts(run: Callable[..., subprocess.Popen[bytes]]) -> Iterator[Mapping[str, "Chart"]]:
    """Return what each chart of the bundle shows, by its title, as Superset's own API gives it."""
    port = free_port()
    with terminated(run("run", "--port", str(port))), httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        answered(client, "/health")
        person = {"username": "admin", "password": PASSWORD, "provider": "db"}
        token = client.post("/api/v1/security/login", json=person, timeout=60).json()["access_token"]
        client.headers["authorization"] = f"Bearer {token}"
        listed = answered(client, "/api/v1/chart/").json()["result"]
        yield {one["slice_name"]: Chart(client, one["id"]) for one in listed}


@pytest.fixture(scope="session")
def api(replay: tuple[subprocess.Popen[bytes], Path], charts: Mapping[str, "Chart"]) -> Iterator["Api"]:
    """Return the exporter's API on the history of the demo, once Superset has shown it."""
    _, folder = replay
    with sqlite3.connect(folder / "history.db") as history:
        (until,) = history.execute("SELECT MAX(epoch) FROM trust_values").fetchone()
    address = f"127.0.0.1:{free_port()}"
    serve = ("serve", "--config.file", folder / "config.yaml", "--web.listen-address", address)
    command = (sys.executable, "-m", "dte_exporter", *serve, "--log.level", "error")
    with terminated(subprocess.Popen(command)), httpx.Client(base_url=f"http://{address}") as client:
        answered(client, "/-/healthy")
        yield Api(client, until)


class Chart:
    """A chart, read once: its query and the rows that it shows."""

    def __init__(self, client: httpx.Client, number: int) -> None:
        context = json.loads(answered(client, f"/api/v1/chart/{number}").json()["result"]["query_context"])
        (self.query,) = context["queries"]
        (result,) = answered(client, f"/api/v1/chart/{number}/data/").json()["result"]
        self.rows: list[dict[str, Any]] = result["data"]

    @property
    def where(self) -> dict[str, Any]:
        """What columns are equal to."""
        return {one["col"]: one["val"] for one in self.query["filters"]}


class Api:
    """The exporter's API, as far as the demo had come."""

    def __init__(self, client: httpx.Client, until: float) -> None:
        self._client = client
        self._span = f"from=0&to={until}"

    def series(self, metric: str) -> list[dict[str, Any]]:
        """Return every series of a metric with all its points."""
        found: list[dict[str, Any]] = self._get(f"/api/v1/history?metric={metric}&{self._span}")["series"]
        return found

    def changes(self) -> list[dict[str, Any]]:
        """Return how objectives changed."""
        found: list[dict[str, Any]] = self._get(f"/api/v1/history/objectives?{self._span}")["changes"]
        return found

    def _get(self, path: str) -> Any:
        return answered(self._client, path).json()


def bundle(history: Path, folder: Path) -> Path:
    """Return the bundle as a ZIP file that reads this history, as it is told in docs/how-to/see-it-in-superset.md."""
    copy = shutil.copytree(BUNDLE, folder / "trust")
    database = copy / "databases/DTE_Trust_history.yaml"
    database.write_text(database.read_text().replace("/var/lib/dte-exporter/history.db", str(history)))
    with zipfile.ZipFile(folder / "trust.zip", "w") as archive:
        for file in sorted(copy.rglob("*.yaml")):
            archive.write(file, file.relative_to(folder))
    return folder / "trust.zip"


def answered(client: httpx.Client, path: str) -> httpx.Response:
    """Return the answer to a request, once the server is up."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return client.get(path, timeout=60).raise_for_status()
        except httpx.TransportError:
            assert time.monotonic() < deadline, f"{client.base_url} does not answer"
            time.sleep(0.2)


@contextmanager
def terminated(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """End a process in the end."""
    with process:
        try:
            yield
        finally:
            process.terminate()
