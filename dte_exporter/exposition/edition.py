"""The exposition of one snapshot in one format and encoding: the large part rendered once, the end at every scrape.

What a scrape measures itself (``process_*``) comes after what the snapshot holds, so that the latter stays as it is.
"""

import zlib
from collections.abc import Callable
from typing import Protocol

Encoder = Callable[..., bytes]

_EOF = b"# EOF\n"
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6


class Edition(Protocol):
    """A large beginning that is kept, ready for any end."""

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the whole body in parts: the kept beginning is not copied."""
        ...


class PlainEdition:
    """The beginning as it is.

    Parameters
    ----------
    body : bytes
        An exposition; its end mark, where the format has one, is left to the end that follows.
    """

    def __init__(self, body: bytes) -> None:
        self._beginning = body.removesuffix(_EOF)

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the beginning and `end`."""
        return self._beginning, end


class GzipEdition:
    """The beginning compressed, as one gzip member that is still open.

    Concatenated members would be as legal, but many clients, browsers among them, stop reading after the first.

    Parameters
    ----------
    body : bytes
        As for `PlainEdition`.
    """

    def __init__(self, body: bytes) -> None:
        self._stream = zlib.compressobj(_LEVEL, wbits=_GZIP)
        compressed = self._stream.compress(body.removesuffix(_EOF))
        self._beginning = compressed + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def followed_by(self, end: bytes) -> tuple[bytes, ...]:
        """Return the beginning, and `end` compressed with the member's checksum and length."""
        stream = self._stream.copy()
        return self._beginning, stream.compress(end) + stream.flush()
