"""Identifiers as keyed digests (HMAC-SHA256, RFC 2104), computed by MariaDB, so that none leaves it in the clear."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.tables.hmac_pads import pads


def digest(column: Any, key: bytes) -> Any:
    """Return the HMAC of each text in `column` under `key`, as hexadecimal digits; null of null."""
    import ibis

    inner, outer = (ibis.literal(pad, "binary") for pad in pads(key))
    server = _functions()
    return server.sha2(server.concat(outer, server.unhex(server.sha2(server.concat(inner, column), 256))), 256)


@functools.cache
def _functions() -> SimpleNamespace:
    """Return MariaDB's functions of bytes, which Ibis has no words for. Made once: equal questions are one object."""
    import ibis

    def concat(one: bytes, other: str) -> bytes: ...  # type: ignore[empty-body]  # MariaDB has the body

    def sha2(value: bytes, bits: int) -> str: ...  # type: ignore[empty-body]  # MariaDB has the body

    def unhex(digits: str) -> str: ...  # type: ignore[empty-body]  # MariaDB has the body

    declared = (concat, sha2, unhex)
    return SimpleNamespace(**{function.__name__: ibis.udf.scalar.builtin(function) for function in declared})
