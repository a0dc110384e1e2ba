"""When each check runs, kept in memory by APScheduler: missed times coalesce, and no check overlaps with itself."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.logs import logger
from dte_exporter.scheduling.schedule import trigger

_log = logger()


class Timetable:
    """Calls `run` with a check's name whenever it is due, on the event loop.

    Parameters
    ----------
    run : callable
        Runs the check of that name to its end.
    skip : callable
        Is told the name of a check of which a run is left out.
    """

    def __init__(self, run: Callable[[str], Awaitable[None]], skip: Callable[[str], None]) -> None:
        self._run = run
        self._skip = skip
        self._jobs: dict[str, Job] = {}
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.add_listener(self._on_overlap, EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Start to call, from within the event loop."""
        self._scheduler.start()

    def add(self, check: ConfiguredCheck, first: float | None = None) -> None:
        """Run `check` at the time `first`, in seconds since the epoch, or at once, then as it is scheduled."""
        begin = datetime.now(UTC) if first is None else datetime.fromtimestamp(first, UTC)
        self._jobs[check.name] = self._scheduler.add_job(
            self._run,
            trigger(check),
            args=[check.name],
            name=check.name,
            next_run_time=begin,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def remove(self, name: str) -> None:
        """Run the check called `name` no more."""
        self._jobs.pop(name).remove()

    def stop(self) -> None:
        """Call no more."""
        self._scheduler.shutdown(wait=False)

    def _on_overlap(self, event: JobSubmissionEvent) -> None:
        job = self._scheduler.get_job(event.job_id)
        _log.info("the run before has not ended: this one is left out", check=job.name)
        self._skip(job.name)
