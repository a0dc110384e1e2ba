"""What the child process does with a job, or with those of a firing. It never raises, and what it returns is bytes."""

import functools
import json
import time
from collections.abc import Callable, Sequence

from dte_exporter.errors import DteError, NoDataError, SourceError
from dte_exporter.model_registry import MODELS
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.records.lineage.atlas_written.verdict_writer import write
from dte_exporter.records.lineage.emission import send
from dte_exporter.registry import Registry
from dte_exporter.statistics.expressions.written_name import MARK
from dte_exporter.statistics.together.answers import Answers
from dte_exporter.statistics.together.attempts import Unanswered, each
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.same_letters import spoken
from dte_exporter.worker.job import AtlasJob, EmitJob, Firing, Job, TagJob, WriteJob
from dte_exporter.worker.libraries import libraries, load
from dte_exporter.worker.memory import limited_to
from dte_exporter.worker.opened_sources import OpenedSources
from dte_exporter.worker.run import Run
from dte_exporter.worker.unexpected import sentence_of

registry = functools.cache(Registry.discover)
"""The registry of this process, found once."""


def execute(job: Job) -> bytes:
    """Return the serial form of the result of `job`, whatever happens."""
    (body,) = execute_together(Firing((job,)))
    return body


def execute_together(firing: Firing) -> list[bytes]:
    """Return the serial forms of the results of the jobs of `firing`, in their order, whatever happens.

    What the limit on memory counts begins with the libraries imported: they are no part of a run.
    """
    try:
        load(frozenset[str]().union(*(libraries(job.check, registry()) for job in firing.jobs)))
        with lasting(firing.timeout), limited_to(firing.memory_limit):
            return _done(firing.jobs)
    except BaseException as error:  # an exception that leaves the child may be one that the parent cannot unpickle
        return [_spoken(_failure(error, job)) for job in firing.jobs]


def _done(jobs: Sequence[Job]) -> list[bytes]:
    if any(isinstance(job, WriteJob) for job in jobs):
        return [_spoken(_write(job)) for job in jobs if isinstance(job, WriteJob)]
    sources, answers = OpenedSources(registry()), Answers(of_several=len(jobs) > 1)
    stages = [_Stages(job) for job in jobs]
    for one in stages:
        one.open(sources, answers)
    opened = [one.run for one in stages if one.run is not None and one.run.reads_rows]
    if opened:  # the engine takes a second to load, and a check that reads no rows has no use for it
        duckdb_engine.confine(file for run in opened for file in run.files)
    start = time.perf_counter()
    answers.together(lambda: each(one.measure for one in stages))
    measured_in = time.perf_counter() - start
    return [one.told(measured_in) for one in stages]


class _Stages:
    """The run of one job: what goes wrong in a stage is its result, and no other's.

    Parameters
    ----------
    job : Job
        What is run.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self.run: Run | None = None
        self._body = b""

    def open(self, sources: OpenedSources, answers: Answers) -> None:
        """Open what it reads."""
        self._tried(functools.partial(self._begin, sources, answers))

    def measure(self) -> None:
        """Measure, once all that it asks has been answered.

        Raises
        ------
        Unanswered
            If not all has.
        """
        if self.run is not None and not self._body:
            self._tried(self.run.measure)

    def told(self, measured_in: float) -> bytes:
        """Return the serial form of what came of it."""
        if self.run is not None and not self._body:
            self._tried(functools.partial(self._tell, self.run, measured_in))
        return self._body

    def _begin(self, sources: OpenedSources, answers: Answers) -> None:
        self.run = Run(self._job, registry(), sources, answers)

    def _tell(self, run: Run, measured_in: float) -> None:
        self._body = _spoken(run.told(measured_in))

    def _tried(self, stage: Callable[[], None]) -> None:
        try:
            stage()
        except Unanswered:
            raise
        except BaseException as error:  # SystemExit among them: the others are to be told
            self._body = _spoken(_failure(error, self._job))


def _spoken(result: CheckResult) -> bytes:
    """Return the serial form of `result` with the names of columns as sources write them."""
    body = result.to_json()
    return json.dumps(spoken(json.loads(body))).encode() if json.dumps(MARK)[1:-1].encode() in body else body


def _write(job: WriteJob) -> CheckResult:
    if isinstance(job, AtlasJob):
        return CheckResult(Outcome.OK, "; ".join(write(job.settings, job.verdicts)))
    if isinstance(job, EmitJob):
        send(job.settings, job.check.base, job.events)
        return CheckResult(Outcome.OK)
    models = MODELS.opened(job.check, registry())
    if isinstance(job, TagJob):
        models.tag(job.model, job.version, job.tags)
    else:
        models.log(job.logged)
    return CheckResult(Outcome.OK)


def _failure(error: BaseException, job: Job) -> CheckResult:
    match error:
        case MemoryError():
            limit = job.check.settings.memory_limit / 2**20
            return CheckResult(Outcome.KILLED, f"ran into its memory limit of {limit:,.0f} MiB: raise memory_limit")
        case SourceError():
            return CheckResult(Outcome.SOURCE_ERROR, str(error))
        case NoDataError():
            return CheckResult(Outcome.NO_DATA, str(error))
        case DteError():
            return CheckResult(Outcome.CHECK_ERROR, str(error))
        case _:
            return CheckResult(Outcome.CHECK_ERROR, sentence_of(error))
