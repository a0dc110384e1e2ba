"""Connections: each is encrypted by what is in force when it comes, and none may dawdle over its request."""

import asyncio
import ssl
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from dte_exporter.web.security.security import Guard

PATIENCE = 10.0
"""Seconds that a client has to say what it wants."""


class CurrentContext(ssl.SSLContext):
    """A context that lends each new connection the one of the web config, so that a new certificate needs no restart.

    Parameters
    ----------
    guard : callable
        Tells what is in force.
    """

    def __new__(cls, guard: Guard) -> "CurrentContext":
        """Return a context for a server."""
        return super().__new__(cls, ssl.PROTOCOL_TLS_SERVER)

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        """Return the encryption of one connection."""
        context = self._guard().tls
        assert context is not None, "encryption neither begins nor ends while the exporter listens"  # noqa: S101  not of what comes in
        return context.wrap_bio(*args, **kwargs)


class PromptProtocol(H11Protocol):
    """uvicorn's HTTP/1.1, with an end to the wait for a request: its keep-alive timer ends with the first byte."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # TCP gives no less
        """Begin to wait."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest until the deadline that there was before it."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._stop()

    def _watch(self) -> None:
        is_websocket = self.transport.get_protocol() is not self
        if is_websocket or self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._stop()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(PATIENCE, self.transport.close)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
