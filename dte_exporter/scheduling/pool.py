"""Where checks run: a bounded number of warm worker processes."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from dte_exporter.logs import logger
from dte_exporter.scheduling.worker import Worker

_log = logger()


class Pool:
    """The workers of this process: at most as many checks run at once as there are.

    Parameters
    ----------
    workers : iterable of Worker
        None of them started.
    """

    def __init__(self, workers: Iterable[Worker]) -> None:
        self._workers = tuple(workers)
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._up: set[Worker] = set()
        self._warming: list[asyncio.Task[None]] = []

    @property
    def is_up(self) -> bool:
        """Whether a worker is warm, or was when it was last asked."""
        return bool(self._up)

    def start(self) -> None:
        """Start the workers and return; they warm up in the background."""
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._warming = [asyncio.create_task(self._take_and_give_back()) for _ in self._workers]

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Give a worker for the time of the block, as soon as one is free: a warm one, if it can be started."""
        worker = await self._idle.get()
        try:
            await self._warm(worker)
            yield worker
        finally:
            self._idle.put_nowait(worker)

    async def close(self) -> None:
        """End all workers, in the middle of a job if need be."""
        for task in self._warming:
            task.cancel()
        for worker in self._workers:
            worker.stop()
        await asyncio.gather(*(asyncio.to_thread(worker.join) for worker in self._workers))

    async def _take_and_give_back(self) -> None:
        async with self.worker():
            pass

    async def _warm(self, worker: Worker) -> None:
        try:
            await worker.warm()
        except RuntimeError as error:  # whoever holds it will fail to run a job, and the next holder tries again
            self._up.discard(worker)
            _log.error("a worker process cannot start", error=repr(error))
        else:
            self._up.add(worker)
