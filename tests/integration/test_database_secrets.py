"""Passwords of databases, planted in each address: no byte that the exporter emits holds one, whatever goes wrong."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.integration.mariadb import PASSWORD as MARIADB_PASSWORD
from tests.integration.mariadb import MariaDb
from tests.integration.postgres import PASSWORD, Postgres

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

PLANTED = (PASSWORD, MARIADB_PASSWORD, "planted-word", "planted-file")
PAGES = (
    "/",
    "/metrics",
    "/status",
    "/api/v1/results",
    "/api/v1/results/wrong",
    "/api/v1/checks",
    "/api/v1/checks/wrong",
    "/api/v1/config",
    "/api/v1/catalogue",
)
LOADED = """
import atexit, json, sys
from dte_exporter.cli import main
atexit.register(lambda: print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules}))))
main()
"""
"""The exporter's own command, which tells as its last word what it has imported in its life."""


@pytest.fixture
def served(
    postgres: Postgres, mariadb: MariaDb, free_port: Callable[[], int], eventually: Eventually, tmp_path: Path
) -> dict[str, bytes]:
    """Serve databases that answer and that do not, and return all bytes that came out, by where."""
    addresses = {
        "good": postgres.url,
        "wrong": postgres.url.replace(PASSWORD, "planted-word"),
        "nowhere": "postgresql://dte:planted-word@nowhere.invalid/x?sslpassword=planted-word",
        "other": mariadb.url.replace(MARIADB_PASSWORD, "planted-word"),
        "garbled": "postgresql://dte:planted-word%zz@host/db",
        "lake": "sc://nowhere.invalid:15002/;token=planted-word",
        "odd": "sc://host/;token=planted-word;x",
    }
    (tmp_path / "url").write_text("mysql://dte:planted-file@nowhere.invalid/x")
    urls: dict[str, Any] = {name: "${" + name.upper() + "_URL}" for name in addresses}
    urls |= {"parts": "postgresql://dte:${PART}@nowhere.invalid/x", "file": {"file": "url"}}
    query = "SELECT 'f' AS sex, 1 = 1 AS hired"
    datasets = {
        name: {
            "source": {"type": "sql", "url": url, "query": query},
            "columns": {"prediction": "hired", "sensitive": ["sex"]},
        }
        for name, url in urls.items()
    }
    for name in ("lake", "odd"):
        datasets[name]["source"] = {"type": "spark", "remote": urls[name], "query": query}
    checks = {name: {"check": "fairness", "dataset": name, "every": "1h"} for name in urls}
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump({"datasets": datasets, "checks": checks}))
    environment = {
        **os.environ,
        "PART": "planted-word",
        **{f"{name.upper()}_URL": url for name, url in addresses.items()},
    }
    found: dict[str, bytes] = {}
    command = [sys.executable, "-c", LOADED]
    for verb in (
        ["check-config", str(config)],
        ["explain", "--config.file", str(config), "--check", "wrong"],
        ["run", "--config.file", str(config)],
    ):
        done = subprocess.run([*command, *verb], env=environment, capture_output=True, check=False)
        found[verb[0]] = done.stdout + done.stderr
    url = f"http://127.0.0.1:{free_port()}"
    serve = ["serve", "--config.file", str(config), "--web.listen-address", url.removeprefix("http://")]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen([*command, *serve], env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            eventually(lambda: _answers(url), "the checks did not end")
            found |= {page: httpx.get(url + page).content for page in PAGES}
        finally:
            process.terminate()
    return {**found, "log": (tmp_path / "log").read_bytes()}


def _answers(url: str) -> bool:
    try:
        return "dte_checks_pending 0.0" in httpx.get(f"{url}/metrics").text
    except httpx.TransportError:
        return False


def test_no_password_is_emitted(served: dict[str, bytes]) -> None:
    """Command line, log, metrics, API and page speak of each failure, and of no secret; no traceback is among it."""
    told = {where: [word for word in PLANTED if word.encode() in body] for where, body in served.items()}

    assert {where: words for where, words in told.items() if words} == {}
    assert b"refuses the user or the password of source.url" in served["log"]
    assert b"${WRONG_URL}" in served["/api/v1/config"]
    assert b"Traceback" not in b"".join(served.values())


def test_the_serving_process_loads_no_driver_and_no_parser(served: dict[str, bytes]) -> None:
    """Not even with databases in its config: they are the workers' affair."""
    loaded = served["log"].splitlines()[-1]

    assert b'"dte_exporter"' in loaded
    assert [
        name
        for name in ("psycopg", "pymysql", "pyspark", "grpc", "sqlglot", "ibis", "duckdb", "filelock")
        if f'"{name}"'.encode() in loaded
    ] == []
