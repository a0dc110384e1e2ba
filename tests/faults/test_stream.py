"""The stream over a real network: those who read it badly, beside one who reads it well."""

import json
import os
import socket
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.faults.exporter import STEADY, Exporter, Start

PING = bytes([0x89, 0xFD]) + bytes(4) + bytes(125)
"""A masked ping as large as one may be."""


@pytest.fixture(scope="module")
def exporter(start: Start) -> Exporter:
    """Return an exporter one of whose checks runs every second."""
    running = start({"other": {**STEADY, "every": "1h"}})
    running.ran("steady")
    running.ran("other")
    return running


def address(exporter: Exporter) -> str:
    """Return the host and the port."""
    return exporter.url.removeprefix("http://")


@contextmanager
def listening(exporter: Exporter, query: str = "", **options: Any) -> Iterator[ClientConnection]:
    """Connect as a well-behaved client."""
    with connect(f"ws://{address(exporter)}/api/v1/stream{query}", **options) as client:
        yield client


def told(client: ClientConnection) -> dict[str, Any]:
    """Return the next message."""
    message: dict[str, Any] = json.loads(client.recv(timeout=60))
    return message


def farewell(client: ClientConnection) -> int:
    """Return the code with which the server ends the conversation."""
    with suppress(ConnectionClosed):
        while client.recv(timeout=60):
            pass
    return client.close_code or 0


def mute(exporter: Exporter) -> socket.socket:
    """Connect as a client that takes as little as the kernel allows, and reads nothing once it is let in."""
    host, _, port = address(exporter).partition(":")
    peer = socket.socket()
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    peer.connect((host, int(port)))
    key = b64encode(os.urandom(16)).decode()
    peer.sendall(
        f"GET /api/v1/stream HTTP/1.1\r\nHost: {address(exporter)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        answer += peer.recv(1)
    assert answer.startswith(b"HTTP/1.1 101 ")
    return peer


def resident(exporter: Exporter) -> int:
    """Return the bytes that the serving process holds."""
    pages = int(Path(f"/proc/{exporter.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_the_stream_agrees_with_the_scrape(exporter: Exporter) -> None:
    """Every series of the check that does not run meanwhile has the same value in both."""
    with listening(exporter) as client:
        streamed = {
            (one["name"], tuple(sorted(one["labels"].items()))): one["value"] for one in told(client)["samples"]
        }
    scraped = {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(exporter.get("/metrics"))
        for sample in family.samples
        if sample.labels.get("check") == "other"
    }
    assert scraped
    assert scraped.items() <= streamed.items()


def test_each_run_is_told_without_being_asked_for(exporter: Exporter) -> None:
    """The count of runs grows from one delta to the next."""
    with listening(exporter) as client:
        sequence = told(client)["sequence"]
        for step in (1, 2):
            delta = told(client)
            assert (delta["type"], delta["sequence"]) == ("delta", sequence + step)
            assert "dte_check_runs_total" in {one["name"] for one in delta["changed"]}


def test_who_comes_back_goes_on(exporter: Exporter) -> None:
    """After the connection is lost, nothing that was told is told again."""
    with listening(exporter) as client:
        whole = told(client)
    with listening(exporter, f"?since={whole['sequence']}&boot={whole['boot']}") as client:
        assert [told(client)["type"], told(client)["type"]] == ["heartbeat", "delta"]


def test_a_foreign_page_is_refused_at_the_handshake(exporter: Exporter) -> None:
    """The sentence names the key of the config that would admit it, and the log is spared."""
    with pytest.raises(InvalidStatus) as refusal, listening(exporter, origin="https://evil.example"):
        pass
    assert refusal.value.response.status_code == 403
    assert b"web.cors_origins" in refusal.value.response.body
    assert exporter.logged("ASGI callable returned without completing handshake.") == []


@pytest.mark.parametrize(("message", "code"), [("x" * 5000, 1009), (b"x" * 5000, 1009)])
def test_who_says_something_large_is_sent_away(exporter: Exporter, message: str | bytes, code: int) -> None:
    """Four KiB are more than any client has to say."""
    with listening(exporter) as client:
        client.send(message)
        assert farewell(client) == code


def test_nobody_is_disturbed_by_those_who_do_not_read(exporter: Exporter) -> None:
    """While fifty never read and half of them send garbage, another is told every change."""
    with listening(exporter) as client, ExitStack() as peers:
        sequence = told(client)["sequence"]
        for number in range(50):
            peer = peers.enter_context(mute(exporter))
            peer.sendall(b"\xff" * 64 * (number % 2))
        assert [told(client)["sequence"] for _ in range(3)] == [sequence + 1, sequence + 2, sequence + 3]
    assert exporter.values("dte_check_success", check="steady") == [1]


def test_answers_do_not_pile_up_for_who_reads_none(exporter: Exporter) -> None:
    """Sixteen megabytes of pings from a client that never reads leave nothing in the process."""
    before = resident(exporter)
    with mute(exporter) as peer:
        with suppress(ConnectionError):  # who answers no ping of ours for 20 s is cut off
            for _ in range(32):
                peer.sendall(PING * 4000)
        assert exporter.values("dte_check_success", check="steady") == [1]
        assert resident(exporter) - before < 8 * 2**20


def test_the_log_is_not_filled_by_garbage(exporter: Exporter) -> None:
    """What is no UTF-8, or no frame, leaves no traceback."""
    with listening(exporter) as client:
        told(client)
        client.send("\xff".encode("latin-1"), text=True)
        assert told(client)["type"] == "delta"
    with mute(exporter) as peer:
        peer.sendall(b"\xff" * 64)
    assert "Traceback" not in (exporter.folder / "log").read_text()


def test_listeners_do_not_keep_the_exporter_from_stopping(start: Start) -> None:
    """One who reads and one who does not: it ends with 0 all the same, and says so to who reads."""
    running = start({})
    with listening(running) as client, mute(running):
        told(client)
        assert running.stop() == 0
        assert farewell(client) == 1012
