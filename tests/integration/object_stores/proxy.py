"""A proxy of these tests' own before a store: it counts what passes, and breaks what it is told to.

The stores behind it are real servers. None of them can be told to throttle, to fail or to drop a connection: this can.
"""

import http.client
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

Fault = tuple[str, int]
"""What happens to a request: ``("status", 429)`` for an answer, or ``("cut", 100)`` after so many bytes of it."""


@dataclass(frozen=True)
class Passed:
    """A request that passed, or was to.

    Parameters
    ----------
    method, target : str
        What was asked.
    sent : int
        Bytes of the body that went back.
    """

    method: str
    target: str
    sent: int


class Proxy(ThreadingHTTPServer):
    """A proxy on a port of its own before the server at `port` of this machine."""

    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = port
        self.passed: list[Passed] = []
        self.faults: list[Fault] = []
        self.hit: Callable[[str, str], bool] = lambda method, target: True
        self.after: Callable[[str, str], None] = lambda method, target: None
        self.lock = Lock()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def reset(self) -> None:
        """Forget what passed, and break nothing."""
        self.passed.clear()
        self.faults.clear()
        self.hit, self.after = (lambda method, target: True), (lambda method, target: None)

    def sent(self, name: str) -> int:
        """Return the bytes that went back of the object called `name`."""
        return sum(
            one.sent for one in self.passed if one.method == "GET" and unquote(urlsplit(one.target).path).endswith(name)
        )

    def fault(self, method: str, target: str) -> Fault | None:
        """Return what is to go wrong with this request."""
        with self.lock:
            return self.faults.pop(0) if self.faults and self.hit(method, target) else None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    server: Proxy
    protocol_version = "HTTP/1.1"
    _NOT_OURS: ClassVar = {"transfer-encoding", "connection", "content-length"}

    def log_message(self, *_: Any) -> None:
        """Print nothing."""

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind, much = self.server.fault(self.command, self.path) or ("", 0)
        if kind == "status":
            return self._answer(much, [], b"")
        inside = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)
        inside.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            inside.putheader(name, value)
        inside.endheaders(body)
        answer = inside.getresponse()
        content = answer.read()
        inside.close()
        self._answer(answer.status, answer.getheaders(), content, much if kind == "cut" else None)
        self.server.after(self.command, self.path)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):  # what http.server asks for by the method of a request
            return self._pass
        raise AttributeError(name)

    def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes, cut: int | None = None) -> None:
        self.send_response_only(status)
        length = str(len(content))
        for name, value in headers:
            if name.lower() == "content-length" and self.command == "HEAD":
                length = value
            if name.lower() not in self._NOT_OURS:
                self.send_header(name, value)
        self.send_header("Content-Length", length)
        self.end_headers()
        part = content if cut is None else content[:cut]
        self.server.passed.append(Passed(self.command, self.path, len(part)))  # before a client that counts has it
        with suppress(OSError):
            self.wfile.write(b"" if self.command == "HEAD" else part)
        if cut is not None:
            self.close_connection = True
