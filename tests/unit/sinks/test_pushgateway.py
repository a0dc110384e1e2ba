"""What is sent to a gateway, and what is said when it does not take it. The real one is in tests/integration."""

import base64
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dte_exporter.errors import SinkError
from dte_exporter.sinks.pushgateway import Pushgateway

BODY = b"dte_toy_weight 1.0\n"


class Gateway(HTTPServer):
    """A server that keeps what it is sent, and answers as a test wants."""

    status, answer = 200, b""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []

    @property
    def place(self) -> str:
        """Return host and port."""
        return f"127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Gateway

    def do_PUT(self) -> None:
        """Keep it, and answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    """Return a gateway that listens."""
    with Gateway() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("prefix", "job"), [("", "dte"), ("/push/", "nightly runs/é")])
def test_the_group_of_the_job_is_replaced(gateway: Gateway, prefix: str, job: str) -> None:
    """PUT replaces the whole group; the job may hold whatever a label may."""
    Pushgateway(f"http://{gateway.place}{prefix}", job).put(BODY)
    ((method, path, headers, body),) = gateway.requests
    assert (method, body) == ("PUT", BODY)
    folder, _, encoded = path.rpartition("/")
    assert folder == f"{prefix.rstrip('/')}/metrics/job@base64"
    assert base64.urlsafe_b64decode(encoded.replace("%3D", "=")).decode() == job
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "Authorization" not in headers


def test_name_and_password_are_sent_and_never_shown(gateway: Gateway) -> None:
    """They come in the address, escaped as in any."""
    gateway.status, gateway.answer = 401, b"who are you?\n"
    with pytest.raises(SinkError) as refusal:
        Pushgateway(f"http://alice:open%20sesame@{gateway.place}", "dte").put(BODY)
    assert gateway.requests[0][2]["Authorization"] == f"Basic {base64.b64encode(b'alice:open sesame').decode()}"
    assert str(refusal.value) == f"the Pushgateway at {gateway.place} refuses: 401 who are you?"


def test_a_refusal_without_words_is_told_by_its_status(gateway: Gateway) -> None:
    """Proxies may say nothing."""
    gateway.status = 502
    with pytest.raises(SinkError, match="refuses: 502 Bad Gateway"):
        Pushgateway(f"http://{gateway.place}", "dte").put(BODY)


def test_nobody_at_the_address_is_said() -> None:
    """One sentence with the place and the reason."""
    with pytest.raises(SinkError, match=r"no Pushgateway answers at 127\.0\.0\.1:1: .*Connection refused"):
        Pushgateway("http://127.0.0.1:1", "dte").put(BODY)


@pytest.mark.parametrize("url", ["localhost:9091", "ftp://localhost", "http://", "/run/gateway", ""])
def test_what_is_no_address_is_refused_before_anything_is_measured(url: str) -> None:
    """The sentence shows one that would do."""
    with pytest.raises(
        SinkError, match="--push-gateway is the address of a Pushgateway, such as http://localhost:9091"
    ):
        Pushgateway(url, "dte")


def test_a_job_without_name_is_refused() -> None:
    """Prometheus would drop the label."""
    with pytest.raises(SinkError, match=r"--push-job .* cannot be empty"):
        Pushgateway("http://localhost:9091", "")
