"""When each check runs, kept in memory by APScheduler: missed times coalesce, and no check overlaps with itself."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from dte_exporter.logs import logger
from dte_exporter.scheduling.early_runs import EarlyRuns
from dte_exporter.scheduling.schedule import is_owed, trigger
from dte_exporter.storage.snapshot import CheckRecord

_log = logger()


class Timetable:
    """Calls `run` with a check's name whenever it is due, on the event loop.

    Parameters
    ----------
    run : callable
        Runs the check of that name to its end.
    skip : callable
        Is told the name of a check of which a run is left out.
    early : EarlyRuns
        Takes the runs that may come earlier than they are due.
    """

    def __init__(self, run: Callable[[str], Awaitable[None]], skip: Callable[[str], None], early: EarlyRuns) -> None:
        self._run = run
        self._skip = skip
        self._early = early
        self._ahead: set[str] = set()  # checks whose run was brought forward, and has not ended
        self._jobs: dict[str, Job] = {}
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_listener(self._on_overlap, EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Start to call, from within the event loop."""
        self._scheduler.start()

    def add(self, record: CheckRecord, now: float) -> None:
        """Run the check of `record` when it is due, then as it is scheduled, and before that if a run is owed `now`."""
        check = record.check
        self._jobs[check.name] = self._scheduler.add_job(
            self._begin,
            trigger(check),
            args=[check.name],
            name=check.name,
            next_run_time=datetime.fromtimestamp(now if record.next_run is None else record.next_run, UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        if is_owed(record, now):
            self._early.add(record)

    def remove(self, name: str) -> None:
        """Run the check called `name` no more."""
        self._jobs.pop(name).remove()
        self._early.discard(name)
        self._ahead.discard(name)

    def fill(self, loaded: frozenset[str]) -> None:
        """Bring forward what is owed, if anything is, to a worker that is idle and has imported `loaded`."""
        for name in self._early.take(loaded):
            self._ahead.add(name)
            self._jobs[name].modify(next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Call no more."""
        self._early.clear()
        self._scheduler.shutdown(wait=False)

    async def _begin(self, name: str) -> None:
        self._early.discard(name)
        await self._run(name)
        self._ahead.discard(name)

    def _on_overlap(self, event: JobSubmissionEvent) -> None:
        job = self._scheduler.get_job(event.job_id)
        if job.name in self._ahead:
            return  # the run that was brought forward is this one
        _log.info("the run before has not ended: this one is left out", check=job.name)
        self._skip(job.name)
