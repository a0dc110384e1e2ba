"""Runs of checks, told to others as runs of OpenLineage: the verdicts stand beside their graphs."""

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import structlog

from dte_exporter.clock import Clock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.emit import Emit
from dte_exporter.lineage.events.run_of_check import Assertion, CheckRun, CountedColumn, events_of
from dte_exporter.lineage.naming import Name
from dte_exporter.metric import MetricSpec, Sample, by_key
from dte_exporter.objectives.objective import by_check
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.records.lineage.configured_names import names_of
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore
from dte_exporter.worker.job import EmitJob, Job

MOST_WAITING = 1000
"""Events that wait while nobody takes them; the oldest go first."""

PATIENCE = 60.0
"""Seconds for which nothing is sent to a server that has not taken something."""

_AT_ONCE = 100
_ROWS, _MISSING, _DISTINCT = "dte_quality_rows", "dte_quality_missing_ratio", "dte_quality_distinct_values"

_log = structlog.get_logger()


class LineageLog:
    """Tells each run of a check to whom the config names; a `follower.Follower`.

    One worker at a time sends what waits, in order. What cannot be sent is tried again with the next run after
    `PATIENCE`, so that a server that hangs holds up no check; what waits beyond `MOST_WAITING` is lost, and the
    exporter's log says so.

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
    settings : callable
        Returns where it is told now, None where nobody is to be told.
    """

    def __init__(
        self,
        store: SnapshotStore,
        run: Callable[[Job], Awaitable[CheckResult]],
        specs: Mapping[str, MetricSpec],
        clock: Clock,
        settings: Callable[[], Emit | None],
    ) -> None:
        self._store = store
        self._run = run
        self._specs = specs
        self._clock = clock
        self._settings = settings
        self._waiting: deque[Mapping[str, Any]] = deque()
        self._sending: asyncio.Task[None] | None = None
        self._refused_at = -math.inf

    def start(self) -> None:
        """Wait for the first run."""

    def notice(self, name: str) -> None:
        """Tell the last run of the check called `name`, in the background."""
        snapshot, settings = self._store.current, self._settings()
        record = snapshot.records.get(name)
        if settings is None or record is None or record.last is None:
            return
        self._waiting.extend(events_of(self._told(snapshot, record, record.last, settings)))
        self._lose_the_oldest()
        is_idle = self._sending is None or self._sending.done()
        if is_idle and self._clock.monotonic() - self._refused_at >= PATIENCE:
            self._sending = asyncio.create_task(self._send(record.check, settings))

    async def stop(self) -> None:
        """Tell no more."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    def _lose_the_oldest(self) -> None:
        lost = max(0, len(self._waiting) - MOST_WAITING)
        for _ in range(lost):
            self._waiting.popleft()
        if lost:
            _log.error("events of runs are lost, since nobody takes them", events=lost)

    async def _send(self, check: ConfiguredCheck, settings: Emit) -> None:
        while self._waiting:
            events = tuple(self._waiting)[:_AT_ONCE]
            result = await self._run(EmitJob(check, self._clock.now(), Path(), settings, events))
            if result.outcome is not Outcome.OK:
                self._refused_at = self._clock.monotonic()
                _log.warning("runs cannot be told to others", waiting=len(self._waiting), message=result.message)
                return
            for event in events:
                if self._waiting and self._waiting[0] is event:
                    self._waiting.popleft()

    def _told(self, snapshot: Snapshot, record: CheckRecord, run: Run, settings: Emit) -> CheckRun:
        check, is_ok = record.check, run.outcome is Outcome.OK
        samples = record.values.samples if is_ok and record.values else ()
        return CheckRun(
            Name(settings.namespace, check.name),
            run.started,
            run.duration,
            is_ok,
            run.message,
            tuple(_inputs(check)),
            tuple(self._assertions(snapshot, record)) if is_ok else (),
            *_counts(samples),
        )

    def _assertions(self, snapshot: Snapshot, record: CheckRecord) -> Iterator[Assertion]:
        """Yield each objective on each subject that the run met or not; what it left open is no assertion."""
        families = by_key(self._specs.values(), record.check.pillar)
        for (_, key, subject), standing in by_check(snapshot.standings).get(record.check.name, {}).items():
            if standing.judgement in ("met", "unmet"):
                is_of_column = "column" in families[key].labels
                yield Assertion(key, standing.judgement == "met", subject if is_of_column else "")


def _inputs(check: ConfiguredCheck) -> Iterator[Name]:
    """Yield what lineage calls the data sets that a check reads, its own first."""
    own = check.settings.dataset
    for name in sorted(check.datasets, key=lambda name: (name != own, name)):
        yield from islice(names_of(check.datasets[name], check.base), 1)


def _counts(samples: tuple[Sample, ...]) -> tuple[int | None, Mapping[str, CountedColumn]]:
    """Return the rows that were counted, and what was of each column."""
    rows = next((int(one.value) for one in samples if one.name == _ROWS and not one.segment), None)
    if rows is None:
        return None, {}
    told: dict[str, dict[str, float]] = {}
    for one in samples:
        if one.name in (_MISSING, _DISTINCT) and not one.segment:
            told.setdefault(one.labels["column"], {})[one.name] = one.value
    return rows, {column: _counted(values, rows) for column, values in told.items()}


def _counted(values: Mapping[str, float], rows: int) -> CountedColumn:
    missing, distinct = values.get(_MISSING), values.get(_DISTINCT)
    return CountedColumn(
        None if missing is None else round(missing * rows), None if distinct is None else int(distinct)
    )
