"""A body of pieces that are encoded apart: of a change only its own pieces are encoded anew, the rest is joined.

What a scrape measures itself (``process_*``) comes last and is encoded at each, so that the rest stays as it is.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar

P = TypeVar("P")

_HEADER = bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
"""A gzip member's beginning: deflated, no name, no time, of no known system (RFC 1952, section 2.3)."""

_LEVEL = 6
_ZEROS = memoryview(bytes(2**20))


class Body(Protocol):
    """The exposition of one snapshot in one encoding, ready for any end."""

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the whole body in parts: the large beginning is not copied."""
        ...


class Encoder(Protocol[P]):
    """Encodes texts apart, and joins them in any order."""

    def piece(self, text: bytes) -> P:
        """Return `text`, encoded so that it can stand anywhere in a body."""
        ...

    def body(self, pieces: Iterable[P]) -> Body:
        """Return the body that begins with `pieces`."""
        ...


class PlainBody:
    """Texts as they are.

    Parameters
    ----------
    beginning : bytes
        All but the end.
    """

    def __init__(self, beginning: bytes) -> None:
        self.beginning = beginning

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the beginning and `end`."""
        return self.beginning, end


class Plain:
    """No encoding."""

    def piece(self, text: bytes) -> bytes:
        """Return `text`."""
        return text

    def body(self, pieces: Iterable[bytes]) -> PlainBody:
        """Return the pieces as one."""
        return PlainBody(b"".join(pieces))


class Deflated(NamedTuple):
    """A text as deflate blocks that end at a byte and refer to none before them.

    Parameters
    ----------
    data : bytes
        The blocks.
    size : int
        Bytes of the text.
    checksum : int
        The text's CRC-32 apart from that of as many zeros: what it adds to a checksum that it prolongs.
    """

    data: bytes
    size: int
    checksum: int


class GzipBody:
    """One gzip member that is still open.

    Concatenated members would be as legal, but many clients, browsers among them, stop reading after the first.

    Parameters
    ----------
    pieces : iterable of Deflated
        What it begins with.
    """

    def __init__(self, pieces: Iterable[Deflated]) -> None:
        pieces = tuple(pieces)
        self._beginning = b"".join([_HEADER, *(piece.data for piece in pieces)])
        self._size = sum(piece.size for piece in pieces)
        self._checksum = 0
        for piece in pieces:
            self._checksum = _prolonged(self._checksum, piece.size) ^ piece.checksum

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the beginning, and `end` compressed with the member's checksum and length."""
        last = zlib.compress(end, _LEVEL, wbits=-zlib.MAX_WBITS)
        size = (self._size + len(end)) & 0xFFFFFFFF
        return self._beginning, last + struct.pack("<LL", zlib.crc32(end, self._checksum), size)


class Gzip:
    """One gzip member whose pieces are compressed apart: each ends with a full flush, which forgets what was before."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)

    def piece(self, text: bytes) -> Deflated:
        """Return `text` compressed."""
        data = self._stream.compress(text) + self._stream.flush(zlib.Z_FULL_FLUSH)
        return Deflated(data, len(text), zlib.crc32(text) ^ _prolonged(0, len(text)))

    def body(self, pieces: Iterable[Deflated]) -> GzipBody:
        """Return the pieces as the beginning of one member."""
        return GzipBody(pieces)


def _prolonged(checksum: int, size: int) -> int:
    """Return the CRC-32 of a text with `checksum` once `size` zeros follow it.

    A CRC is linear: that of a text followed by another is this, exclusive or what the other adds to zeros.
    """
    while size > 0:
        zeros = _ZEROS[:size]
        checksum, size = zlib.crc32(zeros, checksum), size - len(zeros)
    return checksum
