"""Three hundred drift checks of forty columns on a real Prometheus: it scrapes while they run, and none fails."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.integration.asked import Prometheus

Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration

CHECKS, COLUMNS, ROWS = 300, 40, 2_000
SECONDS = int(os.environ.get("DTE_OVERLOAD_SECONDS", "40"))
"""How long it is watched once everything is under way; ``make test-overload`` watches it for ten minutes."""


def config(folder: Path) -> Path:
    """Write 300 data sets of one file, a check on each, and an objective on every column; more than two workers do."""
    import duckdb

    columns = ", ".join(f"hash(i * {number + 1}) % 1000 / 1000.0 as c{number}" for number in range(COLUMNS))
    rows = f"select i % 2 as half, {columns} from range({ROWS}) as rows (i)"
    duckdb.execute(f"copy ({rows}) to '{folder / 'rows.parquet'}'")
    dataset = {
        "source": {"type": "files", "path": "rows.parquet"},
        "columns": {"features": {"exclude": ["half"]}},
        "windows": {"reference": "half = 0", "current": "half = 1"},
    }
    check: dict[str, Any] = {"check": "drift", "every": "5s", "stale_after": "1h"}
    check |= {"row_limit": 100, "objectives": {"distance": {"max": 0.1}}}  # profiles are quicker than rows
    written: dict[str, Any] = {
        "max_series": 200_000,
        "datasets": {f"set-{number}": dataset for number in range(CHECKS)},
        "checks": {f"drift-{number}": {**check, "dataset": f"set-{number}"} for number in range(CHECKS)},
    }
    file = folder / "config.yaml"
    file.write_text(yaml.safe_dump(written))
    return file


@contextmanager
def process(command: list[str | Path], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program while in here."""
    with log.open("wb") as file, subprocess.Popen(command, stdout=file, stderr=file) as running:
        try:
            yield running
        finally:
            running.terminate()


def resident(pid: int) -> float:
    """Return the megabytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def test_prometheus_never_misses_a_scrape_while_all_workers_are_busy(
    prometheus: Path, exporter: Path, free_port: Callable[[], int], eventually: Eventually, tmp_path: Path
) -> None:
    """`up` stays 1, and the runs that are left out meanwhile are counted."""
    target, address = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    (tmp_path / "prometheus.yml").write_text(
        "global: {scrape_interval: 2s, scrape_timeout: 2s}\n"
        f"scrape_configs: [{{job_name: dte, static_configs: [{{targets: ['{target}']}}]}}]\n"
    )
    serve: list[str | Path] = [exporter, "serve", "--config.file", config(tmp_path)]
    scrape: list[str | Path] = [prometheus, f"--config.file={tmp_path / 'prometheus.yml'}"]
    scrape += [f"--storage.tsdb.path={tmp_path / 'tsdb'}", f"--web.listen-address={address}"]
    with process([*serve, "--web.listen-address", target], tmp_path / "exporter.log") as serving:
        eventually(lambda: answers(target), f"the exporter does not answer: {tmp_path / 'exporter.log'}")
        with process(scrape, tmp_path / "prometheus.log"):
            server = Prometheus(address)
            eventually(
                lambda: server.ready() and server.query("sum(dte_check_runs_total) > 50") != [],
                f"checks do not run: {tmp_path / 'exporter.log'}",
            )
            time.sleep(SECONDS)  # not for something to happen: this long it must not
            window = f"[{SECONDS}s]"
            (up,) = server.query(f"min_over_time(up{{job='dte'}}{window})")
            taken = [
                server.query(f"quantile_over_time({share}, scrape_duration_seconds{window})")[0]
                for share in (0.5, 0.99, 1)
            ]
            (series,) = server.query("max_over_time(scrape_samples_scraped[1h])")
            (runs,) = server.query("sum(dte_check_runs_total)")
            (skipped,) = server.query("sum(dte_check_runs_skipped_total)")
            print(
                f"{SECONDS} s under overload: scrapes took {taken[0]:.3f} s (p50), {taken[1]:.3f} s (p99), "
                f"{taken[2]:.3f} s (the longest); up to {series:,.0f} series, {runs:.0f} runs, {skipped:.0f} left out; "
                f"the serving process holds {resident(serving.pid):.0f} MB"
            )
    assert (up, skipped > 0) == (1, True)


def answers(target: str) -> bool:
    """Return whether the exporter answers."""
    try:
        return httpx.get(f"http://{target}/-/healthy").is_success
    except httpx.TransportError:
        return False
