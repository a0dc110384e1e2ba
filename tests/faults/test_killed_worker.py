"""A worker that the kernel kills in the middle of a run."""

import os
import signal
from pathlib import Path

from tests.faults.exporter import Start


def test_a_killed_worker_costs_one_run(start: Start, tmp_path: Path) -> None:
    """Its check is killed, by name of the signal; the others go on, and the check itself runs again when it is due."""
    begun = tmp_path / "begun"
    hang = {"check": "toy", "dataset": "people", "how": "hang", "every": "1s", "begun": str(begun)}
    exporter = start({"victim": hang}, workers=2)
    exporter.eventually(begun.exists)
    os.kill(int(begun.read_text().split()[0]), signal.SIGKILL)

    run = exporter.ran("victim")
    assert run["outcome"] == "killed"
    assert "killed by SIGKILL" in run["message"]
    assert "memory limit of 2,048 MiB" in run["message"]
    assert exporter.findings("victim") == []
    assert exporter.still_serves()
    exporter.eventually(lambda: len(begun.read_text().split()) == 2)
    assert exporter.stop() == 0


def test_a_worker_killed_between_two_runs_costs_none(start: Start, tmp_path: Path) -> None:
    """It is replaced before the next run, which ends ok."""
    begun = tmp_path / "begun"
    brief = {"check": "toy", "dataset": "people", "how": "succeed", "every": "1s", "begun": str(begun)}
    exporter = start({"brief": brief})
    for worker in exporter.eventually(exporter.warm_workers):
        os.kill(worker, signal.SIGKILL)
    assert exporter.still_serves()
    exporter.eventually(lambda: exporter.ran("brief", 2))
    assert exporter.stop() == 0
