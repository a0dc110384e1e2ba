"""Headers that tell a browser to trust an answer with nothing."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dte_exporter.web.security.security import Guard

_HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Protection:
    """ASGI middleware that adds the headers to every answer; one that an answer sets itself stays.

    Parameters
    ----------
    app : ASGI application
        What answers.
    guard : callable
        Tells which headers the web config adds or words otherwise.
    """

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers."""

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in (*self._guard().headers.items(), *_HEADERS.items()):
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, protected)
