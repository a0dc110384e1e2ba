"""A planted key is in nothing that the exporter says of a store, whether it reads or is refused."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pyarrow as pa
import pytest
import yaml
from deltalake import write_deltalake

from tests.integration.conftest import Eventually
from tests.integration.object_stores.conftest import Store
from tests.integration.object_stores.test_lakehouse import put

pytestmark = pytest.mark.integration

PLANTED = "cGxhbnRlZC1zZWNyZXQtb2YtYS1zdG9yZQ=="
"""Base64, as Azure's keys are."""

PAGES = (
    "/",
    "/metrics",
    "/status",
    "/api/v1/config",
    "/api/v1/catalogue",
    "/api/v1/results",
    "/api/v1/checks",
    "/api/v1/openapi.json",
    *(f"/api/v1/checks/{name}" for name in ("files-asked", "delta-asked", "delta-gone", "iceberg-gone")),
)


@pytest.fixture(autouse=True)
def planted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a key where the config takes its own from. Moto takes any, and Azurite refuses it."""
    monkeypatch.setenv("STORE_SECRET_KEY", PLANTED)
    monkeypatch.setenv("STORE_ACCOUNT_KEY", PLANTED)


def config(store: Store, folder: Path) -> Path:
    """Write a config that reads a table of each kind with the planted key, and from a store that does not answer."""
    people = pa.table({"hired": [1, 0, 1, 1] * 30, "sex": ["f", "m"] * 60})
    write_deltalake(str(folder / "lake"), people)
    put(store, folder / "lake", "planted/lake")
    store.put("planted/t.csv", b"sex,hired\n" + b"f,1\nm,0\n" * 40)
    asked, gone = dict(store.written), {**store.written, "endpoint": "http://127.0.0.1:1"}
    sources = {
        "files-asked": {"type": "files", "path": store.address("planted/t.csv"), "store": asked},
        "delta-asked": {"type": "delta", "path": store.address("planted/lake"), "store": asked},
        "delta-gone": {"type": "delta", "path": store.address("planted/lake"), "store": gone},
        "iceberg-gone": {"type": "iceberg", "path": store.address("planted/ice"), "store": gone},
    }
    columns = {"prediction": "hired", "sensitive": ["sex"]}
    datasets = {name: {"source": source, "columns": columns} for name, source in sources.items()}
    checks = {name: {"check": "fairness", "dataset": name, "every": "1h"} for name in datasets}
    (folder / "config.yaml").write_text(yaml.safe_dump({"datasets": datasets, "checks": checks, "history": {}}))
    return folder / "config.yaml"


def said(command: list[str | Path]) -> bytes:
    """Return all that a verb of the real program prints."""
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "RUST_BACKTRACE": "1"})
    return done.stdout + done.stderr


@pytest.mark.parametrize("verb", ["check-config", "run", "explain", "rules generate"])
def test_no_verb_prints_a_planted_key(store: Store, tmp_path: Path, exporter: Path, verb: str) -> None:
    """The sentences of what went wrong are there, and the key is not."""
    file = config(store, tmp_path)
    more = ["delta-asked"] if verb == "explain" else []
    printed = said([exporter, *verb.split(), *more, "--config.file", file])
    assert (PLANTED.encode() in printed, PLANTED.rstrip("=").encode() in printed) == (False, False)
    if verb in {"check-config", "run"}:
        assert printed.count(b"nothing answers there") >= 2


def test_nothing_that_is_served_logged_or_kept_has_a_planted_key(
    store: Store,
    tmp_path: Path,
    exporter: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
) -> None:
    """Pages, metrics, the API with the config, the log, the history and what is kept of statistics."""
    address = f"127.0.0.1:{free_port()}"
    command: list[str | Path] = [
        exporter,
        "serve",
        "--config.file",
        config(store, tmp_path),
        "--web.listen-address",
        address,
    ]
    command += ["--log.level", "debug"]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            eventually(lambda: _pending(address) == "0.0", "the checks did not end")
            served = [httpx.get(f"http://{address}{page}").content for page in PAGES]
        finally:
            process.terminate()
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file() and file.name != "config.yaml"]

    assert b"${STORE_" in served[PAGES.index("/api/v1/config")]
    checks = json.loads(served[PAGES.index("/api/v1/checks")])["checks"]
    outcomes = {one["name"]: one["last_run"]["outcome"] for one in checks}
    right = "ok" if store.scheme == "s3" else "source_error"
    assert outcomes == {
        "files-asked": right,
        "delta-asked": right,
        "delta-gone": "source_error",
        "iceberg-gone": "source_error",
    }
    assert b"nothing answers there" in served[PAGES.index("/api/v1/results")] + served[PAGES.index("/api/v1/checks")]
    assert json.loads(served[PAGES.index("/api/v1/config")])
    assert [PLANTED.encode() in content for content in (*served, *kept)] == [False] * len((*served, *kept))


def _pending(address: str) -> str:
    try:
        lines = httpx.get(f"http://{address}/metrics").text.splitlines()
    except httpx.TransportError:
        return ""
    return next((line.split()[-1] for line in lines if line.startswith("dte_checks_pending ")), "")


def test_keys_from_the_environment_are_used_and_not_told(
    store: Store, tmp_path: Path, exporter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cloud's own variables are enough; the config then says nothing of who asks."""
    store.put("env.csv", b"sex,hired\nf,1\nm,0\n")
    own = {
        "s3": {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": PLANTED, "AWS_REGION": "us-east-1"},
        "az": {
            "AZURE_STORAGE_ACCOUNT_NAME": str(store.settings.get("account")),
            "AZURE_STORAGE_ACCOUNT_KEY": str(store.settings.get("account_key")),
        },
    }[store.scheme]
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    endpoint = {"endpoint": store.settings["endpoint"]}
    table = store.opened("env.csv", store=endpoint)
    assert len(table.execute(table.expression)) == 2
