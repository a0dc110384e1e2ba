"""Verdicts on data sets, written into Apache Atlas: they stand where people look data up."""

import asyncio
import math
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import structlog

from dte_exporter.clock import Clock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.lineage.entity_verdict import EntityName, EntityVerdict
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.records.lineage.atlas_names import entity_of_name
from dte_exporter.records.lineage.configured_names import names_of
from dte_exporter.sinks.judged_entity import judged
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, SnapshotStore
from dte_exporter.worker.job import AtlasJob, Job

PATIENCE = 60.0
"""Seconds for which nothing is sent to a server that has not taken something."""

_AT_ONCE = 20

_ByEntity = Mapping[EntityName, list[CheckRecord]]

_log = structlog.get_logger()


class AtlasLog:
    """Writes how the data set of each run stands, all checks on it together; a `follower.Follower`.

    What is written is the state at that moment, so nothing waits but the names of checks. What cannot be written is
    tried again with the next run after `PATIENCE`, so that a server that hangs holds up no check. The log says once
    what is wrong, and once that it is no more.

    Parameters
    ----------
    store : SnapshotStore
        What the checks found.
    run : callable
        Runs a job in a worker process.
    clock : Clock
        What time it is.
    settings : callable
        Returns which server there is now, None where there is none.
    """

    def __init__(
        self,
        store: SnapshotStore,
        run: Callable[[Job], Awaitable[CheckResult]],
        clock: Clock,
        settings: Callable[[], AtlasVerdicts | None],
    ) -> None:
        self._store = store
        self._run = run
        self._clock = clock
        self._settings = settings
        self._waiting: dict[str, None] = {}
        self._written: set[EntityName] = set()
        self._sending: asyncio.Task[None] | None = None
        self._refused_at = -math.inf
        self._said = ""

    def start(self) -> None:
        """Wait for the first run."""

    def notice(self, name: str) -> None:
        """Write how the data set of the check called `name` stands, in the background."""
        if self._settings() is None:
            return
        self._waiting[name] = None
        is_idle = self._sending is None or self._sending.done()
        if is_idle and self._clock.monotonic() - self._refused_at >= PATIENCE:
            self._sending = asyncio.create_task(self._send())

    async def stop(self) -> None:
        """Write no more."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.gather(self._sending, return_exceptions=True)

    async def _send(self) -> None:
        while self._waiting and (settings := self._settings()) is not None:
            names = [*islice(self._waiting, _AT_ONCE)]
            self._waiting = {name: None for name in self._waiting if name not in names}
            job = self._job(names, settings)
            if job is None:
                continue
            result = await self._run(job)
            self._say(result)
            if result.outcome is not Outcome.OK:
                self._waiting = {**dict.fromkeys(names), **self._waiting}
                self._refused_at = self._clock.monotonic()
                return
            self._written |= {one.entity for one in job.verdicts}
            self._written -= {one.entity for one in job.verdicts if one.last is None}

    def _job(self, names: Collection[str], settings: AtlasVerdicts) -> AtlasJob | None:
        """Return what is to be written now that the checks called `names` have run; None where that is nothing."""
        snapshot, now = self._store.current, self._clock.now()
        by_entity = _by_entity(snapshot, settings)
        ran = {one: records for one, records in by_entity.items() if any(of.check.name in names for of in records)}
        verdicts = [judged(entity, records, snapshot, names, now) for entity, records in ran.items()]
        verdicts += [EntityVerdict(entity) for entity in sorted(self._written - by_entity.keys())]
        check = _one_of(names, snapshot)
        return AtlasJob(check, now, Path(), settings, tuple(verdicts)) if verdicts and check else None

    def _say(self, result: CheckResult) -> None:
        """Tell what is wrong, once; and that nothing is any more."""
        if result.message and result.message != self._said:
            event = "verdicts cannot be written into Atlas"
            _log.warning(event, waiting=len(self._waiting), message=result.message)
        elif self._said and result.outcome is Outcome.OK and not result.message:
            _log.info("verdicts are written into Atlas again")
        self._said = result.message


def _by_entity(snapshot: Snapshot, settings: AtlasVerdicts) -> _ByEntity:
    """Return the checks on each entity: two data sets of the config may be one."""
    found: dict[EntityName, list[CheckRecord]] = {}
    for record in snapshot.records.values():
        for entity in islice(_entities(record.check, settings), 1):
            found.setdefault(entity, []).append(record)
    return found


def _entities(check: ConfiguredCheck, settings: AtlasVerdicts) -> Iterator[EntityName]:
    """Yield what the data set of a check may be, the likeliest first; nothing where it has none, or no name."""
    if not check.settings.dataset:
        return
    given = settings.entities.get(check.label_of(check.settings.dataset))
    if given is not None:
        yield EntityName(given.type, given.qualified_name)
    yield from (entity_of_name(name, settings.namespaces) for name in names_of(check.dataset, check.base))


def _one_of(names: Iterable[str], snapshot: Snapshot) -> ConfiguredCheck | None:
    """Return a check for whose worker to ask."""
    return next((snapshot.records[name].check for name in names if name in snapshot.records), None)
