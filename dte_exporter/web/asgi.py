"""All routes of the exporter as one ASGI application."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.authentication import AuthenticationMiddleware

from dte_exporter.web.api.routes import api
from dte_exporter.web.cors import SharedReading
from dte_exporter.web.error_responses import broken, refused, told
from dte_exporter.web.health import health
from dte_exporter.web.lifecycle import lifecycle
from dte_exporter.web.lineage.tracker import tracker
from dte_exporter.web.metrics import metrics
from dte_exporter.web.page.route import page
from dte_exporter.web.protection import Protection
from dte_exporter.web.security.authentication import Authentication
from dte_exporter.web.security.concurrency import Load
from dte_exporter.web.security.gate import Gate, known_host, not_too_often, own_page, small
from dte_exporter.web.security.security import OPEN, Guard
from dte_exporter.web.service import Service
from dte_exporter.web.status.route import status
from dte_exporter.web.stream.route import stream


def create_app(service: Service, guard: Guard = lambda: OPEN) -> Starlette:
    """Return the application that serves `service` to whom `guard` allows it."""
    return Starlette(
        routes=[
            page(),
            tracker(),
            metrics(service),
            status(service),
            *health(service),
            lifecycle(service),
            *api(service),
            *stream(service),
        ],
        middleware=_middleware(service, guard),
        exception_handlers={HTTPException: refused, Exception: broken},
    )


def _middleware(service: Service, guard: Guard) -> list[Middleware]:
    """Return what a request passes before it is answered, in this order."""
    rules = (known_host(lambda: service.config.settings.web.allowed_hosts), own_page, small, not_too_often(guard))
    return [
        Middleware(Protection, guard),
        Middleware(Gate, rules, told),
        Middleware(SharedReading, service),  # before authentication: a browser asks for leave without a password
        Middleware(AuthenticationMiddleware, Authentication(guard), told),
        Middleware(Load, lambda: service.config.settings.web.max_requests, told),
    ]
