"""All routes of the exporter as one ASGI application."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from dte_exporter.web.api.routes import api
from dte_exporter.web.cors import SharedReading
from dte_exporter.web.errors import broken, refused
from dte_exporter.web.health import health
from dte_exporter.web.lifecycle import lifecycle
from dte_exporter.web.metrics import metrics
from dte_exporter.web.page.route import page
from dte_exporter.web.protection import Protection
from dte_exporter.web.service import Service
from dte_exporter.web.status.route import status
from dte_exporter.web.stream.route import stream


def create_app(service: Service) -> Starlette:
    """Return the application that serves `service`."""
    return Starlette(
        routes=[
            page(),
            metrics(service),
            status(service),
            *health(service),
            lifecycle(service),
            *api(service),
            *stream(service),
        ],
        middleware=[Middleware(Protection), Middleware(SharedReading, service)],
        exception_handlers={HTTPException: refused, Exception: broken},
    )
