"""``/``: the page that people open first; and how a page that is one file is served."""

import gzip
from hashlib import sha256
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dte_exporter.exposition.negotiation import NotAcceptableError, choose_encoding
from dte_exporter.web.page.content_security import ContentPolicy


def page() -> Route:
    """Return the route of the dashboard."""
    return built("/", __package__, "DTE_Trust_Dashboard.html")


def built(path: str, package: str, file: str) -> Route:
    """Return the route at `path` of a page that `package` holds. Browsers keep it and ask whether it is the same."""
    body = files(package).joinpath(file).read_bytes()
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

    return Route(path, show)


def _encoding(request: Request) -> str:
    try:
        return choose_encoding(", ".join(request.headers.getlist("accept-encoding")))
    except NotAcceptableError:
        return "identity"  # a page that cannot be read helps more than none
