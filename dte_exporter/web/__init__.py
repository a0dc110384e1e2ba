"""The exporter over HTTP: scrapes, a status page, the API, health."""

from dte_exporter.web.asgi import create_app
from dte_exporter.web.service import Service

__all__ = ["Service", "create_app"]
