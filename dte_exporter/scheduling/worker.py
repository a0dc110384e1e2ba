"""One worker process, kept: it takes a job at a time, can be killed, and is replaced when it breaks.

It is a pebble pool of one. So a process that dies while it holds the pool's lock, or takes seconds to stop, harms no
other; and whoever holds a worker knows when its job starts, without the wait for it.
"""

import asyncio
import multiprocessing
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from pebble import ProcessExpired, ProcessPool

from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.worker.entry_point import execute, execute_together, load, warm_up

if TYPE_CHECKING:
    from dte_exporter.worker.job import Firing, Job

A = TypeVar("A")
"""What a child answers."""

LOOK = 1.0
"""Seconds between two looks at whether a child that has not answered yet can still do so."""

_SPAWN = multiprocessing.get_context("spawn")  # a forked process could inherit a lock that nobody will release


class Worker:
    """One worker process, warm or getting there.

    Parameters
    ----------
    work : callable
        What it does with a job, in the child process: returns the bytes of a `CheckResult`.
    prepare : callable
        What it does before its first job.
    work_together : callable
        What it does with the jobs of a firing: returns the bytes of each result.
    """

    def __init__(
        self,
        work: Callable[["Job"], bytes] = execute,
        prepare: Callable[[], None] = warm_up,
        work_together: Callable[["Firing"], list[bytes]] = execute_together,
    ) -> None:
        self._work = work
        self._work_together = work_together
        self._prepare = prepare
        self._processes = self._new_processes()
        self._pid = 0
        self.loaded: frozenset[str] = frozenset()
        """What its process was asked to import so far."""

    def begin(self) -> None:
        """Start the process and return at once: what is imported here meanwhile costs it no time."""
        self._processes.schedule(load, args=[[]])

    async def warm(self, modules: Collection[str] = ()) -> None:
        """Return once the process is there and has imported `modules`; one that died meanwhile is replaced.

        Raises
        ------
        RuntimeError
            If its replacement dies on the way too, or an import ends it.
        """
        try:
            await self._load(modules)
        except ProcessExpired as death:
            raise RuntimeError("importing the libraries of a check ended it") from death
        except RuntimeError:  # pebble gives up a pool whose process dies with no job at hand
            await asyncio.to_thread(self.join)
            self._processes = self._new_processes()
            await self._load(modules)

    async def run(self, job: "Job") -> CheckResult:
        """Return the result of `job`, also where the child could not give one. Cancelling kills the child.

        The timeout counts from the moment at which the child takes the job, so that neither its start nor what it was
        told to import before is part of it.
        """
        settings = job.check.settings
        try:
            body = await self._answer(self._processes.schedule(self._work, args=[job], timeout=settings.timeout))
        except FutureTimeoutError:
            return CheckResult(Outcome.TIMEOUT, f"ran into its timeout of {settings.timeout:g} s and was stopped")
        except ProcessExpired as death:
            return CheckResult(Outcome.KILLED, _obituary(death.exitcode, settings.memory_limit))
        except RuntimeError:  # among them BrokenProcessPool
            return CheckResult(Outcome.KILLED, "its worker process could not start, or died before the check began")
        except Exception as error:
            return CheckResult(Outcome.CHECK_ERROR, f"it cannot be handed to a worker: {error}")
        return _decoded(body)

    async def run_together(self, firing: "Firing") -> Sequence[CheckResult]:
        """Return the result of each job of `firing`; where it came to no end, that each was killed.

        Otherwise as `run`.
        """
        try:
            bodies = await self._answer(
                self._processes.schedule(self._work_together, args=[firing], timeout=firing.timeout)
            )
        except Exception:  # a timeout, a death, a job that cannot be handed over: whose fault it is shows apart
            return [CheckResult(Outcome.KILLED, "the checks that it ran with did not end")] * len(firing.jobs)
        return [_decoded(body) for body in bodies]

    def stop(self) -> None:
        """Let no more happen, and kill what happens. Returns at once; `join` waits."""
        self._processes.stop()
        for child in multiprocessing.active_children():
            if child.pid == self._pid:
                child.kill()  # pebble would give native code that heeds no SIGTERM three seconds

    def join(self) -> None:
        """Return when the process has gone. Blocks."""
        self.stop()
        self._processes.join()

    async def _load(self, modules: Collection[str]) -> None:
        pid = await self._answer(self._processes.schedule(load, args=[sorted(modules)]))
        self.loaded = frozenset(modules) | (self.loaded if pid == self._pid else frozenset())
        self._pid = pid

    async def _answer(self, future: "Future[A]") -> A:
        """Return what `future` brings. Cancelling cancels it, which kills the child.

        Raises
        ------
        RuntimeError
            If nothing will: pebble forgets what it is handed in the moment in which it gives up a pool.
        """
        answer = asyncio.wrap_future(future)
        try:
            while not (await asyncio.wait([answer], timeout=LOOK))[0]:
                if not self._processes.active and not future.done():
                    raise RuntimeError("its processes have ended")
            return await answer
        finally:
            answer.cancel()

    def _new_processes(self) -> ProcessPool:
        return ProcessPool(max_workers=1, initializer=self._prepare, context=_SPAWN)


@contextmanager
def begun() -> Iterator[Worker]:
    """Give a worker whose process starts already, for a program that has its config still to read; end it after."""
    worker = Worker()
    worker.begin()
    try:
        yield worker
    finally:
        worker.join()


def _obituary(exitcode: int | None, memory_limit: int) -> str:
    if exitcode is None or exitcode >= 0:
        return f"its worker process ended with exit code {exitcode}"
    limit = memory_limit / 2**20
    return (
        f"its worker process was killed by {signal.Signals(-exitcode).name}: "
        f"the cause may be its memory limit of {limit:,.0f} MiB, or that of the machine"
    )


def _decoded(body: bytes) -> CheckResult:
    try:
        return CheckResult.from_json(body)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return CheckResult(Outcome.CHECK_ERROR, f"the answer of its worker cannot be read: {error}")
