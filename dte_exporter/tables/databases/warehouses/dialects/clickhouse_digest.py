"""Identifiers as keyed digests (HMAC-SHA256, RFC 2104), computed by ClickHouse, so that none leaves it in the clear."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.tables.hmac_pads import pads


def digest(column: Any, key: bytes) -> Any:
    """Return the HMAC of each text in `column` under `key`, as hexadecimal digits; null of null."""
    import ibis

    server = _functions()
    inner, outer = (server.unhex(ibis.literal(pad.hex())) for pad in pads(key))
    return server.hex(server.SHA256(server.concat(outer, server.SHA256(server.concat(inner, column))))).lower()


@functools.cache
def _functions() -> SimpleNamespace:
    """Return ClickHouse's functions of bytes, which Ibis has no words for, once: equal questions are one object."""
    import ibis

    def concat(one: str, other: str) -> str: ...  # type: ignore[empty-body]  # ClickHouse has the body

    def hex(value: str) -> str: ...  # type: ignore[empty-body]  # ClickHouse has the body

    def SHA256(value: str) -> str: ...  # type: ignore[empty-body]  # noqa: N802  ClickHouse has the body, and the name

    def unhex(digits: str) -> str: ...  # type: ignore[empty-body]  # ClickHouse has the body

    declared = (concat, hex, SHA256, unhex)
    return SimpleNamespace(**{function.__name__: ibis.udf.scalar.builtin(function) for function in declared})
