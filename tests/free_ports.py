"""Ports for servers of other people, which must be told one before they start."""

import os
import socket
from collections.abc import Iterator

FIRST, PAST = 20_000, 32_000
"""Below those that the system gives to whoever asks for any: a port of its range may be taken before it is used."""

PROCESSES = 8
"""Tests in so many processes have ports of their own."""


def _own() -> Iterator[int]:
    """Yield the ports of this process, again and again, from one on that follows from its number."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % PROCESSES
    width = (PAST - FIRST) // PROCESSES
    start = os.getpid() % width
    while True:
        yield from (FIRST + worker * width + (start + place) % width for place in range(width))


_PORTS = _own()


def free_port() -> int:
    """Return a port of the loopback on which nothing listens, and that was not returned for a long while."""
    for port in _PORTS:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("the ports of a process never end")
