"""What a client is told when something is wrong: one sentence, as JSON under ``/api``, as text elsewhere."""

from collections.abc import Mapping
from typing import cast

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response

from dte_exporter.web.api.problem import Problem
from dte_exporter.web.security.refusal import RefusedError

_BROKEN = "The exporter could not answer; its log says why."


async def refused(request: Request, error: Exception) -> Response:
    """Answer a request that cannot be served as it is."""
    # It is registered for nothing else, which starlette's types cannot say.
    refusal = cast(HTTPException, error)
    return _told(request, refusal.status_code, _sentence(request, refusal), refusal.headers)


async def broken(request: Request, _: Exception) -> Response:
    """Answer a request that met a fault of ours. The server logs the fault; the client sees nothing of it."""
    return _told(request, 500, _BROKEN, None)


def told(conn: HTTPConnection, refusal: Exception) -> Response:
    """Return the answer to a request that is refused before it reaches what it asks for."""
    # Starlette's types cannot say that nothing else is raised there.
    reason = cast(RefusedError, refusal)
    return _told(conn, reason.status, reason.sentence, reason.headers)


def _sentence(request: Request, error: HTTPException) -> str:
    if error.status_code == 405:
        return f"{request.method} is not allowed here: use {(error.headers or {})['Allow']}."
    if error.status_code == 404 and error.detail == "Not Found":
        return f"There is nothing at {request.url.path}: /status links to all there is."
    return error.detail


def _told(request: HTTPConnection, status: int, sentence: str, headers: Mapping[str, str] | None) -> Response:
    if request.url.path.startswith("/api/"):
        return Response(Problem(error=sentence).model_dump_json(), status, headers, "application/json")
    return PlainTextResponse(f"{sentence}\n", status, headers)
