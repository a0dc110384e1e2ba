"""Where checks run: a bounded number of worker processes, none of which imports what another has already."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.logs import logger
from dte_exporter.scheduling.turns import Turns
from dte_exporter.scheduling.worker import Worker

_log = logger()


def _none(check: ConfiguredCheck) -> frozenset[str]:
    return frozenset()


class Pool:
    """The workers of this process: at most as many checks run at once as there are.

    Importing a library takes seconds and most checks need none. So of those that wait, the one goes first for which
    a free worker has the fewest modules left to import (see `Turns`), and of free workers the one is taken that has the
    fewest.

    Parameters
    ----------
    workers : iterable of Worker
        None of them started.
    libraries : callable
        The modules that a run of a check needs.
    on_idle : callable
        Is told what a worker has imported for which nobody waits.
    on_waiting : callable
        Is told how many wait, when that changes.
    """

    def __init__(
        self,
        workers: Iterable[Worker],
        libraries: Callable[[ConfiguredCheck], frozenset[str]] = _none,
        on_idle: Callable[[frozenset[str]], object] = lambda loaded: None,
        on_waiting: Callable[[int], object] = lambda count: None,
    ) -> None:
        self._workers = tuple(workers)
        self._libraries = libraries
        self._on_idle = on_idle
        self._on_waiting = on_waiting
        self._idle: list[Worker] = []
        self._turns = Turns()
        self._up: set[Worker] = set()
        self._warming: list[asyncio.Task[None]] = []

    @property
    def is_up(self) -> bool:
        """Whether a worker is warm, or was when it was last asked."""
        return bool(self._up)

    def start(self) -> None:
        """Start the workers and return; they get ready in the background."""
        self._warming = [asyncio.create_task(self._start(worker)) for worker in self._workers]

    @asynccontextmanager
    async def worker(self, check: ConfiguredCheck) -> AsyncIterator[Worker]:
        """Give a worker for the time of the block, as soon as one is free that has imported what `check` needs.

        A worker that cannot be started is given all the same.
        """
        modules = self._libraries(check)
        worker = await self._taken(check.team, modules)
        try:
            await self._warm(worker, modules)
            yield worker
        finally:
            self._turns.end(check.team)
            self._give_back(worker)

    def look_for_work(self) -> None:
        """Tell of each idle worker once more: there may be something to do that nobody waits for."""
        for worker in tuple(self._idle):
            self._on_idle(worker.loaded)

    async def close(self) -> None:
        """End all workers, in the middle of a job if need be."""
        for task in self._warming:
            task.cancel()
        for worker in self._workers:
            worker.stop()
        await asyncio.gather(*(asyncio.to_thread(worker.join) for worker in self._workers))

    async def _start(self, worker: Worker) -> None:
        try:
            await self._warm(worker, ())
        finally:
            self._give_back(worker)

    async def _taken(self, team: str, modules: frozenset[str]) -> Worker:
        if self._idle:
            worker = min(self._idle, key=lambda one: len(modules - one.loaded))
            self._idle.remove(worker)
            self._turns.begin(team)
            return worker
        waiting = self._turns.wait(team, modules)
        self._on_waiting(len(self._turns))
        try:
            return await waiting.given
        except asyncio.CancelledError:
            if waiting.given.cancelled():
                self._turns.give_up(waiting)
                self._on_waiting(len(self._turns))
            else:  # it was given one in the moment in which it gave up
                self._turns.end(team)
                self._give_back(waiting.given.result())
            raise

    def _give_back(self, worker: Worker) -> None:
        chosen = self._turns.next(worker.loaded)
        if chosen is None:
            self._idle.append(worker)
            self._on_idle(worker.loaded)
            return
        chosen.given.set_result(worker)
        self._on_waiting(len(self._turns))

    async def _warm(self, worker: Worker, modules: Collection[str]) -> None:
        try:
            await worker.warm(modules)
        except RuntimeError as error:  # whoever holds it will fail to run a job, and the next holder tries again
            self._up.discard(worker)
            _log.error("a worker process cannot start", error=repr(error))
        else:
            self._up.add(worker)
