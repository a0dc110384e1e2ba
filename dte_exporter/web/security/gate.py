"""Rules that a request must keep before anybody looks who asks: each returns a refusal, or None."""

import socket
from collections.abc import Callable, Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dte_exporter.web.origin import admits
from dte_exporter.web.security.authentication import OPEN_PATHS, SENT_PATHS
from dte_exporter.web.security.refusal import RefusedError
from dte_exporter.web.security.security import Guard

MAX_BODY = 2**16
"""Bytes that a request may carry, but where something is sent, which is counted there."""

Rule = Callable[[HTTPConnection], RefusedError | None]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Gate:
    """ASGI middleware that answers with the first refusal.

    Parameters
    ----------
    app : ASGI application
        What is behind it.
    rules : collection of Rule
        What a request must keep.
    tell : callable
        Makes an answer of a refusal.
    """

    def __init__(
        self, app: ASGIApp, rules: Collection[Rule], tell: Callable[[HTTPConnection, RefusedError], Response]
    ) -> None:
        self._app = app
        self._rules = rules
        self._tell = tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        conn = HTTPConnection(scope)
        refusal = next(filter(None, (rule(conn) for rule in self._rules)), None)
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal.sentence})
        else:
            await self._tell(conn, refusal)(scope, receive, send)


def known_host(allowed: Callable[[], Collection[str]]) -> Rule:
    """Return the rule against DNS rebinding: who comes by the loopback must have asked for it, or for a host `allowed`.

    A page that a browser shows can point a name of its own at 127.0.0.1; its requests bear that name.
    """
    own = {"localhost", socket.gethostname().lower()}

    def rule(conn: HTTPConnection) -> RefusedError | None:
        server = conn.scope.get("server")
        if server is None or not _is_loopback(server[0]):
            return None
        host = _host(conn.headers.get("host", ""))
        if host in own or host.endswith(".localhost") or _is_loopback(host) or host in allowed():
            return None
        return RefusedError(421, "This host is not known here: ask for localhost, or name it in web.allowed_hosts.")

    return rule


def own_page(conn: HTTPConnection) -> RefusedError | None:
    """Refuse a change that a page of another site asks for: a browser would send the password along."""
    if conn.scope.get("method", "GET") in _SAFE or admits(conn.headers, ()):
        return None
    return RefusedError(403, "A page of another site may not ask for this.")


def small(conn: HTTPConnection) -> RefusedError | None:
    """Refuse a body that is large or of unknown length, but where something is sent."""
    if conn.scope["path"] in SENT_PATHS:
        return None
    length = conn.headers.get("content-length", "0")
    if "transfer-encoding" in conn.headers or not length.isdecimal() or int(length) > MAX_BODY:
        return RefusedError(413, f"A request carries at most {MAX_BODY // 1024} KiB, and says how many.")
    return None


def not_too_often(guard: Guard) -> Rule:
    """Return the rule that keeps the rate of the web config; whoever asks for health is not counted."""

    def rule(conn: HTTPConnection) -> RefusedError | None:
        bucket = guard().bucket
        if bucket is None or conn.scope["path"] in OPEN_PATHS or bucket.allows():
            return None
        return RefusedError(429, "The limit of requests is reached: ask again later.", {"retry-after": "1"})

    return rule


def _host(header: str) -> str:
    """Return the host that a header names, nothing where it names none."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
