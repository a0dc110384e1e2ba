"""Where checks run: a bounded number of worker processes, none of which imports what another has already."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.logs import logger
from dte_exporter.scheduling.worker import Worker

PATIENCE = 50
"""How often a check that waits is passed over for one that needs fewer imports: so none waits for ever."""

_log = logger()


def _none(check: ConfiguredCheck) -> frozenset[str]:
    return frozenset()


@dataclass(eq=False, slots=True)
class _Waiting:
    """Who waits for a worker, for a run that needs `modules`, and how often others were given one meanwhile."""

    modules: frozenset[str]
    given: asyncio.Future[Worker] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    passed_over: int = 0


class Pool:
    """The workers of this process: at most as many checks run at once as there are.

    Importing a library takes seconds and most checks need none. So of those that wait, the one goes first for which
    a free worker has the fewest modules left to import, and of free workers the one is taken that has the fewest.

    Parameters
    ----------
    workers : iterable of Worker
        None of them started.
    libraries : callable
        The modules that a run of a check needs.
    """

    def __init__(
        self, workers: Iterable[Worker], libraries: Callable[[ConfiguredCheck], frozenset[str]] = _none
    ) -> None:
        self._workers = tuple(workers)
        self._libraries = libraries
        self._idle: list[Worker] = []
        self._waiting: list[_Waiting] = []
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
        worker = await self._taken(modules)
        try:
            await self._warm(worker, modules)
            yield worker
        finally:
            self._give_back(worker)

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

    async def _taken(self, modules: frozenset[str]) -> Worker:
        if self._idle:
            worker = min(self._idle, key=lambda one: len(modules - one.loaded))
            self._idle.remove(worker)
            return worker
        waiting = _Waiting(modules)
        self._waiting.append(waiting)
        try:
            return await waiting.given
        except asyncio.CancelledError:
            if not waiting.given.cancelled():  # it was given one in the moment in which it gave up
                self._give_back(waiting.given.result())
            raise

    def _give_back(self, worker: Worker) -> None:
        self._waiting = [waiting for waiting in self._waiting if not waiting.given.cancelled()]
        if not self._waiting:
            self._idle.append(worker)
            return
        chosen = self._next(worker)
        for waiting in self._waiting[: self._waiting.index(chosen)]:
            waiting.passed_over += 1
        self._waiting.remove(chosen)
        chosen.given.set_result(worker)

    def _next(self, worker: Worker) -> _Waiting:
        """Return who is to have `worker`: the first whose patience is at its end, else whom it suits best."""
        oldest = self._waiting[0]
        if oldest.passed_over >= PATIENCE:
            return oldest
        return min(self._waiting, key=lambda one: len(one.modules - worker.loaded))

    async def _warm(self, worker: Worker, modules: Collection[str]) -> None:
        try:
            await worker.warm(modules)
        except RuntimeError as error:  # whoever holds it will fail to run a job, and the next holder tries again
            self._up.discard(worker)
            _log.error("a worker process cannot start", error=repr(error))
        else:
            self._up.add(worker)
