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
from dte_exporter.scheduling import turns as module
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.worker import Worker
from dte_exporter.worker.job import Job

Configure = Callable[..., ConfiguredCheck]
HEAVY = frozenset({"colorsys"})
"""A library that nothing else imports, as light as it is."""

pytestmark = pytest.mark.usefixtures("no_orphans")


@asynccontextmanager
async def pool(*workers: Worker) -> AsyncIterator[Pool]:
    """Give a started pool of these workers, where checks called heavy need a library and others none."""
    pool = Pool(workers, lambda check: HEAVY if check.name.startswith("heavy") else frozenset())
    pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def test_a_pool_is_up_once_a_worker_is_warm(work: ModuleType, configure: Configure) -> None:
    """It starts in the background: at first it is not up."""

    async def states() -> list[bool]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            before = one.is_up
            async with one.worker(configure("succeed")):
                return [before, one.is_up]

    assert asyncio.run(states()) == [False, True]


def test_no_more_jobs_run_at_once_than_there_are_workers(work: ModuleType, configure: Configure) -> None:
    """Six jobs on two workers, each of which waits for another, come from two processes, never three at a time."""

    async def six() -> tuple[int, set[int]]:
        busy, most, processes, pair = 0, 0, set(), asyncio.Barrier(2)

        async def one(pool: Pool) -> None:
            nonlocal busy, most
            async with pool.worker(configure("succeed")) as worker:
                busy += 1
                most = max(most, busy)
                await pair.wait()
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
        check = configure("succeed")
        async with pool(Worker(work.behave, work.fail_to_prepare)) as one, one.worker(check) as worker:
            result = await worker.run(Job(check, 0.0, Path("/dev/null")))
            return one.is_up, result.outcome

    with capture_logs() as logs:
        assert asyncio.run(cold()) == (False, Outcome.KILLED)
    assert {(log["log_level"], log["event"]) for log in logs} == {("error", "a worker process cannot start")}


def test_closing_ends_what_waits_and_what_runs(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """A pool closes while a job hangs and its only worker is taken; no process is left."""

    async def close() -> None:
        async with pool(Worker(work.behave, work.prepare)) as one:

            async def hang() -> None:
                async with one.worker(configure("hang")) as worker:
                    await worker.run(Job(configure("hang"), 0.0, tmp_path / "started"))

            hanging = asyncio.create_task(hang())
            while not (tmp_path / "started").exists():
                await asyncio.sleep(0.01)
        hanging.cancel()

    asyncio.run(close())


async def _order(one: Pool, checks: list[ConfiguredCheck]) -> list[str]:
    """Return in which order `checks`, that ask while the only worker is taken, are given it."""
    given: list[str] = []

    async def ask(check: ConfiguredCheck) -> None:
        async with one.worker(check):
            given.append(check.name)

    async with one.worker(checks[0]):
        asking = [asyncio.create_task(ask(check)) for check in checks[1:]]
        await asyncio.sleep(0)
    await asyncio.gather(*asking)
    return given


def test_a_check_that_needs_no_library_does_not_wait_for_the_import_of_one(
    work: ModuleType, configure: Configure
) -> None:
    """Of four that wait for a worker the light ones go first; among equals the first that asked."""
    names = ("holder", "heavy-1", "light-1", "heavy-2", "light-2")

    async def asked() -> list[str]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            return await _order(one, [configure(name) for name in names])

    assert asyncio.run(asked()) == ["light-1", "light-2", "heavy-1", "heavy-2"]


def test_once_imported_a_library_is_no_reason_to_wait(work: ModuleType, configure: Configure) -> None:
    """The worker has it from the run before, so that all are equal and go in their order."""

    async def asked() -> list[str]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            return await _order(one, [configure(name) for name in ("heavy-0", "heavy-1", "light-1")])

    assert asyncio.run(asked()) == ["heavy-1", "light-1"]


def test_no_check_is_passed_over_for_ever(
    work: ModuleType, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two light ones have gone before it, it is a heavy one's turn."""
    monkeypatch.setattr(module, "PATIENCE", 2)
    names = ("holder", "heavy", "light-1", "light-2", "light-3")

    async def asked() -> list[str]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            return await _order(one, [configure(name) for name in names])

    assert asyncio.run(asked()) == ["light-1", "light-2", "heavy", "light-3"]


def test_of_two_free_workers_the_one_is_taken_that_has_the_library(work: ModuleType, configure: Configure) -> None:
    """Three runs one after the other are of one process: the other never imports it."""

    async def three() -> list[frozenset[str]]:
        first, second = (Worker(work.behave, work.prepare) for _ in range(2))
        async with pool(first, second) as two:
            for _ in range(3):
                async with two.worker(configure("heavy")):
                    pass
            return sorted((first.loaded, second.loaded), key=len)

    assert asyncio.run(three()) == [frozenset(), HEAVY]


@pytest.mark.parametrize("given", [False, True])
def test_a_check_that_gives_up_waiting_leaves_the_worker_to_the_next(
    given: bool, work: ModuleType, configure: Configure
) -> None:
    """Whether it was still waiting, or had been given the worker in that very moment."""

    async def give_up() -> list[str]:
        async with pool(Worker(work.behave, work.prepare)) as one:
            check = configure("succeed")

            async def ask() -> None:
                async with one.worker(check):
                    pass

            async with one.worker(check):
                asking = asyncio.create_task(ask())
                await asyncio.sleep(0)
                if not given:
                    asking.cancel()
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
            async with asyncio.timeout(30), one.worker(check):
                return ["given"]

    assert asyncio.run(give_up()) == ["given"]


def test_a_worker_for_which_nobody_waits_is_told_of(work: ModuleType, configure: Configure) -> None:
    """Once when it is warm, once after a run, with what it has imported by then, and whenever one looks for work."""
    idle: list[frozenset[str]] = []

    async def tell() -> None:
        one = Pool([Worker(work.behave, work.prepare)], lambda check: HEAVY, idle.append)
        one.start()
        async with one.worker(configure("heavy")):
            one.look_for_work()
        one.look_for_work()
        await one.close()

    asyncio.run(tell())
    assert idle == [HEAVY, HEAVY]


def test_how_many_wait_is_told_at_each_change(work: ModuleType, configure: Configure) -> None:
    """Two come while the only worker is not there yet, the second gives up, the first is given it."""
    waiting: list[int] = []

    async def tell() -> None:
        one = Pool([Worker(work.behave, work.prepare)], on_waiting=waiting.append)
        one.start()

        async def ask() -> None:
            async with one.worker(configure("succeed")):
                pass

        first, second = asyncio.create_task(ask()), asyncio.create_task(ask())
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await one.close()

    asyncio.run(tell())
    assert waiting == [1, 2, 1, 0]
