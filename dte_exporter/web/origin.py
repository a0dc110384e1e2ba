"""Whose pages may read from the exporter: its own, and those that the config names."""

from collections.abc import Collection

from starlette.datastructures import Headers

EVERYBODY = "*"


def admits(headers: Headers, origins: Collection[str]) -> bool:
    """Return whether a request with these `headers` comes from no browser, from a page of ours, or of `origins`.

    Browsers let every page open a WebSocket to every host and leave it to the server to look at ``Origin`` (RFC 6455,
    section 10.2). A proxy that changes ``Host`` makes our own page foreign: then the config must name its origin.
    """
    origin = headers.get("origin")
    if origin is None or EVERYBODY in origins or origin in origins:
        return True
    return origin.partition("://")[2] == headers.get("host")
