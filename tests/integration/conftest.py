"""What the integration tests stand on: the programs they drive, and the demo served by the real process."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests import free_ports
from tests.integration.asked import Prometheus
from tests.integration.mariadb import MariaDb
from tests.integration.postgres import Postgres
from tests.integration.spark_server import SparkServer

REPOSITORY = Path(__file__).parents[2]

Eventually = Callable[[Callable[[], bool], str], None]
"""Waits until the first is true; fails with the second once a deadline has passed."""


def program(name: str, hint: str) -> Path:
    """Return the program `name` of ``.tools/`` or PATH; without it, skip the test, or fail it where CI=true."""
    folders = [*(str(folder) for folder in sorted(REPOSITORY.glob(".tools/**/bin"))), os.environ.get("PATH", "")]
    found = shutil.which(name, path=os.pathsep.join(folders))
    if found is not None:
        return Path(found)
    sentence = f"there is no {name} in .tools/ or on PATH: {hint}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def prometheus() -> Path:
    """Return the real prometheus."""
    return program("prometheus", "run make tools")


@pytest.fixture(scope="session")
def prometheus3() -> Path:
    """Return the real prometheus of the 3.5 LTS."""
    return program("prometheus3", "run make tools")


@pytest.fixture(scope="session")
def alertmanager() -> Path:
    """Return the real alertmanager."""
    return program("alertmanager", "run make tools")


@pytest.fixture(scope="session")
def promtool() -> Path:
    """Return the real promtool."""
    return program("promtool", "run make tools")


@pytest.fixture(scope="session")
def initdb() -> Path:
    """Return PostgreSQL's program that makes a cluster; beside it is the server's."""
    return program("initdb", "run make tools")


@pytest.fixture(scope="session")
def mariadb_install_db() -> Path:
    """Return MariaDB's program that makes a data folder; beside it is the server's."""
    return program("mariadb-install-db", "run make tools")


@pytest.fixture(scope="module")
def postgres(initdb: Path, free_port: Callable[[], int], eventually: Eventually) -> Iterator[Postgres]:
    """Give a running PostgreSQL."""
    server = Postgres(initdb.parent, free_port())
    try:
        server.start(eventually)
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="module")
def mariadb(mariadb_install_db: Path, free_port: Callable[[], int], eventually: Eventually) -> Iterator[MariaDb]:
    """Give a running MariaDB."""
    server = MariaDb(mariadb_install_db.parent, free_port())
    try:
        server.start(eventually)
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def spark_home() -> Path:
    """Return where Spark is, with its jars."""
    return program("spark-submit", "run make tools").parents[1] / "pyspark"


@pytest.fixture(scope="session")
def java() -> Path:
    """Return the program that runs Spark."""
    return program("java", "run make tools")


@pytest.fixture(scope="module")
def spark(java: Path, spark_home: Path, free_port: Callable[[], int], eventually: Eventually) -> Iterator[SparkServer]:
    """Give a running Spark Connect server."""
    server = SparkServer(java, spark_home, free_port(), free_port())
    try:
        server.start(eventually)
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="session")
def uv() -> Path:
    """Return the uv that setup has fetched."""
    return program("uv", "run make setup")


@pytest.fixture(scope="session")
def exporter() -> Path:
    """Return the exporter's own command, in the environment of these tests."""
    return Path(sys.executable).with_name("dte-exporter")


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """Return a function that finds a port on which nothing listens."""
    return free_ports.free_port


@pytest.fixture(scope="session")
def eventually() -> Eventually:
    """Return a function that waits for something to come true, and fails when it does not within two minutes."""

    def wait(holds: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + 300
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(otherwise)
            time.sleep(0.1)

    return wait


@pytest.fixture(scope="session")
def demo_config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's config, word for word, in a folder where what a service keeps does no harm."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(REPOSITORY / "deploy/demo/config.yaml", folder)
    shutil.copy(REPOSITORY / "deploy/demo/mlflow.db", folder)
    for name in ("acs_employment.parquet", "compliance"):
        (folder / name).symlink_to(REPOSITORY / "deploy/demo" / name)
    return folder / "config.yaml"


@pytest.fixture(scope="session")
def demo(exporter: Path, demo_config: Path, free_port: Callable[[], int], eventually: Eventually) -> Iterator[str]:
    """Serve the demo as a user would; give the address once all its checks have run."""
    address = f"127.0.0.1:{free_port()}"
    command: list[str | Path] = [exporter, "serve", "--config.file", demo_config]
    command += ["--web.listen-address", address]
    written = demo_config.with_name("log")
    with written.open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            eventually(
                lambda: "dte_checks_pending 0.0" in scraped(f"http://{address}/metrics"),
                f"the demo's checks did not end; the log is {written}",
            )
            yield address
        finally:
            process.terminate()


def scraped(url: str) -> str:
    """Return what `url` answers, nothing while it does not."""
    try:
        return httpx.get(url, timeout=5).text
    except httpx.TransportError:
        return ""


@pytest.fixture(scope="session")
def server(
    prometheus: Path,
    demo: str,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Prometheus]:
    """Run the real Prometheus on the demo, until it has scraped it."""
    folder = tmp_path_factory.mktemp("prometheus")
    address = f"127.0.0.1:{free_port()}"
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
        f"rule_files: ['{REPOSITORY}/deploy/prometheus/rules/*.yaml']\n"
        f"scrape_configs: [{{job_name: dte, static_configs: [{{targets: ['{demo}']}}]}}]\n"
    )
    command: list[str | Path] = [
        prometheus,
        f"--config.file={folder / 'prometheus.yml'}",
        f"--storage.tsdb.path={folder / 'tsdb'}",
        f"--web.listen-address={address}",
    ]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            running = Prometheus(address)
            eventually(running.ready, f"Prometheus did not scrape the exporter; its log is {folder / 'log'}")
            yield running
        finally:
            process.terminate()
