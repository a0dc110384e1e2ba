"""``/metrics``: what Prometheus scrapes."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dte_exporter.exposition.exposition import Rendered
from dte_exporter.exposition.negotiation import NotAcceptableError
from dte_exporter.web.service import Service

_VARY = "Accept, Accept-Encoding"

_PIECE = 2**18
"""Bytes sent at a time: what a socket does not take is copied, and copying a whole body takes longer than sending."""


class ScrapeResponse(Response):
    """A rendered exposition, sent piece by piece: of what a client has not taken one piece is copied, not the rest."""

    def __init__(self, rendered: Rendered) -> None:
        self._parts = rendered.parts
        headers = {"content-length": str(sum(map(len, rendered.parts))), "vary": _VARY}
        if rendered.encoding is not None:
            headers["content-encoding"] = rendered.encoding
        super().__init__(headers=headers, media_type=rendered.content_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send head and body."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for part in self._parts:
            for start in range(0, len(part), _PIECE):
                await send({"type": "http.response.body", "body": part[start : start + _PIECE], "more_body": True})
        await send({"type": "http.response.body"})


def metrics(service: Service) -> Route:
    """Return the route of scrapes. Only the first one in a format renders, in a thread of its own."""

    async def scrape(request: Request) -> Response:
        accept, encodings = _joined(request, "accept"), _joined(request, "accept-encoding")
        try:
            rendered = service.exposition.kept(accept, encodings)
        except NotAcceptableError as refusal:
            return Response(f"{refusal}\n", 406, {"vary": _VARY}, "text/plain")
        if rendered is None:
            rendered = await run_in_threadpool(service.exposition.render, accept, encodings)
        return ScrapeResponse(rendered)

    return Route("/metrics", scrape)


def _joined(request: Request, header: str) -> str:
    """Return a header that may come in several lines as one list."""
    return ", ".join(request.headers.getlist(header))
