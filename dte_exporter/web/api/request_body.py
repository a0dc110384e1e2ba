"""The body of a request, unpacked, and never more of it at once than there is room for."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 2**16


class FullError(Exception):
    """There is no room now."""


class Room:
    """What bodies may take up together while they are read and wait. It is of the event loop.

    Parameters
    ----------
    most : callable
        How many bodies there may be at once.
    most_bytes : int
        How many bytes they may have together; one that is alone may have more.
    """

    def __init__(self, most: Callable[[], int], most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._bodies: list[bytearray] = []

    @contextmanager
    def body(self) -> Iterator[bytearray]:
        """Give the place of a body, which is taken up until the block ends.

        Raises
        ------
        FullError
            If there are as many as may be.
        """
        if len(self._bodies) >= self._most():
            raise FullError
        place = bytearray()
        self._bodies.append(place)
        try:
            yield place
        finally:
            self._bodies[:] = (one for one in self._bodies if one is not place)

    def admit(self, more: int) -> None:
        """Let a body grow by `more` bytes.

        Raises
        ------
        FullError
            If all together would have too many.
        """
        if len(self._bodies) > 1 and sum(map(len, self._bodies)) + more > self._most_bytes:
            raise FullError


async def read(request: Request, place: bytearray, room: Room, most: int) -> None:
    """Read the body of `request` into `place`, unpacked where it is packed by gzip.

    Raises
    ------
    HTTPException
        If it has more than `most` bytes, packed or not, is packed otherwise or badly, or does not come whole.
    FullError
        If there is no room for it.
    """
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        raise _too_large(most)
    unpacked = _Unpacked(request.headers.get("content-encoding", "identity").strip().lower())
    try:
        async for chunk in request.stream():
            for piece in unpacked.pieces(chunk):
                if len(place) + len(piece) > most:
                    raise _too_large(most)
                room.admit(len(piece))
                place += piece
    except ClientDisconnect:
        raise HTTPException(400, "The body did not come whole.") from None
    unpacked.end()


class _Unpacked:
    """Unpacks what comes piece by piece, so that little can never become much at once."""

    def __init__(self, encoding: str) -> None:
        if encoding not in {"identity", "gzip"}:
            raise HTTPException(415, "The body may be packed by gzip, and by nothing else.")
        self._unzip = zlib.decompressobj(_GZIP) if encoding == "gzip" else None

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._unzip is None:
            yield chunk
            return
        try:
            while chunk:
                yield self._unzip.decompress(chunk, _PIECE)
                chunk = self._unzip.unconsumed_tail
        except zlib.error:
            raise _damaged() from None
        if self._unzip.unused_data:
            raise _damaged()

    def end(self) -> None:
        """Refuse what was cut off."""
        if self._unzip is not None and not self._unzip.eof:
            raise _damaged()


def _damaged() -> HTTPException:
    return HTTPException(400, "The body says that it is packed by gzip, and is not, or not whole.")


def _too_large(most: int) -> HTTPException:
    return HTTPException(413, f"An event may have {most:,} bytes, unpacked: lineage.receive.max_event says how many.")
