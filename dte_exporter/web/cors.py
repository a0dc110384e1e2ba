"""Lets pages of other origins read `/metrics` and the API, where the config names them."""

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from dte_exporter.web.service import Service

_READABLE = ("/metrics", "/api/")


class SharedReading:
    """ASGI middleware that asks the config in force at each request, since a reload may change whom it names.

    Parameters
    ----------
    app : ASGIApp
        What is read.
    service : Service
        Holds the config.
    """

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with leave to read the answer for pages of the origins that the config names."""
        shared = scope["type"] == "http" and scope["path"].startswith(_READABLE)
        origins = self._service.config.settings.web.cors_origins if shared else ()
        app = self._sharing(origins) if origins else self._app
        await app(scope, receive, send)

    def _sharing(self, origins: tuple[str, ...]) -> ASGIApp:
        # Authorization: a page may have to show who reads.
        return CORSMiddleware(self._app, allow_origins=origins, allow_methods=["GET"], allow_headers=["Authorization"])
