"""Runs of checks, logged in the experiment that their model's entry names, beside the model's own runs."""

import asyncio
import re
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path

import structlog

from dte_exporter.clock import Clock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.registered_model import RegisteredParams
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.model_registry import LoggedRun
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Values
from dte_exporter.worker.job import Job, LogJob

_NOT_IN_NAMES = re.compile(r"[^\w\-. ]", re.ASCII)

_log = structlog.get_logger()


class RunLog:
    """Logs each run that brought values of a model whose entry in ``models:`` names an experiment.

    It is a `follower.Follower`. A run that cannot be logged is told in the exporter's log and not tried again: the
    values are in ``/metrics`` and in the history all the same.

    Parameters
    ----------
    store : SnapshotStore
        What the checks found.
    run : callable
        Runs a job in a worker process.
    specs : mapping of str to MetricSpec
        Every metric by name.
    clock : Clock
        What time it is.
    """

    def __init__(
        self,
        store: SnapshotStore,
        run: Callable[[Job], Awaitable[CheckResult]],
        specs: Mapping[str, MetricSpec],
        clock: Clock,
    ) -> None:
        self._store = store
        self._run = run
        self._specs = specs
        self._clock = clock
        self._logging: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Wait for the first run: it is logged on its own."""

    def notice(self, name: str) -> None:
        """Log the last run of the check called `name` if it is to be, in the background."""
        snapshot = self._store.current
        match snapshot.records.get(name):
            case CheckRecord(check=check, last=Run(outcome=Outcome.OK) as run, values=Values() as values):
                for entry in _entries(snapshot, check):
                    logged = self._logged(check, run, values, entry.params.log_experiment)
                    self._begin(LogJob(entry, self._clock.now(), Path(), logged))

    async def stop(self) -> None:
        """Log no more."""
        for task in self._logging:
            task.cancel()
        await asyncio.gather(*self._logging, return_exceptions=True)

    async def _write(self, job: LogJob) -> None:
        result = await self._run(job)
        if result.outcome is not Outcome.OK:
            _log.warning("the run cannot be logged in MLflow", check=job.logged.name, message=result.message)

    def _begin(self, job: LogJob) -> None:
        task = asyncio.create_task(self._write(job))
        self._logging.add(task)
        task.add_done_callback(self._logging.discard)

    def _logged(self, check: ConfiguredCheck, run: Run, values: Values, experiment: str) -> LoggedRun:
        metrics = {name_of(sample, self._specs[sample.name]): sample.value for sample in values.samples}
        tags = {f"dte.{label}": text for label, text in check.scope.items()} | {"dte.kind": check.settings.check}
        return LoggedRun(experiment, check.name, run.started, run.duration, metrics, tags)


def name_of(sample: Sample, spec: MetricSpec) -> str:
    """Return the name of a series among the metrics of an MLflow run: ``fairness/group_selection_rate/sex/Female``.

    What MLflow lets no name hold becomes ``_``, and a checksum keeps apart what would then look alike.
    """
    parts = [spec.pillar, spec.key, *filter(None, spec.told_apart(sample).values())]
    cleaned = [_NOT_IN_NAMES.sub("_", part).strip(".") or "_" for part in parts]
    name = "/".join(cleaned)
    return name if cleaned == parts else f"{name}-{zlib.crc32('/'.join(parts).encode()):08x}"


def _entries(snapshot: Snapshot, check: ConfiguredCheck) -> Iterator[ConfiguredCheck]:
    """Yield the entries of ``models:`` that log runs of `check`: its model's own, else one that discovered it."""
    model = check.settings.model
    entries = {name: snapshot.records[name] for name in _names_of_entries(snapshot)}
    own = {name: record for name, record in entries.items() if name == model}
    for record in (own or {name: record for name, record in entries.items() if _found(record, model)}).values():
        if record.check.params.log_experiment and record.check is not check:
            yield record.check


@of_config
def _names_of_entries(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(check.name for check in snapshot.checks if isinstance(check.params, RegisteredParams))


def _found(record: CheckRecord, model: str) -> bool:
    """Return whether an entry has found the model called `model` in its registry."""
    return record.values is not None and any(sample.labels.get("model") == model for sample in record.values.samples)
