"""The one thread that keeps the lineage events that are received: those that come together are committed together."""

import asyncio
import math
import queue
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from dte_exporter.clock import Clock
from dte_exporter.errors import HistoryError
from dte_exporter.lineage.events.sent_event import SentEvent
from dte_exporter.logs import logger
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.lineage_events import forget, insert

BATCH = 500
"""Events that are committed at once, at most."""

TENDING = 3600.0
"""Seconds between two looks at what is to be forgotten."""

_GOODBYE = 5.0
"""Seconds that the last events have to be written when the exporter stops."""

_FAULT = "events cannot be kept now"

_log = logger()

Kept = Literal["accepted", "duplicate"]
"""Whether an event is new, or was there."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """An event, and who waits for it to be kept."""

    event: SentEvent
    kept: asyncio.Future[Kept]
    loop: asyncio.AbstractEventLoop

    def answer(self, came_to: Kept | HistoryError) -> None:
        """Tell who waits, unless they have gone; in their own loop."""
        if self.kept.done():
            return
        if isinstance(came_to, HistoryError):
            self.kept.set_exception(HistoryError(str(came_to)))  # one each: whoever waits adds to its traceback
        else:
            self.kept.set_result(came_to)


class LineageInbox:
    """Keeps events, and tells of each when it is kept: who was told so loses none of them, whoever is killed then.

    Parameters
    ----------
    database : Database
        Where they are kept, by a connection of its own.
    clock : Clock
        What time it is.
    keep : callable
        Returns for how many seconds an event is kept; None where nothing is received now, and so nothing forgotten.
    """

    def __init__(self, database: Database, clock: Clock, keep: Callable[[], float | None]) -> None:
        self._database = database
        self._clock = clock
        self._keep_for = keep
        self._letters: queue.SimpleQueue[_Letter | None] = queue.SimpleQueue()
        self._tended = -math.inf
        self._thread = threading.Thread(target=self._run, name="lineage inbox", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    async def keep(self, event: SentEvent) -> Kept:
        """Keep `event`, and return once it is committed. How many wait is for the caller to bound.

        Raises
        ------
        HistoryError
            If it cannot be kept now.
        """
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[Kept] = loop.create_future()
        self._letters.put(_Letter(event, kept, loop))
        return await kept

    def stop(self) -> None:
        """Keep what has come, and end. Blocks, but not for longer than a few seconds."""
        if self._thread.is_alive():
            self._letters.put(None)
            self._thread.join(_GOODBYE)
        else:
            self._database.close()

    def _run(self) -> None:
        ended = False
        while not ended:
            taken = self._taken()
            ended = None in taken
            letters = [one for one in taken if one is not None]
            if letters:
                self._deliver(letters)
            if not ended:
                self._tend()
        self._database.close()

    def _taken(self) -> list[_Letter | None]:
        """Return what has come, as soon as there is some; nothing, when it is time to tend."""
        taken: list[_Letter | None] = []
        with suppress(queue.Empty):
            taken.append(self._letters.get(timeout=TENDING))
            while len(taken) < BATCH:
                taken.append(self._letters.get_nowait())
        return taken

    def _deliver(self, letters: list[_Letter]) -> None:
        for letter, came_to in zip(letters, self._came_to(letters), strict=True):
            with suppress(RuntimeError):  # its loop has ended
                letter.loop.call_soon_threadsafe(letter.answer, came_to)

    def _came_to(self, letters: list[_Letter]) -> Iterable[Kept | HistoryError]:
        """Commit the events, and return what came of each."""
        try:
            with self._database.writing() as connection:
                new = insert(connection, (letter.event for letter in letters), self._clock.now())
        except HistoryError as error:
            return [error] * len(letters)
        except Exception as error:  # a fault of ours must not end the thread
            _log.error(_FAULT, error=repr(error), events=len(letters))
            return [HistoryError(_FAULT)] * len(letters)
        return ["accepted" if one else "duplicate" for one in new]

    def _tend(self) -> None:
        keep = self._keep_for()
        if keep is None or self._clock.monotonic() - self._tended < TENDING:
            return
        self._tended = self._clock.monotonic()
        try:
            with self._database.writing() as connection:
                forget(connection, self._clock.now() - keep)
        except HistoryError as error:
            _log.error("old events cannot be forgotten now", error=str(error))
