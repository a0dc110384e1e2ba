"""The real exporter as a process, with a plug-in in its reach whose check misbehaves on demand."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, TypeVar

import duckdb
import yaml
from prometheus_client.parser import text_string_to_metric_families

PLUGIN = Path(__file__).parent / "plugin"
STEADY = {"check": "toy", "dataset": "people", "how": "succeed", "every": "1s"}
"""A check that always succeeds: it goes on whatever befalls the others."""

PATIENCE = 120.0
"""Seconds after which a state that was waited for will not come. Workers warm up in 5 s on a machine of their own."""

T = TypeVar("T")


class Exporter:
    """A running ``dte-exporter serve``.

    Parameters
    ----------
    folder : Path
        Where its config and its log are, and the rows it reads.
    config : mapping
        What the config file says.
    options : tuple of str
        Further options of the command line.
    """

    def __init__(self, folder: Path, config: dict[str, Any], options: tuple[str, ...] = ()) -> None:
        self.folder = folder
        self.config_file = folder / "config.yaml"
        self.config = config
        self.write(config)
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dte_exporter", "serve", *self._options(), *options],
                stderr=log,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PLUGIN), *sys.path])},
            )
        self.url: str = self.eventually(lambda: self.logged("listening"))[0]["url"]

    def _options(self) -> list[str]:
        return [
            *("--config.file", str(self.config_file)),
            *("--web.listen-address", "127.0.0.1:0"),
            *("--log.format", "json"),
        ]

    def write(self, config: dict[str, Any]) -> None:
        """Put `config` into the config file."""
        self.config_file.write_text(yaml.safe_dump(config, sort_keys=False))

    def eventually(self, found: Callable[[], T | None]) -> T:
        """Return what `found` returns once it is true; fail if the process ends or patience does."""
        deadline = time.monotonic() + PATIENCE
        while not (value := found()):
            assert self.process.poll() is None, f"the exporter ended:\n{self._log.read_text()}"
            assert time.monotonic() < deadline, f"it never happened:\n{self._log.read_text()}"
            time.sleep(0.05)
        return value

    def logged(self, message: str, **facts: Any) -> list[dict[str, Any]]:
        """Return the lines of the log with that message and these facts."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if line["msg"] == message and facts.items() <= line.items()]

    def get(self, path: str) -> str:
        """Return the answer to a request, whatever its status."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.read().decode()

    def values(self, name: str, **labels: str) -> list[float]:
        """Return the values of the series of one name that have these labels, as a scrape shows them."""
        return [
            sample.value
            for family in text_string_to_metric_families(self.get("/metrics"))
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ]

    def ran(self, check: str, runs: int = 1) -> dict[str, Any]:
        """Return what the API says of the last run of `check`, once it has run as often and a scrape shows it."""
        last_run = self.eventually(lambda: self._last_run(check, runs))
        self.eventually(lambda: sum(self.values("dte_check_runs_total", check=check)) >= runs)
        return last_run

    def still_serves(self) -> bool:
        """Return whether the check that always succeeds has run once more since this was asked."""
        (before,) = self.values("dte_check_runs_total", check="steady", outcome="ok")
        return self.eventually(lambda: self.values("dte_check_runs_total", check="steady", outcome="ok") > [before])

    def findings(self, check: str) -> list[str]:
        """Return the names of all values that `check` itself found, as a scrape shows them."""
        families = text_string_to_metric_families(self.get("/metrics"))
        own = ("dte_fairness_", "dte_drift_", "dte_toy_")
        return [
            sample.name
            for family in families
            for sample in family.samples
            if sample.name.startswith(own) and sample.labels["check"] == check
        ]

    def kept(self, check: str) -> list[Any]:
        """Return what the history has of the success of `check`: one series once a run is kept, with its points."""
        answer = json.loads(self.get(f"/api/v1/history?metric=dte_check_success&check={check}"))
        return [one["points"] for one in answer["series"]]

    def outcome(self, check: str) -> str:
        """Return the outcome that a scrape shows for `check`: the one whose series is 1."""
        shown = [
            sample.labels["outcome"]
            for family in text_string_to_metric_families(self.get("/metrics"))
            for sample in family.samples
            if sample.name == "dte_check_outcome" and sample.labels["check"] == check and sample.value
        ]
        assert len(shown) == 1
        return shown[0]

    def family(self) -> set[int]:
        """Return the ids of the processes that it has started, directly or not."""
        parents = {int(path.parent.name): _parent(path) for path in Path("/proc").glob("[0-9]*/stat")}
        found, size = {self.process.pid}, 0
        while len(found) > size:
            size = len(found)
            found |= {pid for pid, parent in parents.items() if parent in found}
        return found - {self.process.pid}

    def warm_workers(self) -> set[int]:
        """Return the ids of its worker processes once all are warm, else none."""
        workers = {pid for pid in self.family() if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}
        return workers if all(any("duckdb" in line for line in _maps(pid)) for pid in workers) else set()

    def mapped(self, *libraries: str) -> set[str]:
        """Return which of these libraries the kernel has mapped into the serving process."""
        lines = _maps(self.process.pid)
        return {library for library in libraries if any(f"/{library}/" in line for line in lines)}

    def last_line(self) -> dict[str, Any]:
        """Return the last line of the log."""
        line: dict[str, Any] = json.loads(self._log.read_text().splitlines()[-1])
        return line

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop and return its exit code; no process of it may be left."""
        family = self.family()
        self.process.send_signal(how)
        code = self.process.wait(timeout=5)
        deadline = time.monotonic() + 5
        while any(map(_is_alive, family)):
            assert time.monotonic() < deadline, "processes are left behind"
            time.sleep(0.02)
        return code

    def _last_run(self, check: str, runs: int) -> dict[str, Any] | None:
        checks = json.loads(self.get("/api/v1/checks"))["checks"]
        answer = next((one for one in checks if one["name"] == check), None)
        return answer["last_run"] if answer and sum(answer["runs"].values()) >= runs else None


def _parent(stat: Path) -> int:
    with suppress(OSError):
        match = re.search(r"\) \S (\d+)", stat.read_text())
        return int(match[1]) if match else 0
    return 0


def _maps(pid: int) -> list[str]:
    with suppress(OSError):
        return Path(f"/proc/{pid}/maps").read_text().splitlines()
    return []


def _is_alive(pid: int) -> bool:
    with suppress(OSError):
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


def save(path: Path, rows: str, **changed: str) -> None:
    """Write 400 people as Parquet: half of 2015, half of 2018, a quarter of them women.

    Parameters
    ----------
    path : Path
        The file.
    rows : str
        Which of them, a predicate on the row's number ``i``.
    **changed : str
        Other expressions for columns, in SQL; an empty one leaves the column out.
    """
    columns = {
        "prediction": "i % 3 % 2",
        "label": "i % 2",
        "sex": "CASE WHEN i % 4 = 0 THEN 'f' ELSE 'm' END",
        "age": "i / 10",
        "year": "CASE WHEN i < 200 THEN 2015 ELSE 2018 END",
    } | changed
    listed = ", ".join(f"{expression} AS {name}" for name, expression in columns.items() if expression)
    duckdb.sql(f"COPY (SELECT {listed} FROM range(400) numbers(i) WHERE {rows}) TO '{path}' (FORMAT parquet)")


def people(path: str = "people.parquet") -> dict[str, Any]:
    """Return the data set of people in a file: those of 2018, against those of 2015 in the sound one."""
    columns = {"prediction": "prediction", "label": "label", "sensitive": ["sex"], "features": {"include": ["age"]}}
    reference = {"dataset": "people", "where": "year = 2015"}
    windows = {"reference": reference, "current": "year = 2018"}
    return {"source": {"type": "files", "path": path}, "columns": columns, "windows": windows}


class Start(Protocol):
    """Starts an exporter on a folder that holds the sound people, with the steady check and those given."""

    def __call__(
        self,
        checks: dict[str, Any],
        datasets: dict[str, Any] | None = None,
        folder: Path | None = None,
        workers: int = 1,
        options: tuple[str, ...] = (),
        **more: Any,
    ) -> Exporter:
        """Return it once it listens; `more` are sections of the config. A check that hangs needs its own worker."""
        ...
