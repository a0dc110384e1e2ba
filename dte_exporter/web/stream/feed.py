"""The one source of the stream: it follows the store while anybody listens, and tells each change once."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from secrets import token_hex

from dte_exporter.exposition.shown import Origin, Shown
from dte_exporter.metric import Sample
from dte_exporter.storage.snapshot import Snapshot
from dte_exporter.web.service import Service
from dte_exporter.web.stream import message
from dte_exporter.web.stream.backlog import Backlog
from dte_exporter.web.stream.difference import State, changes, exported
from dte_exporter.web.stream.message import Place

_PAUSE = 0.2
"""Seconds between two deltas at least: what changes in between comes as one."""

_LOOK = 15.0
"""Seconds after which the clock is looked at again: it may have been set."""


class Feed:
    """Turns the snapshots of `service` into one numbered run of messages. It is of the event loop's thread.

    Parameters
    ----------
    service : Service
        The exporter.
    """

    def __init__(self, service: Service) -> None:
        self.boot = token_hex(8)
        self.backlog = Backlog()
        self._service = service
        self._shown = Shown()
        self._state = State()
        self._whole: str | None = None  # the state as one message
        self._parts: Mapping[Origin, tuple[tuple[Sample, ...], str]] = {}  # its groups, encoded
        self._refreshing = asyncio.Lock()
        self._moved = asyncio.Event()
        self._followers = 0
        self._pump: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Keep up with the store while in here; without followers it costs nothing."""
        self._followers += 1
        try:
            await self._refresh()
            self._start()
            yield
        finally:
            self._followers -= 1
            if not self._followers:
                self._stop()

    async def moved(self, sequence: int) -> None:
        """Wait until there is more than `sequence`; raise what keeps the stream from going on, if anything does."""
        while self.backlog.sequence == sequence:
            if self._pump is not None and self._pump.done():
                self._pump.result()
            await self._moved.wait()

    async def snapshot(self) -> tuple[int, str]:
        """Return everything as one message, and the number of the last change that is in it."""
        async with self._refreshing:
            if self._whole is None:
                self._whole = await asyncio.to_thread(self._encoded)
            return self.backlog.sequence, self._whole

    def heartbeat(self) -> str:
        """Return the message that says that nothing has changed."""
        return message.heartbeat(Place(self.boot, self.backlog.sequence, self._service.clock.now()))

    def _start(self) -> None:
        if self._pump is None:
            self._pump = asyncio.create_task(self._run())
            self._pump.add_done_callback(lambda _: self._wake())

    def _stop(self) -> None:
        if self._pump is not None:
            self._pump.cancel()
            self._pump = None

    async def _run(self) -> None:
        while True:
            await self._due()
            await self._refresh()
            await asyncio.sleep(_PAUSE)

    async def _due(self) -> None:
        """Wait for another snapshot, or for a value of this one to grow stale."""
        with suppress(TimeoutError):
            async with asyncio.timeout(min(self._state.until - self._service.clock.now(), _LOOK)):
                await self._service.store.changed(self._state.snapshot)

    async def _refresh(self) -> None:
        """Tell what has changed since the last time, if anything has."""
        async with self._refreshing:
            snapshot, now = self._service.store.current, self._service.clock.now()
            if not self._state.holds(snapshot.sequence, now):
                # In a thread, since it may be large; and only then kept, since who waits for it may leave meanwhile.
                state, told = await asyncio.to_thread(self._next, snapshot, now)
                self._state = state
                self._tell(told)

    def _next(self, snapshot: Snapshot, now: float) -> tuple[State, str | None]:
        """Return what is shown now, and the message that leads there; none where it says nothing, or nobody follows."""
        state = self._state.followed_by(self._shown.portions(snapshot, now), snapshot, now)
        if self._state.snapshot < 0:
            return state, None
        found = changes(self._state, state, self._service.exposition.catalogue)
        place = Place(self.boot, self.backlog.sequence + 1, now)
        return state, message.delta(place, found.changed, found.removed) if found else None

    def _tell(self, told: str | None) -> None:
        if told is not None:
            self._whole = None
            self.backlog.append(told)
            self._wake()

    def _encoded(self) -> str:
        self._parts = {origin: self._part(origin, group) for origin, group in self._state.groups.items()}
        place = Place(self.boot, self.backlog.sequence, self._state.at)
        return message.snapshot(place, (text for _, text in self._parts.values()))

    def _part(self, origin: Origin, group: tuple[Sample, ...]) -> tuple[tuple[Sample, ...], str]:
        """Return a group with its text: the one from last time, where it is the same group still."""
        known = self._parts.get(origin)
        if known is not None and known[0] is group:
            return known
        return group, message.encoded(exported(group, self._service.exposition.catalogue))

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
