"""The route of the stream: who may listen, and how many at once."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from dte_exporter.web.api.endpoint import PREFIX
from dte_exporter.web.origin import admits
from dte_exporter.web.service import Service
from dte_exporter.web.stream.client import Client
from dte_exporter.web.stream.feed import Feed

MAX_CLIENTS = 640
"""Clients at once; a process may commonly open 1,024 files, and scrapes need some of them."""

_LARGE_AT_ONCE = 8
_PATH = f"{PREFIX}/stream"
_FOREIGN = "Pages of this origin may not listen: name it in web.cors_origins.\n"
_FULL = "There are as many listeners as the exporter takes.\n"


def stream(service: Service) -> tuple[BaseRoute, ...]:
    """Return the route of the WebSocket, and that which tells others what it is."""
    feed, turns = Feed(service), asyncio.Semaphore(_LARGE_AT_ONCE)
    listening: set[WebSocket] = set()

    def refusal(websocket: WebSocket) -> Response | None:
        if not admits(websocket.headers, service.config.settings.web.cors_origins):
            return PlainTextResponse(_FOREIGN, 403)
        return PlainTextResponse(_FULL, 503, {"retry-after": "30"}) if len(listening) >= MAX_CLIENTS else None

    async def listen(websocket: WebSocket) -> None:
        refused = refusal(websocket)
        if refused is not None:
            await websocket.send_denial_response(refused)
            return
        listening.add(websocket)
        try:
            await websocket.accept()
            await Client(websocket, feed, turns).converse()
        finally:
            listening.remove(websocket)

    async def upgrade(request: Request) -> Response:
        raise HTTPException(426, f"{_PATH} is a WebSocket: connect to it as one.", {"upgrade": "websocket"})

    return WebSocketRoute(_PATH, listen), Route(_PATH, upgrade)
