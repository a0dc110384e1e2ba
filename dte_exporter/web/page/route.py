"""``/``: the page that people open first."""

import gzip
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dte_exporter.exposition.negotiation import NotAcceptableError, choose_encoding
from dte_exporter.web.page.content_security import ContentPolicy

_FILE = "DTE_Trust_Dashboard.html"


def page() -> Route:
    """Return the route of the page. Browsers keep it and ask whether it is still the same."""
    body = files(__package__).joinpath(_FILE).read_bytes()
    bodies = {"identity": body, "gzip": gzip.compress(body, mtime=0)}
    tag, policy = sha256(body).hexdigest()[:32], ContentPolicy(body.decode())

    async def show(request: Request) -> Response:
        encoding = _encoding(request)
        headers = {
            "cache-control": "no-cache",
            "content-security-policy": policy.at(request.headers.get("host", "")),
            "etag": f'"{tag}-{encoding}"',
            "vary": "Accept-Encoding",
        }
        if headers["etag"] in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        if encoding == "gzip":
            headers["content-encoding"] = encoding
        return Response(bodies[encoding], 200, headers, "text/html")

    return Route("/", show)


def _encoding(request: Request) -> str:
    try:
        return choose_encoding(", ".join(request.headers.getlist("accept-encoding")))
    except NotAcceptableError:
        return "identity"  # a page that cannot be read helps more than none
