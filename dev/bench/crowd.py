"""Five thousand checks in one exporter: reading their config, and what the end of a run costs the serving process."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from dev.bench import fleet
from dev.bench.measure import best, in_child
from dev.bench.row import Row, aimed
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.config.models import Settings
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.size import beside_findings
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.runner import Runner
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore
from dte_exporter.worker.job import Job

CHECKS, COLUMNS = 5_000, 5
_SUBJECT = f"{CHECKS:,} checks"
_AIM_OF_READING, _AIM_OF_AN_END = 10.0, 0.005
_RUNS = 50
_TEAMS = 5
_DATASET = """
  set-{0}:
    source: {{type: files, path: rows-{0}.parquet}}
    columns: {{label: repaid, prediction: approved, sensitive: [sex, region]}}"""
_CHECK = """
  check-{0}:
    {{check: fairness, dataset: set-{1}, every: {2}, objectives: {{demographic_parity_ratio: {{min: 0.8}}}}}}"""
_INTERVALS = ("10m", "30m", "1h", "6h", "24h")


def rows() -> list[Row]:
    """Return the seconds of both, beside their aims."""
    reading = _reading()
    (end, series), megabytes = in_child("dev.bench.crowd:end_of_a_run")
    note = f"{aimed(end, _AIM_OF_AN_END)}; {series:,} values, {megabytes:.0f} MB at most"
    return [
        Row(_SUBJECT, f"reading their config, files of {_TEAMS} teams", reading, note=aimed(reading, _AIM_OF_READING)),
        Row(_SUBJECT, "the end of a run, in the serving process", end, note=note),
    ]


def _reading() -> float:
    with tempfile.TemporaryDirectory() as folder:
        for number in range(_TEAMS):
            (Path(folder) / f"team-{number}.yaml").write_text(_team(CHECKS // _TEAMS))
        file, registry = Path(folder) / "config.yaml", Registry.discover()
        file.write_text("include: team-*.yaml\n")
        return best(lambda: load(file, registry))


def _team(checks: int) -> str:
    datasets = "".join(_DATASET.format(number) for number in range(10))
    written = (_CHECK.format(number, number % 10, _INTERVALS[number % 5]) for number in range(checks))
    return f"datasets:{datasets}\nchecks:{''.join(written)}\n"


def end_of_a_run() -> tuple[float, int]:
    """Return the fewest seconds from a worker's answer to the snapshot that shows it, and how many values there are."""
    snapshot = fleet.snapshot(CHECKS, COLUMNS)
    return asyncio.run(_ends(snapshot)), sum(len(one.values.samples) for one in snapshot.records.values() if one.values)


async def _ends(snapshot: Snapshot) -> float:
    pool = _Answering(snapshot)
    config = Config(Path("c.yaml"), Settings(max_series=10_000_000), {}, {}, {})
    specs = catalogue(Registry.discover())
    runner = Runner(SnapshotStore(snapshot), cast(Pool, pool), specs, SystemClock(), config, beside_findings)
    taken = []
    for name in list(snapshot.records)[:_RUNS]:
        await runner.run(name)
        taken.append(time.perf_counter() - pool.answered)
    return min(taken)


class _Answering:
    """A pool whose only worker answers at once with what the check found before."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._records = snapshot.records
        self.answered = 0.0

    @asynccontextmanager
    async def worker(self, check: ConfiguredCheck) -> AsyncIterator[SimpleNamespace]:
        yield SimpleNamespace(run=self._run)

    async def _run(self, job: Job) -> CheckResult:
        values = self._records[job.check.name].values
        self.answered = time.perf_counter()
        return CheckResult(Outcome.OK, samples=values.samples if values else ())
