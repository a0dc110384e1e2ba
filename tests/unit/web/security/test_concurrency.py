import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from dte_exporter.web.error_responses import told
from dte_exporter.web.security.concurrency import Load


def scope(path: str = "/metrics", kind: str = "http") -> Scope:
    """Return the scope of a request."""
    return {
        "type": kind,
        "path": path,
        "headers": [],
        "server": ("localhost", 80),
        "scheme": "http",
        "query_string": b"",
    }


async def answered(load: Load, of: Scope) -> list[Message]:
    """Return what is sent."""
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("nobody reads here")

    async def send(message: Message) -> None:
        sent.append(message)

    await load(of, receive, send)
    return sent


class Held:
    """An application that answers once it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, and answer."""
        await self.go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def test_excess_requests_are_told_to_come_again() -> None:
    """Two at once, so the third gets 503 at once; when they have ended there is room again."""

    async def crowd() -> tuple[list[Message], list[list[Message]], list[Message]]:
        app = Held()
        load = Load(app, lambda: 2, told)
        waiting = [asyncio.create_task(answered(load, scope())) for _ in range(2)]
        await asyncio.sleep(0)
        excess = await answered(load, scope())
        app.go.set()
        return excess, await asyncio.gather(*waiting), await answered(load, scope())

    excess, served, later = asyncio.run(crowd())
    assert (excess[0]["status"], excess[1]["body"]) == (503, b"Too many requests at once: ask again later.\n")
    assert (b"retry-after", b"1") in excess[0]["headers"]
    assert [one[0]["status"] for one in (*served, later)] == [200, 200, 200]


@pytest.mark.parametrize("of", [scope("/-/healthy"), scope("/-/ready"), scope("/api/v1/stream", "websocket")])
def test_health_and_sockets_do_not_wait_in_that_line(of: Any) -> None:
    """An orchestrator that hears nothing would kill a busy exporter; a socket is open for as long as its page."""

    async def busy() -> list[Message]:
        app = Held()
        app.go.set()
        return await answered(Load(app, lambda: 0, told), of)

    assert asyncio.run(busy())[0]["status"] == 200


def test_an_answer_that_takes_too_long_is_given_up() -> None:
    """Nobody waits for it any more."""
    sent = asyncio.run(_forever())
    assert (sent[0]["status"], sent[1]["body"]) == (503, b"The answer took too long.\n")


async def _forever() -> list[Message]:
    return await answered(Load(Held(), lambda: 1, told, longest=0.001), scope())


def test_an_answer_that_stops_half_way_is_not_mended() -> None:
    """Its client has half of it: the server closes the connection, which says that it is not whole."""

    async def stuck(_: Scope, __: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    sent = asyncio.run(answered(Load(stuck, lambda: 1, told, longest=0.001), scope()))
    assert [one["type"] for one in sent] == ["http.response.start"]
