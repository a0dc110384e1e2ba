"""A real worker process, and all the ways in which it can fail."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.scheduling import worker as worker_module
from dte_exporter.scheduling.worker import Worker, begun
from dte_exporter.worker.job import Job

Configure = Callable[..., ConfiguredCheck]


pytestmark = pytest.mark.usefixtures("no_orphans")


@asynccontextmanager
async def worker(work: ModuleType) -> AsyncIterator[Worker]:
    """Give a worker that does toy work."""
    worker = Worker(work.behave, work.prepare)
    try:
        await worker.warm()
        yield worker
    finally:
        worker.stop()
        await asyncio.to_thread(worker.join)


def job(configure: Configure, name: str, **settings: float) -> Job:
    """Return a job that does what `name` says."""
    return Job(configure(name, **settings), 0.0, Path("/dev/null"))


def process_of(result: CheckResult) -> int:
    """Return the process id of the child that gave `result`."""
    return int(result.evidence.details["process"])


def run(work: ModuleType, *jobs: Job) -> list[CheckResult]:
    """Return what one worker makes of `jobs`, one after the other."""

    async def all_of_them() -> list[CheckResult]:
        async with worker(work) as one:
            results = []
            for each in jobs:
                await one.warm()
                results.append(await one.run(each))
            return results

    return asyncio.run(all_of_them())


def test_a_warm_process_does_job_after_job(work: ModuleType, configure: Configure) -> None:
    """Both results come from one process, which is not this one."""
    first, second = run(work, *[job(configure, "succeed")] * 2)
    assert first.outcome is Outcome.OK
    assert process_of(first) == process_of(second) != os.getpid()


@pytest.mark.parametrize(
    ("behaviour", "outcome", "message"),
    [
        ("hang", Outcome.TIMEOUT, "ran into its timeout of 0.5 s and was stopped"),
        (
            "die",
            Outcome.KILLED,
            "its worker process was killed by SIGKILL: "
            "the cause may be its memory limit of 2,048 MiB, or that of the machine",
        ),
        (
            "crash",
            Outcome.KILLED,
            "its worker process was killed by SIGABRT: "
            "the cause may be its memory limit of 2,048 MiB, or that of the machine",
        ),
        ("leave", Outcome.KILLED, "its worker process ended with exit code 5"),
        (
            "babble",
            Outcome.CHECK_ERROR,
            "the answer of its worker cannot be read: Expecting value: line 1 column 1 (char 0)",
        ),
        (
            "answer_of_tomorrow",
            Outcome.CHECK_ERROR,
            "the answer of its worker cannot be read: a result of version 99: this build reads 2",
        ),
        (
            "raise",
            Outcome.CHECK_ERROR,
            "it cannot be handed to a worker: the child of a real worker never raises",
        ),
    ],
)
def test_whatever_happens_there_is_a_result_and_the_next_job_runs(
    work: ModuleType, configure: Configure, behaviour: str, outcome: Outcome, message: str
) -> None:
    """The outcome and one sentence say what happened; a job after it succeeds."""
    failed, next_ = run(work, job(configure, behaviour, timeout=0.5), job(configure, "succeed"))
    assert (failed.outcome, failed.message, failed.samples) == (outcome, message, ())
    assert next_.outcome is Outcome.OK


def test_a_value_that_is_no_number_is_not_taken_over(work: ModuleType, configure: Configure) -> None:
    """NaN in an answer is a broken answer."""
    (result,) = run(work, job(configure, "answer_with_nan"))
    assert result.outcome is Outcome.CHECK_ERROR
    assert "an undefined value has no sample" in result.message


def test_a_job_that_cannot_be_pickled_is_an_error_of_its_check(work: ModuleType, configure: Configure) -> None:
    """A lambda has no name in the child."""
    unpicklable = Job(configure("succeed"), 0.0, lambda: None)  # type: ignore[arg-type]  # that is the fault
    failed, next_ = run(work, unpicklable, job(configure, "succeed"))
    assert failed.outcome is Outcome.CHECK_ERROR
    assert failed.message.startswith("it cannot be handed to a worker: ")
    assert next_.outcome is Outcome.OK


def test_the_timeout_does_not_count_warming_up(work: ModuleType, configure: Configure) -> None:
    """A job that waits 0.7 s for its process has its whole 0.5 s left."""

    async def cold() -> CheckResult:
        one = Worker(work.behave, work.prepare_slowly)
        try:
            return await one.run(job(configure, "succeed", timeout=0.5))
        finally:
            await asyncio.to_thread(one.join)

    assert asyncio.run(cold()).outcome is Outcome.OK


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Return a function that makes a library of some code, in reach of child processes too, and returns its name."""

    def make(code: str) -> str:
        (tmp_path / "some_library.py").write_text(code)
        monkeypatch.syspath_prepend(tmp_path)
        return "some_library"

    return make


def test_the_timeout_does_not_count_the_import_of_libraries(
    work: ModuleType, configure: Configure, library: Callable[[str], str]
) -> None:
    """A job whose library takes 0.7 s to import has its whole 0.5 s left, and finds it imported."""
    name = library("import time; time.sleep(0.7)")

    async def slow() -> tuple[CheckResult, frozenset[str]]:
        async with worker(work) as one:
            await one.warm([name])
            return await one.run(job(configure, "tell_imports", timeout=0.5)), one.loaded

    result, loaded = asyncio.run(slow())
    assert (result.outcome, loaded) == (Outcome.OK, frozenset({name}))
    assert name in str(result.evidence.details["modules"])


def test_a_process_that_an_import_ends_is_said_and_replaced(
    work: ModuleType, configure: Configure, library: Callable[[str], str]
) -> None:
    """Warming up fails, a job without that library runs, and the process that came after it has imported nothing."""
    name = library("import os; os.abort()")

    async def broken() -> tuple[CheckResult, frozenset[str]]:
        async with worker(work) as one:
            with pytest.raises(RuntimeError, match="importing the libraries of a check ended it"):
                await one.warm([name])
            await one.warm()
            return await one.run(job(configure, "succeed")), one.loaded

    result, loaded = asyncio.run(broken())
    assert (result.outcome, loaded) == (Outcome.OK, frozenset())


def test_a_replaced_process_is_not_taken_for_one_that_has_the_libraries(
    work: ModuleType, configure: Configure, library: Callable[[str], str]
) -> None:
    """A job that is killed takes what its process had imported with it."""
    name = library("")

    async def killed() -> list[frozenset[str]]:
        async with worker(work) as one:
            await one.warm([name])
            before = one.loaded
            await one.run(job(configure, "die"))
            await one.warm()
            return [before, one.loaded]

    assert asyncio.run(killed()) == [frozenset({name}), frozenset()]


def test_a_process_that_dies_idle_is_replaced(work: ModuleType, configure: Configure) -> None:
    """Pebble gives up its pool then; the job after it still runs, in another process."""

    async def kill_between() -> tuple[int, int]:
        async with worker(work) as one:
            first = process_of(await one.run(job(configure, "succeed")))
            os.kill(first, signal.SIGKILL)
            while any(child.pid == first for child in multiprocessing.active_children()):
                await asyncio.sleep(0)
            await one.warm()
            return first, process_of(await one.run(job(configure, "succeed")))

    first, second = asyncio.run(kill_between())
    assert first != second


def test_a_process_that_cannot_start_is_said(work: ModuleType, configure: Configure) -> None:
    """Warming up fails, and so does the job that is run all the same: as killed, not as an error of the check."""

    async def cold() -> CheckResult:
        one = Worker(work.behave, work.fail_to_prepare)
        try:
            with pytest.raises(RuntimeError):
                await one.warm()
            return await one.run(job(configure, "succeed"))
        finally:
            await asyncio.to_thread(one.join)

    result = asyncio.run(cold())
    assert result.outcome is Outcome.KILLED
    assert result.message == "its worker process could not start, or died before the check began"


def test_a_cancelled_job_is_killed(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """The process that hung is gone when the next job has run."""

    async def cancel() -> tuple[int, int]:
        async with worker(work) as one:
            before = process_of(await one.run(job(configure, "succeed")))
            hanging = await started(one, Job(configure("hang"), 0.0, tmp_path / "started"))
            hanging.cancel()
            with pytest.raises(asyncio.CancelledError):
                await hanging
            await one.warm()
            return before, process_of(await one.run(job(configure, "succeed")))

    before, after = asyncio.run(cancel())
    assert before != after
    assert not Path(f"/proc/{before}").exists()


def test_what_heeds_no_sigterm_is_stopped_all_the_same(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """Leaving the block ends a process that ignores SIGTERM."""

    async def leave() -> None:
        async with worker(work) as one:
            hanging = await started(one, Job(configure("ignore_sigterm"), 0.0, tmp_path / "started"))
        hanging.cancel()

    asyncio.run(leave())


async def started(one: Worker, job: Job) -> asyncio.Task[CheckResult]:
    """Return the task of `job` once the child is at it."""
    task = asyncio.create_task(one.run(job))
    while not job.cache.exists():
        await asyncio.sleep(0.01)
    return task


def test_a_worker_that_has_begun_is_ready_when_it_is_asked_and_gone_after(configure: Configure) -> None:
    """Its process starts before it is warmed, is the one that answers, and ends with the block, asked or not."""
    with begun() as one:
        while not multiprocessing.active_children():
            pass
        (child,) = multiprocessing.active_children()
        asyncio.run(one.warm())
        assert one._pid == child.pid
    assert multiprocessing.active_children() == []


def test_a_worker_is_declared_without_what_it_will_run() -> None:
    """So that its process can start before this one has imported the rest."""
    program = (
        "import sys, dte_exporter.scheduling.worker; print({'pydantic', 'dte_exporter.checks'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


class Forgetful:
    """A pool that has ended, and forgot what it was handed in that moment, as pebble does."""

    active = False

    def schedule(self, *_: object, **__: object) -> Future[bytes]:
        return Future()

    def stop(self) -> None:
        """Be ended."""

    def join(self) -> None:
        """Be ended."""


def test_a_job_that_is_forgotten_has_an_outcome(
    configure: Configure, work: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for an answer that cannot come; the next job has a process again."""
    monkeypatch.setattr(worker_module, "LOOK", 0.01)

    async def forgotten() -> list[CheckResult]:
        async with worker(work) as one:
            one.join()
            one._processes = Forgetful()  # type: ignore[assignment]  # no pool of pebble's does so on demand
            lost = await one.run(job(configure, "succeed"))
            await one.warm()
            return [lost, await one.run(job(configure, "succeed"))]

    lost, after = asyncio.run(forgotten())

    assert lost.outcome is Outcome.KILLED
    assert lost.message == "its worker process could not start, or died before the check began"
    assert after.outcome is Outcome.OK
