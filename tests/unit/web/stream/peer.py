"""A client of the stream, joined to the application without a network."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Message

PATIENCE = 60
"""Seconds after which a message that was waited for will not come."""


class Peer:
    """One connection, as the client sees it."""

    def __init__(self) -> None:
        self.reads = asyncio.Event()
        self.reads.set()
        self._to_server: asyncio.Queue[Message] = asyncio.Queue()
        self._to_client: asyncio.Queue[Message] = asyncio.Queue()
        self._to_server.put_nowait({"type": "websocket.connect"})
        self.serving: asyncio.Task[None] | None = None

    async def ended(self) -> None:
        """Wait until the server is done with this client."""
        assert self.serving is not None
        await asyncio.wait([self.serving], timeout=PATIENCE)

    async def told(self) -> dict[str, Any]:
        """Return the next message of the stream."""
        message = await self.event()
        assert message["type"] == "websocket.send", message
        parsed: dict[str, Any] = json.loads(message["text"])
        return parsed

    async def event(self) -> Message:
        """Return what happens next."""
        return await asyncio.wait_for(self._to_client.get(), PATIENCE)

    def say(self, text: str) -> None:
        """Send a message to the server."""
        self._to_server.put_nowait({"type": "websocket.receive", "text": text})

    def leave(self) -> None:
        """Go."""
        self._to_server.put_nowait({"type": "websocket.disconnect", "code": 1001})

    async def receive(self) -> Message:
        """Hand the server what the client does next."""
        return await self._to_server.get()

    async def send(self, message: Message) -> None:
        """Take from the server, as soon as the client reads."""
        await self.reads.wait()
        self._to_client.put_nowait(message)


@asynccontextmanager
async def dialled(app: ASGIApp, query: str = "", headers: Mapping[str, str] | None = None) -> AsyncIterator[Peer]:
    """Connect a client to the stream of `app`; in the end it leaves, and the server has nothing left of it."""
    peer = Peer()
    scope = {
        "type": "websocket",
        "path": "/api/v1/stream",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in {"host": "exporter", **(headers or {})}.items()],
        "extensions": {"websocket.http.response": {}},
    }
    peer.serving = asyncio.create_task(_served(app, scope, peer))
    try:
        yield peer
    finally:
        peer.leave()
        peer.reads.set()
        await asyncio.wait_for(peer.serving, PATIENCE)


@asynccontextmanager
async def listening(app: ASGIApp, query: str = "") -> AsyncIterator[Peer]:
    """Connect a client that is let in."""
    async with dialled(app, query) as peer:
        assert (await peer.event())["type"] == "websocket.accept"
        yield peer


async def _served(app: ASGIApp, scope: dict[str, Any], peer: Peer) -> None:
    await app(scope, peer.receive, peer.send)
