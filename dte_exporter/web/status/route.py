"""``/status``: how everything stands, without a script."""

from base64 import b64encode
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from dte_exporter.web.service import Service
from dte_exporter.web.status.page import STYLE, page

_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            f"style-src 'sha256-{_STYLE_HASH}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
}


def status(service: Service) -> Route:
    """Return the route of the page, which runs no script and may show nothing but itself."""

    def show(_: Request) -> HTMLResponse:
        return HTMLResponse(page(service.store.current, service.clock.now()), headers=_HEADERS)

    return Route("/status", show)
