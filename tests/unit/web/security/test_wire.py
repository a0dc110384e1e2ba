"""Connections over the loopback to the server as it is."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from dte_exporter.web.asgi import create_app
from dte_exporter.web.listen import listening_socket
from dte_exporter.web.security import wire
from dte_exporter.web.security.security import OPEN, Guard, Security
from dte_exporter.web.security.tls import server_context
from dte_exporter.web.security.web_config import TlsServer
from dte_exporter.web.server import Server
from tests.unit.web.running import Running

REQUEST = b"GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n"
Talk = Callable[[int], Awaitable[bytes]]


@asynccontextmanager
async def served(service: Running, guard: Guard) -> AsyncIterator[int]:
    """Serve on a free port while the caller talks to it."""
    ready = asyncio.Event()
    with listening_socket("127.0.0.1:0") as listening:
        server = Server(create_app(service, guard), ready.set, guard)
        serving = asyncio.create_task(server.serve([listening]))
        await ready.wait()
        try:
            yield int(listening.getsockname()[1])
        finally:
            server.stop()
            await serving


def heard(service: Running, talk: Talk, guard: Guard = lambda: OPEN) -> bytes:
    """Return what `talk` hears from the server at its port."""

    async def run() -> bytes:
        async with served(service, guard) as port:
            return await talk(port)

    return asyncio.run(run())


async def until_ended(reader: asyncio.StreamReader) -> bytes:
    """Return what comes until the server ends the connection: by a reset, where it has not read all that was sent."""
    heard = bytearray()
    with suppress(ConnectionResetError):
        while some := await reader.read(2**16):
            heard += some
    return bytes(heard)


@pytest.mark.parametrize(
    "start", [b"", b"GET / HT", b"POST /-/reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na"]
)
def test_who_does_not_finish_the_request_is_left(
    service: Running, monkeypatch: pytest.MonkeyPatch, start: bytes
) -> None:
    """Silent from the start, in the middle of the head, or in the body: the connection ends."""
    monkeypatch.setattr(wire, "PATIENCE", 0.05)

    async def dawdle(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(start)
        answer = await until_ended(reader)
        writer.close()
        return answer

    answer = heard(service, dawdle)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 403")


def test_a_byte_now_and_then_gains_no_time(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline counts from the first byte, so that a few slow clients do not hold all connections."""
    monkeypatch.setattr(wire, "PATIENCE", 0.2)

    async def drip(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        end = asyncio.create_task(until_ended(reader))
        for _ in range(200):
            writer.write(b"G")
            await asyncio.wait([end], timeout=0.01)
            if end.done():
                break
        writer.close()
        assert end.done()
        return await end

    assert heard(service, drip) == b""


def test_a_client_that_asks_again_and_again_is_kept(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline is for one request: two on one connection are answered."""

    async def twice(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        heard = b""
        for _ in range(2):
            writer.write(REQUEST)
            heard += await reader.readuntil(b"healthy.\n")
        writer.close()
        return heard

    assert heard(service, twice).count(b"HTTP/1.1 200") == 2


def test_a_head_larger_than_any_is_refused(service: Running) -> None:
    """64 KiB of headers are no request."""

    async def shout(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nX: " + b"x" * 2**16)
        answer = await reader.readline()
        writer.close()
        return answer

    assert heard(service, shout).startswith(b"HTTP/1.1 400")


def test_each_connection_has_the_certificate_of_the_moment(
    service: Running, certificates: Path, authority: object
) -> None:
    """The first context refuses the client, which has no certificate; the second, in force since, asks for none."""
    strict = TlsServer(
        cert_file="server.crt",
        key_file="server.key",
        client_auth_type="RequireAndVerifyClientCert",
        client_ca_file="ca.crt",
    )
    contexts = [
        server_context(one, certificates) for one in (strict, TlsServer(cert_file="server.crt", key_file="server.key"))
    ]
    client = ssl.create_default_context(cafile=str(certificates / "ca.crt"))

    async def ask(port: int) -> bytes:
        with suppress(ssl.SSLError, ConnectionError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=client)
            writer.write(REQUEST)
            answer = await reader.readline()
            writer.close()
            return answer
        return b""

    async def twice(port: int) -> bytes:
        refused = await ask(port)
        contexts.pop(0)
        return refused + await ask(port)

    assert heard(service, twice, lambda: Security(tls=contexts[0])) == b"HTTP/1.1 200 OK\r\n"


def test_a_websocket_stays_open(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has asked for one has said what they want, and may listen for as long as they like."""
    monkeypatch.setattr(wire, "PATIENCE", 0.05)

    async def listen(port: int) -> bytes:
        async with connect(f"ws://127.0.0.1:{port}/api/v1/stream") as client:
            closed = asyncio.create_task(client.wait_closed())
            await asyncio.wait([closed], timeout=0.3)
            assert not closed.done()
            return str(await client.recv()).encode()

    assert heard(service, listen).startswith(b'{"type":"snapshot"')
