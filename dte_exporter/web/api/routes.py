"""All routes of the API."""

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dte_exporter.web.api.catalogue import CATALOGUE
from dte_exporter.web.api.checks import CHECKS
from dte_exporter.web.api.config import CONFIG
from dte_exporter.web.api.controls import CONTROLS
from dte_exporter.web.api.endpoint import PREFIX
from dte_exporter.web.api.history import HISTORY, OBJECTIVES
from dte_exporter.web.api.lineage_graph import LINEAGE_GRAPH
from dte_exporter.web.api.lineage_receiver import EVENTS, receiver
from dte_exporter.web.api.openapi import document
from dte_exporter.web.api.results import RESULTS
from dte_exporter.web.service import Service

ENDPOINTS = (RESULTS, CONTROLS, CHECKS, CATALOGUE, CONFIG, HISTORY, OBJECTIVES, LINEAGE_GRAPH)
"""Every endpoint that the document describes."""

POSTS = (EVENTS,)
"""What may be sent, as the document describes it."""


def api(service: Service) -> tuple[Route, ...]:
    """Return the routes of all endpoints, and that of the document which describes them."""
    described = document(ENDPOINTS, POSTS)

    async def openapi(_: Request) -> JSONResponse:
        return JSONResponse(described)

    answers = (endpoint.route(service) for endpoint in ENDPOINTS)
    return *answers, receiver(service), Route(f"{PREFIX}/openapi.json", openapi)
