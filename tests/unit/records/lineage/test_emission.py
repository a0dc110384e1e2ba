"""Events sent by the official client: into a file, or to a server that is there, refuses, or is not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from dte_exporter.config.lineage.emit import Emit
from dte_exporter.errors import SourceError
from dte_exporter.records.lineage.emission import send

EVENTS = ({"eventType": "START", "job": {"name": "a"}}, {"eventType": "COMPLETE", "job": {"name": "a"}})


class Server(ThreadingHTTPServer):
    """Takes events, and answers as the test says."""

    def __init__(self) -> None:
        self.answer, self.taken = 201, list[tuple[str, str | None, object]]()
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.taken.append((self.path, self.headers["Authorization"], body))
                self.send_response(server.answer)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        super().__init__(("127.0.0.1", 0), Handler)


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that runs."""
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def test_events_are_appended_to_a_file(tmp_path: Path) -> None:
    """One a line, after those that are there; relative to the config."""
    settings = Emit(path="events.jsonl")
    send(settings, tmp_path, EVENTS)
    send(settings, tmp_path, EVENTS[:1])

    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [*EVENTS, EVENTS[0]]


def test_a_server_is_sent_each_event(server: Server, tmp_path: Path) -> None:
    """Where clients of the standard send them, with the key."""
    settings = Emit(url=f"http://127.0.0.1:{server.server_port}", api_key=SecretStr("hunter22"))

    send(settings, tmp_path, EVENTS)

    assert server.taken == [("/api/v1/lineage", "Bearer hunter22", event) for event in EVENTS]


@pytest.mark.parametrize("status", [401, 404, 422])
def test_a_server_that_refuses_is_told_of(status: int, server: Server, tmp_path: Path) -> None:
    """By what it answered; the key is in no sentence."""
    server.answer = status
    settings = Emit(url=f"http://127.0.0.1:{server.server_port}", api_key=SecretStr("hunter22"))

    with pytest.raises(SourceError, match=f"the server answered {status}") as refusal:
        send(settings, tmp_path, EVENTS)
    assert "hunter22" not in str(refusal.value)


def test_a_server_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    """In one sentence, with the kind of the fault, and no password of the address."""
    with pytest.raises(SourceError, match=r"^events cannot be sent to http://me:<secret>@127.0.0.1:9: nobody answered"):
        send(Emit(url="http://me:hunter22@127.0.0.1:9"), tmp_path, EVENTS)


def test_a_file_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    """A folder is none."""
    with pytest.raises(SourceError, match=r"^events cannot be sent to \."):
        send(Emit(path="."), tmp_path, EVENTS)
