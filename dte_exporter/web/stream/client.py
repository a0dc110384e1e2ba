"""One client of the stream: it is told everything in order, as fast as it reads, or sent away."""

import asyncio
from contextlib import nullcontext, suppress
from dataclasses import dataclass

from starlette.websockets import WebSocket, WebSocketDisconnect

from dte_exporter.web.stream.feed import Feed

HEARTBEAT = 15.0
"""Seconds of silence after which a client is told that nothing has changed."""

PATIENCE = 30.0
"""Seconds that a client has to take one message."""

SAYINGS = 16
"""Messages that a client may send, all of them ignored, before it is sent away."""

LARGE = 64 * 2**10
"""Characters from which on a message is sent in turn: what clients do not take fills this process."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """Why a client is sent away: the code of RFC 6455 (section 7.4) and a sentence."""

    code: int
    reason: str


TALKATIVE = Farewell(1008, "this stream only speaks")
SLOW = Farewell(1013, "too slow: come back with since and boot")


class Client:
    """Tells one client what the feed says.

    Parameters
    ----------
    websocket : WebSocket
        The connection, accepted.
    feed : Feed
        What is told.
    turns : asyncio.Semaphore
        How many clients are sent something large at once.
    """

    def __init__(self, websocket: WebSocket, feed: Feed, turns: asyncio.Semaphore) -> None:
        self._websocket = websocket
        self._feed = feed
        self._turns = turns

    async def converse(self) -> None:
        """Tell until the client leaves, or is sent away."""
        both = {asyncio.create_task(self._listen()), asyncio.create_task(self._tell())}
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        farewell = done.pop().result()
        if farewell is not None:
            with suppress(TimeoutError, WebSocketDisconnect):
                async with asyncio.timeout(1):
                    await self._websocket.close(farewell.code, farewell.reason)

    async def _listen(self) -> Farewell | None:
        """Return when the client has left, or said too much. What it says is not read."""
        for _ in range(SAYINGS):
            if (await self._websocket.receive())["type"] == "websocket.disconnect":
                return None
        return TALKATIVE

    async def _tell(self) -> Farewell | None:
        """Return when the client has left, takes nothing, or has fallen behind what is still held."""
        with suppress(TimeoutError, WebSocketDisconnect):
            async with self._feed.followed():
                sequence = await self._begin()
                while self._feed.backlog.reaches(sequence):
                    sequence = await self._go_on(sequence)
                return SLOW
        return None

    async def _begin(self) -> int:
        """Take the client up where it was, or tell it everything; return where it is now."""
        known = self._websocket.query_params
        sequence = int(since) if (since := known.get("since", "")).isdecimal() else -1
        if known.get("boot") == self._feed.boot and self._feed.backlog.reaches(sequence):
            await self._send(self._feed.heartbeat())
            return sequence
        sequence, everything = await self._feed.snapshot()
        await self._send(everything)
        return sequence

    async def _go_on(self, sequence: int) -> int:
        """Tell the change that follows `sequence`, or after a while that there is none; return where the client is."""
        following = self._feed.backlog.after(sequence)
        if following is not None:
            await self._send(following)
            return sequence + 1
        try:
            async with asyncio.timeout(HEARTBEAT):
                await self._feed.moved(sequence)
        except TimeoutError:
            await self._send(self._feed.heartbeat())
        return sequence

    async def _send(self, message: str) -> None:
        async with self._turns if len(message) >= LARGE else nullcontext():
            async with asyncio.timeout(PATIENCE):
                await self._websocket.send_text(message)
