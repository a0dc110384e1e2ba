"""Where the exporter listens: an address of the config becomes a bound socket."""

import os
import socket

from dte_exporter.config.types import parse_address
from dte_exporter.errors import ConfigError

_BACKLOG = 2048


def listening_socket(address: str) -> socket.socket:
    """Return a socket that listens at `address`: ``host:port``, or ``:port`` for all interfaces.

    Raises
    ------
    ConfigError
        If the address cannot be read, or cannot be had.
    """
    try:
        host, port = parse_address(address)
    except ValueError as error:
        raise ConfigError((f"the listen address {address!r} does not fit: {error}",)) from error
    try:
        return _bound(host, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
        raise ConfigError(
            (f"cannot listen at {address!r}: {reason}; choose another with --web.listen-address",)
        ) from error


def url(listening: socket.socket, encrypted: bool = False) -> str:
    """Return the address of `listening` for a browser on this machine."""
    host, port = listening.getsockname()[:2]
    shown = {"::": "localhost", "0.0.0.0": "localhost"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  nothing is bound to it here
    return f"http{'s' if encrypted else ''}://{shown}:{port}"


def _bound(host: str, port: int) -> socket.socket:
    if host:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        return socket.create_server(place[:2], family=family, backlog=_BACKLOG)
    if socket.has_dualstack_ipv6():
        return socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=_BACKLOG)
    return socket.create_server(("", port), backlog=_BACKLOG)
