"""The two pads of an HMAC-SHA256 (RFC 2104): what a key becomes before an engine hashes anything with it."""

import hashlib

_BLOCK = 64
"""Bytes of a block of SHA-256."""

_INNER, _OUTER = 0x36, 0x5C
"""What RFC 2104 mixes into the key for the inner and the outer hash."""


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Return the pad of the inner and that of the outer hash under `key`."""
    padded = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner, outer = (bytes(byte ^ mixed for byte in padded) for mixed in (_INNER, _OUTER))
    return inner, outer
