"""uvicorn inside our own event loop: it serves, and leaves signals, logs and the order of things to us."""

import contextlib
import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from dte_exporter.web.connection import Connection
from dte_exporter.web.security.security import OPEN, Guard
from dte_exporter.web.security.wire import CurrentContext, PromptProtocol

_MOST_CONNECTIONS = 900
"""Open connections, sockets among them; whoever comes then is told 503. A process may commonly open 1,024 files."""
_GRACE = 1
"""Seconds that requests in flight have to end when the exporter stops."""

_MAX_MESSAGE = 4096
"""Bytes that a WebSocket's client may send at once; none has anything to say."""


class Server(uvicorn.Server):
    """Serves an application until it is told to stop.

    Parameters
    ----------
    application : Starlette
        What is served.
    on_started : callable
        Called once, when the first request can be answered.
    guard : callable
        Tells how connections are encrypted, if they are.
    """

    def __init__(self, application: Starlette, on_started: Callable[[], None], guard: Guard = lambda: OPEN) -> None:
        config = uvicorn.Config(
            application,
            loop="asyncio",
            ws=Connection,
            ws_max_size=_MAX_MESSAGE,
            ws_per_message_deflate=False,
            http=PromptProtocol,
            ssl_context_factory=None if guard().tls is None else lambda *_: CurrentContext(guard),
            limit_concurrency=_MOST_CONNECTIONS,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_GRACE,
        )
        super().__init__(config)
        self._on_started = on_started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to serve, and say so."""
        await super().startup(sockets)
        self._on_started()

    def capture_signals(self) -> contextlib.AbstractContextManager[None]:  # type: ignore[override]  # a generator there
        """Capture none: uvicorn would raise each again after its end, and the process would not exit with 0."""
        return contextlib.nullcontext()

    def stop(self) -> None:
        """Serve no more; what is in flight has a second to end."""
        self.should_exit = True
