import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from dte_exporter.config.models import Settings, Web
from dte_exporter.web import create_app
from dte_exporter.web.security.rate_limit import Bucket
from dte_exporter.web.security.security import OPEN, Guard, Security
from dte_exporter.web.security.tokens import Tokens
from dte_exporter.web.security.web_config import RateLimit
from tests.unit.web.running import Client, ManualClock, Running

HERE = {"host": "localhost:10610"}


def ask(
    service: Running,
    headers: Mapping[str, str],
    path: str = "/metrics",
    method: str = "GET",
    server: tuple[str, int] | None = ("127.0.0.1", 10610),
    guard: Guard = lambda: OPEN,
    kind: str = "http",
) -> list[dict[str, Any]]:
    """Return what the application sends to a request that has reached it at `server`."""
    scope: dict[str, Any] = {"type": kind, "method": method, "path": path, "query_string": b"", "server": server}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(create_app(service, guard)(scope, receive, send))
    return sent


def status(*args: Any, **more: Any) -> int:
    """Return the status of the answer."""
    return int(ask(*args, **more)[0]["status"])


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:10610", "127.0.0.1:10610", "[::1]:10610", "127.8.9.1", "LOCALHOST.", "a.localhost"]
)
@pytest.mark.parametrize("server", ["127.0.0.1", "::1"])
def test_who_asks_for_the_loopback_is_answered_on_it(service: Running, host: str, server: str) -> None:
    """However it is spelt."""
    assert status(service, {"host": host}, server=(server, 10610)) == 200


def test_the_machines_own_name_is_known(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian lets it lead to 127.0.1.1."""
    monkeypatch.setattr("socket.gethostname", lambda: "Warehouse")
    assert status(service, {"host": "warehouse:10610"}, server=("127.0.1.1", 10610)) == 200


@pytest.mark.parametrize(
    "host", ["rebound.example", "127.0.0.1.example", "localhost.example:10610", "10.0.0.1", "", "[::"]
)
def test_a_name_that_was_bound_to_the_loopback_is_not_answered(service: Running, host: str) -> None:
    """A page of that name would else read every number here: 421, Misdirected Request."""
    assert status(service, {"host": host}) == 421


def test_a_proxys_name_is_answered_where_the_config_allows_it(service: Running) -> None:
    """The refusal names the key."""
    assert b"web.allowed_hosts" in ask(service, {"host": "trust.example.org"})[1]["body"]
    service.config = replace(service.config, settings=Settings(web=Web(allowed_hosts=("trust.example.org",))))
    assert status(service, {"host": "trust.example.org"}) == 200


@pytest.mark.parametrize("server", [("10.1.2.3", 10610), ("/run/dte.sock", 0), None])
def test_elsewhere_any_name_will_do(service: Running, server: tuple[str, int] | None) -> None:
    """In a cluster an exporter has names that it does not know."""
    assert status(service, {"host": "dte.monitoring.svc"}, server=server) == 200


@pytest.mark.parametrize(
    ("origin", "code"),
    [("https://evil.example", 403), ("null", 403), ("http://[", 403), ("http://localhost:10610", 200)],
)
def test_a_page_of_another_site_changes_nothing(service: Running, origin: str, code: int) -> None:
    """A browser sends along the password that it knows, and the origin of the page."""
    service.lifecycle_enabled = True
    assert status(service, {**HERE, "origin": origin}, "/-/reload", "POST") == code
    assert service.reloads == (code == 200)


def test_a_browser_that_asks_for_leave_to_read_needs_no_password(service: Running) -> None:
    """It asks before it sends one, and what it then may not read it is told why."""
    service.config = replace(service.config, settings=Settings(web=Web(cors_origins=("https://boards.example",))))
    guard = lambda: Security(tokens=Tokens({"c" * 32: "read"}))  # noqa: E731  as short as what it guards
    client = Client(service, guard)
    asked = {"origin": "https://boards.example", "access-control-request-method": "GET"}
    assert client.request("OPTIONS", "/api/v1/results", asked).status_code == 200
    refused = client.get("/api/v1/results", {"origin": "https://boards.example"})
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, "https://boards.example")


def test_a_socket_of_nobody_is_closed_before_it_opens(service: Running) -> None:
    """What asks for a password asks a socket too."""
    guard = lambda: Security(tokens=Tokens({"c" * 32: "read"}))  # noqa: E731  as short as what it guards
    refused = ask(service, HERE, "/api/v1/stream", guard=guard, kind="websocket")
    assert [one["type"] for one in refused] == ["websocket.close"]


def test_a_socket_of_a_rebound_name_is_closed_before_it_opens(service: Running) -> None:
    """The rules of requests are those of sockets."""
    refused = ask(service, {"host": "rebound.example"}, "/api/v1/stream", kind="websocket")
    assert [(one["type"], one["code"]) for one in refused] == [("websocket.close", 1008)]


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"content-length": "65536"}, 200),
        ({"content-length": "65537"}, 413),
        ({"content-length": "many"}, 413),
        ({"transfer-encoding": "chunked"}, 413),
    ],
)
def test_a_request_carries_little(service: Running, headers: Mapping[str, str], code: int) -> None:
    """64 KiB are more than any here needs."""
    service.lifecycle_enabled = True
    assert status(service, {**HERE, **headers}, "/-/reload", "POST") == code


def test_beyond_the_rate_requests_are_refused_but_not_those_for_health(service: Running) -> None:
    """429 before anybody looks at a password; an orchestrator goes on to learn that the exporter is well."""
    bucket = Bucket(RateLimit(interval="1s", burst=2), ManualClock())
    guard = lambda: Security(bucket=bucket)  # noqa: E731  as short as what it guards
    assert [status(service, HERE, guard=guard) for _ in range(3)] == [200, 200, 429]
    assert status(service, HERE, "/-/healthy", guard=guard) == 200
