"""A body that is packed: unpacked piece by piece, so that little never becomes much at once."""

import asyncio
import gzip
import tracemalloc
from typing import Any

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dte_exporter.web.api.request_body import FullError, Room, read

MILLION = 1_000_000


def _request(body: bytes) -> Request:
    """Return a request with a body that is packed, and comes at once."""
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"content-encoding", b"gzip")]}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(scope, receive)


def _read(room: Room, body: bytes, most: int) -> bytes:
    with room.body() as place:
        asyncio.run(read(_request(body), place, room, most))
        return bytes(place)


def test_a_body_is_what_was_packed() -> None:
    """However much of it: more than a piece here."""
    whole = bytes(range(256)) * 1_000

    assert _read(Room(lambda: 1, 1), gzip.compress(whole), MILLION) == whole


def test_a_bomb_is_noticed_before_it_goes_off() -> None:
    """Of 300 MB that are packed into a third of one, no more than a megabyte or two is ever there."""
    bomb = gzip.compress(bytes(300 * MILLION), 9)

    tracemalloc.start()
    with pytest.raises(HTTPException):
        _read(Room(lambda: 1, 1), bomb, MILLION)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(bomb) < MILLION
    assert most < 3 * MILLION


def test_there_is_room_again_once_a_body_has_gone() -> None:
    """Whether it was read or refused."""
    room = Room(lambda: 1, 1)
    for _ in range(2):
        with pytest.raises(HTTPException):
            _read(room, b"none", MILLION)
        assert _read(room, gzip.compress(b"{}"), MILLION) == b"{}"
    with room.body(), pytest.raises(FullError), room.body():
        pass
