"""How much at once, and how long: limits that hold for every request."""

import asyncio
from collections.abc import Callable

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dte_exporter.web.security.authentication import OPEN_PATHS
from dte_exporter.web.security.refusal import RefusedError

LONGEST_ANSWER = 60.0
"""Seconds until a client must have its answer: Prometheus's default is to wait for 10."""


class Load:
    """ASGI middleware that answers so many requests at once, none for long. Health is answered always.

    Parameters
    ----------
    app : ASGI application
        What is behind it.
    most : callable
        How many requests at once.
    tell : callable
        Makes an answer of a refusal.
    longest : float
        Seconds that an answer may take.
    """

    def __init__(
        self,
        app: ASGIApp,
        most: Callable[[], int],
        tell: Callable[[HTTPConnection, RefusedError], Response],
        longest: float = LONGEST_ANSWER,
    ) -> None:
        self._app = app
        self._most = most
        self._tell = tell
        self._longest = longest
        self._now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while there is room for it."""
        if scope["type"] != "http" or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
        elif self._now >= self._most():
            await self._refuse("Too many requests at once: ask again later.", scope, receive, send)
        else:
            self._now += 1
            try:
                await self._in_time(scope, receive, send)
            finally:
                self._now -= 1

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            async with asyncio.timeout(self._longest):
                await self._app(scope, receive, noted)
        except TimeoutError:
            if not started:
                await self._refuse("The answer took too long.", scope, receive, send)
            # else the server closes a connection whose answer is not whole

    async def _refuse(self, sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._tell(HTTPConnection(scope), RefusedError(503, sentence, {"retry-after": "1"}))
        await answer(scope, receive, send)
