"""Identifiers as keyed digests (HMAC-SHA256, RFC 2104), computed by PostgreSQL, so that none leaves it in the clear."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.tables.hmac_pads import pads


def digest(column: Any, key: bytes) -> Any:
    """Return the HMAC of each text in `column` under `key`, as hexadecimal digits; null of null."""
    server = _functions()
    inner, outer = (server.decode(pad.hex(), "hex") for pad in pads(key))  # Ibis writes bytes as no PostgreSQL reads
    text = server.convert_to(column, "UTF8")
    return server.encode(server.sha256(server.byteacat(outer, server.sha256(server.byteacat(inner, text)))), "hex")


@functools.cache
def _functions() -> SimpleNamespace:
    """Return PostgreSQL's functions of bytes, which Ibis has no words for, once: equal questions are one object."""
    import ibis

    def byteacat(one: bytes, other: bytes) -> bytes: ...  # type: ignore[empty-body]  # PostgreSQL has the body

    def convert_to(text: str, encoding: str) -> bytes: ...  # type: ignore[empty-body]  # PostgreSQL has the body

    def decode(text: str, format: str) -> bytes: ...  # type: ignore[empty-body]  # PostgreSQL has the body

    def encode(value: bytes, format: str) -> str: ...  # type: ignore[empty-body]  # PostgreSQL has the body

    def sha256(value: bytes) -> bytes: ...  # type: ignore[empty-body]  # PostgreSQL has the body

    declared = (byteacat, convert_to, decode, encode, sha256)
    return SimpleNamespace(**{function.__name__: ibis.udf.scalar.builtin(function) for function in declared})
