"""Real workers, shared by more jobs than there are workers."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType

import pytest
from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.outcome import Outcome
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.worker import Worker
from dte_exporter.worker.job import Job

Configure = Callable[..., ConfiguredCheck]
pytestmark = pytest.mark.usefixtures("no_orphans")


@asynccontextmanager
async def pool(*workers: Worker) -> AsyncIterator[Pool]:
    """Give a started pool of these workers."""
    pool = Pool(workers)
    pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def test_a_pool_is_up_once_a_worker_is_warm(work: ModuleType) -> None:
    """It starts in the background: at first it is not up."""

    async def states() -> list[bool]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            before = one.is_up
            async with one.worker():
                return [before, one.is_up]

    assert asyncio.run(states()) == [False, True]


def test_no_more_jobs_run_at_once_than_there_are_workers(work: ModuleType, configure: Configure) -> None:
    """Six jobs on two workers come from two processes, never three at a time."""

    async def six() -> tuple[int, set[int]]:
        busy, most, processes = 0, 0, set()

        async def one(pool: Pool) -> None:
            nonlocal busy, most
            async with pool.worker() as worker:
                busy += 1
                most = max(most, busy)
                result = await worker.run(Job(configure("succeed"), 0.0, Path("/dev/null")))
                processes.add(result.evidence.details["process"])
                busy -= 1

        async with pool(*(Worker(work.behave, work.prepare) for _ in range(2))) as two:
            await asyncio.gather(*(one(two) for _ in range(6)))
        return most, processes

    most, processes = asyncio.run(six())
    assert most == 2
    assert len(processes) == 2


def test_a_worker_that_cannot_start_is_logged_and_fails_its_job_only(work: ModuleType, configure: Configure) -> None:
    """The pool is not up, says so, and the job has an outcome all the same."""

    async def cold() -> tuple[bool, Outcome]:
        async with pool(Worker(work.behave, work.fail_to_prepare)) as one, one.worker() as worker:
            result = await worker.run(Job(configure("succeed"), 0.0, Path("/dev/null")))
            return one.is_up, result.outcome

    with capture_logs() as logs:
        assert asyncio.run(cold()) == (False, Outcome.KILLED)
    assert {(log["log_level"], log["event"]) for log in logs} == {("error", "a worker process cannot start")}


def test_closing_ends_what_waits_and_what_runs(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """A pool closes while a job hangs and its only worker is taken; no process is left."""

    async def close() -> None:
        async with pool(Worker(work.behave, work.prepare)) as one:

            async def hang() -> None:
                async with one.worker() as worker:
                    await worker.run(Job(configure("hang"), 0.0, tmp_path / "started"))

            hanging = asyncio.create_task(hang())
            while not (tmp_path / "started").exists():
                await asyncio.sleep(0.01)
        hanging.cancel()

    asyncio.run(close())
