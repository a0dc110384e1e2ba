"""A text that stands in data, headers and names of found files is in nothing that the service says, keeps or logs."""

import gzip
import json
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import httpx
import pytest
from websockets.sync.client import connect

from tests.integration.conftest import Eventually

pytestmark = pytest.mark.integration

CANARY = "kanarienvogel"
"""In every place where a text of the data can be."""

ROWS = "".join(f"{'mf'[row % 2]},{row % 3 % 2},{row % 2},{row}.5,{CANARY}{row},b\n" for row in range(120))
TABLE = f"sex,pred,truth,score,{CANARY},split\n{ROWS}"


def _write_sources(folder: Path) -> None:
    """Write what goes wrong in each way that a file can, the canary wherever a row, a name or a path has a place."""
    texts = {
        "good.csv": TABLE,
        "headerless.csv": f"{CANARY}@example.org:x:1\n{CANARY}:y:2\n",
        "all_names.csv": f"{CANARY},anne {CANARY}\n{ROWS}",
        "ragged.csv": f"{TABLE}m,1,{CANARY}\n",
        "quoted.csv": f'{TABLE}m,1,"{CANARY}\n',
        "stray.csv": TABLE + f"m,1,1,{CANARY},x,b\n",
        "torn.jsonl": f'{{"sex": "m", "pred": 1, "note": "{CANARY}"}}\n{{"{CANARY}": \n',
        "nested.jsonl": f'{{"sex": "m", "pred": {{"{CANARY}": 1}}}}\n' * 60,
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    (folder / "other.csv").write_bytes(TABLE.replace("m,", f"mü{CANARY},").encode("cp1252"))
    whole = gzip.compress(TABLE.encode())
    (folder / "torn.csv.gz").write_bytes(whole[: len(whole) // 2])
    for part, text in enumerate((TABLE, f"{CANARY}{TABLE}")):
        (folder / f"parts/{CANARY}={part}").mkdir(parents=True)
        (folder / f"parts/{CANARY}={part}/{CANARY}.csv").write_text(text)
    query = f"select 'm' as sex, 1 as pred, {{'{CANARY}': 1}} as s, '{CANARY}' as word from range(60)"
    duckdb.connect().execute(f"copy ({query}) to '{folder}/table.parquet'")


SOURCES = {
    "good": "good.csv",
    "headerless": "headerless.csv",
    "all-names": "all_names.csv",
    "ragged": "ragged.csv",
    "quoted": "quoted.csv",
    "stray": "stray.csv",
    "torn": "torn.jsonl",
    "nested": "nested.jsonl",
    "other": "other.csv",
    "torn-gzip": "torn.csv.gz",
    "parts": "parts",
    "parts-by-glob": "parts/*/*.csv",
    "nowhere": "parts/*/*.parquet",
    "table": "table.parquet",
}
WINDOWS = {"table": '"CAST(word AS INT) = 1"', "all-names": "\"split = 'b'\""}


def _config() -> str:
    """Return a config that reads each source by checks of rows, with a history."""
    lines = ["history: {path: history.db}", "datasets:"]
    for name, path in SOURCES.items():
        header = ", csv: {header: true}" if name == "all-names" else ""
        types = ", types: {score: number}" if name == "stray" else ""
        window = f", windows: {{current: {WINDOWS[name]}}}" if name in WINDOWS else ""
        lines.append(
            f"  {name}: {{source: {{type: files, path: '{path}'{header}}}, "
            f"columns: {{prediction: pred, sensitive: [sex]{types}}}{window}}}"
        )
    lines.append("  drifting: {source: {type: files, path: good.csv}, columns: {prediction: pred, label: truth,")
    lines.append("    features: {include: [score]}}, windows: {reference: 'pred = 0', current: \"split = 'b'\"}}")
    lines.append("checks:")
    lines += [f"  fair-{name}: {{check: fairness, dataset: {name}, every: 1h}}" for name in SOURCES]
    lines += [f"  {kind}: {{check: {kind}, dataset: drifting, every: 1h}}" for kind in ("drift", "performance")]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def told(
    exporter: Path,
    free_port: Callable[[], int],
    eventually: Eventually,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, str]:
    """Serve those sources, and give all that the service has said and kept once every check has run."""
    folder = tmp_path_factory.mktemp("canary")
    _write_sources(folder)
    (folder / "config.yaml").write_text(_config())
    address = f"127.0.0.1:{free_port()}"
    command: list[str | Path] = [exporter, "serve", "--config.file", folder / "config.yaml"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--web.listen-address", address], stderr=log, stdout=log)
        try:
            eventually(lambda: _pending(address) == 0, f"not every check has run: {(folder / 'log').read_text()}")
            said = {**_pages(address), "stream": _stream(address), **_explained(exporter, address)}
        finally:
            process.terminate()
            process.wait(timeout=60)
    said["log"] = (folder / "log").read_text()
    said["history"] = "\n".join(sqlite3.connect(folder / "history.db").iterdump())
    run = subprocess.run([exporter, "run", "--config.file", folder / "config.yaml"], capture_output=True, check=False)
    said["run"] = (run.stdout + run.stderr).decode()
    return said


def _pending(address: str) -> int:
    """Return how many checks have not run, as long as nobody answers one."""
    try:
        metrics = httpx.get(f"http://{address}/metrics").text
    except httpx.TransportError:
        return 1
    return sum(int(float(line.split()[1])) for line in metrics.splitlines() if line.startswith("dte_checks_pending "))


def _pages(address: str) -> dict[str, str]:
    """Return everything that can be got from the service without naming anything, by its path."""
    with httpx.Client(base_url=f"http://{address}", timeout=30) as client:
        described = client.get("/api/v1/openapi.json").json()["paths"]
        paths = [path for path, verbs in described.items() if "get" in verbs and "{" not in path]
        paths += ["/", "/status", "/metrics", "/-/ready", "/-/healthy"]
        paths += [f"/api/v1/checks/fair-{name}" for name in SOURCES]
        return {path: client.get(path).text for path in paths}


def _stream(address: str) -> str:
    """Return the first message of the WebSocket, which holds all that is known."""
    with connect(f"ws://{address}/api/v1/stream", max_size=None) as stream:
        return str(stream.recv(timeout=30))


def _explained(exporter: Path, address: str) -> dict[str, str]:
    """Return what explain says of two checks that ended well."""
    said = {}
    for check in ("fair-good", "drift"):
        command = [str(exporter), "explain", check, "--url", f"http://{address}"]
        said[f"explain {check}"] = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said


def test_every_source_was_read_or_refused(told: dict[str, str]) -> None:
    """Else the absence of the canary would prove nothing: each way of going wrong is told, and what is right counts."""
    results = json.loads(told["/api/v1/checks"])["checks"]
    outcomes = {one["name"]: one["last_run"]["outcome"] for one in results}
    assert {name for name, outcome in outcomes.items() if outcome == "ok"} >= {"fair-good", "drift", "performance"}
    failed = {f"fair-{name}" for name in SOURCES} - {"fair-good"}
    assert {name: outcomes[name] for name in failed if outcomes[name] == "ok"} == {}


def test_nothing_that_is_said_or_kept_holds_the_canary(told: dict[str, str]) -> None:
    """Metrics, page, API, WebSocket, history, log, explain and the report of a run."""
    assert {place: text.lower().count(CANARY) for place, text in told.items() if CANARY in text.lower()} == {}
