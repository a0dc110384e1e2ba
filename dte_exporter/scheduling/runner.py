"""One run of one check, from its turn to the snapshot that shows what became of it."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from dte_exporter.clock import Clock
from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.controls.violated import violated_since
from dte_exporter.logs import logger
from dte_exporter.metric import MetricSpec, by_key
from dte_exporter.objectives import judge, watch
from dte_exporter.objectives.objective import by_check, series
from dte_exporter.outcome import CheckResult, Outcome, without_segments
from dte_exporter.scheduling.emitted_again import cut_before, emitted_again, known
from dte_exporter.scheduling.exported import Exported
from dte_exporter.scheduling.firing import Firings
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.schedule import planned
from dte_exporter.scheduling.series.budget import Cut
from dte_exporter.scheduling.series.segment_budget import within_by_segment
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Values
from dte_exporter.storage.standings import Standings
from dte_exporter.worker.job import Job

_log = logger()


@dataclass(frozen=True, slots=True)
class _Times:
    """When a run began, in seconds since the epoch; the seconds that it took, and those that it waited for a worker."""

    started: float
    duration: float
    lateness: float


class Runner:
    """Runs checks of the current snapshot and puts what they find into the next.

    All of it happens on the event loop's thread, so that no two runs swap the snapshot at once.

    Parameters
    ----------
    store : SnapshotStore
        Where the records are.
    pool : Pool
        Where checks run.
    specs : mapping of str to MetricSpec
        Every metric that a check can emit.
    clock : Clock
        What time it is.
    config : Config
        The config in force; a reload replaces it.
    beside : callable
        Tells how many series a snapshot shows beside what checks found and what objectives say of it.
    """

    def __init__(
        self,
        store: SnapshotStore,
        pool: Pool,
        specs: Mapping[str, MetricSpec],
        clock: Clock,
        config: Config,
        beside: Callable[[Snapshot], int],
    ) -> None:
        self._store = store
        self._firings = Firings(pool, clock)
        self._specs = specs
        self._clock = clock
        self._beside = beside
        self._running: dict[str, asyncio.Task[None]] = {}
        self._exported = Exported()
        self._computed: dict[str, ConfiguredCheck] = {}  # here, and not by a build before
        self.config = config

    async def run(self, name: str) -> None:
        """Run the check called `name` and record what came of it; nothing, if it was cancelled."""
        task = self._running[name] = asyncio.create_task(self._run(self._store.current.records[name].check))
        with suppress(asyncio.CancelledError):
            await task
        if self._running.get(name) is task:
            del self._running[name]

    def cancel(self, name: str) -> None:
        """Stop the check called `name` if it runs; its result is dropped."""
        if name in self._running:
            self._running.pop(name).cancel()

    def skip(self, name: str) -> None:
        """Record that a run of the check called `name` was left out, since the one before has not ended."""
        snapshot = self._store.current
        record = snapshot.records[name]
        skipped = replace(record, skipped_runs=record.skipped_runs + 1)
        self._store.swap(replace(snapshot, records={**snapshot.records, name: skipped}))

    async def _run(self, check: ConfiguredCheck) -> None:
        turn = self._clock.monotonic()
        record = self._store.current.records.get(check.name)
        former = record.last.outcome if record and record.last else None
        ran = await self._firings.run(check, lambda started: self._job(check, started), former)
        self._record(check, ran.result, _Times(ran.started, ran.duration, ran.tick - turn))

    def _job(self, check: ConfiguredCheck, started: float) -> Job:
        return Job(check, started, self.config.cache, known=self._known(check))

    def _known(self, check: ConfiguredCheck) -> Mapping[str, str]:
        record = self._store.current.records.get(check.name)
        return known(record) if record is not None and self._computed.get(check.name) is check else {}

    def _record(self, check: ConfiguredCheck, result: CheckResult, times: _Times) -> None:
        busy_seconds = self._store.current.busy_seconds + times.duration
        snapshot = replace(self._store.current, busy_seconds=busy_seconds)
        record = snapshot.records.get(check.name)
        if record is None or record.check is not check:
            return  # it was reconfigured between its end and this moment
        result, cut = emitted_again(record, result), self._cut(record, snapshot, result)
        run = Run(
            outcome=result.outcome,
            message=result.message,
            started=times.started,
            duration=times.duration,
            lateness=times.lateness,
            rows=sum(result.evidence.rows.values()),
            undefined=len(result.evidence.undefined),
            dropped=cut.dropped,
            notices=result.evidence.notices,
            rows_read=sum(result.evidence.rows_read.values()),
            left_out=result.evidence.left_out,
        )
        evidence = without_segments(result.evidence, cut.segments)
        values = Values(cut.kept, evidence, times.started) if run.outcome is Outcome.OK else None
        following = replace(record.after(run, values), violated_since=violated_since(record, values))
        self._show(snapshot, planned(following, self._clock.now()), run)
        self._computed[check.name] = check
        _log_run(check.name, run)

    def _cut(self, record: CheckRecord, snapshot: Snapshot, result: CheckResult) -> Cut:
        if result.outcome is not Outcome.OK:
            return Cut((), 0)
        if result.unchanged:
            return cut_before(record)
        check = record.check
        own = by_check(snapshot.standings).get(check.name, {})
        families = by_key(self._specs.values(), check.pillar)
        standing = {
            families[key].name: {subject for _, of, subject in own if of == key} or {""}
            for key in check.settings.objectives
        }
        in_each = {families[key].name for key, one in check.settings.objectives.items() if one.segments == "each"}
        budget = min(check.settings.max_series, self._left(snapshot, record)) - series(record, len(own))
        former = record.values.samples if record.values else ()
        return within_by_segment(result.samples, self._specs, budget, former, standing, in_each)

    def _left(self, snapshot: Snapshot, record: CheckRecord) -> int:
        """Return how many series the process may export beside all that it exports of other checks."""
        others = self._exported.beside(record, snapshot, self._clock.now())
        return self.config.settings.max_series - self._beside(snapshot) - others

    def _show(self, snapshot: Snapshot, record: CheckRecord, run: Run) -> None:
        name = record.check.name
        before = Standings.of(snapshot.standings)
        judged = judge(before.by_check.get(name, {}), record, run.outcome, self._specs)
        records = {**snapshot.records, name: record}
        following = replace(snapshot, records=records, standings=before.after_run(name, judged))
        self._store.swap(replace(following, alarms=watch(following, record, self._specs)))


def _log_run(name: str, run: Run) -> None:
    log = _log.info if run.outcome is Outcome.OK else _log.warning
    optional = {
        "message": run.message,
        "undefined": run.undefined,
        "dropped": run.dropped,
        "notices": len(run.notices),
        "rows_read": run.rows_read if run.rows_unused else 0,
        "left_out": ", ".join(one.words for one in run.left_out),
    }
    facts = {key: value for key, value in optional.items() if value}
    log("check ran", check=name, outcome=run.outcome.value, duration=round(run.duration, 3), rows=run.rows, **facts)
