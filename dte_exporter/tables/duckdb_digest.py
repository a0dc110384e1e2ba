"""Identifiers as keyed digests (HMAC-SHA256, RFC 2104), computed by DuckDB, so that none leaves it in the clear."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.tables.hmac_pads import pads


def digest(column: Any, key: bytes) -> Any:
    """Return the HMAC of each text in `column` under `key`, as hexadecimal digits; null of null."""
    import ibis

    inner, outer = (ibis.literal(pad, "binary") for pad in pads(key))
    duckdb = _functions()
    return duckdb.sha256(duckdb.concat(outer, duckdb.unhex(duckdb.sha256(duckdb.concat(inner, duckdb.encode(column))))))


@functools.cache
def _functions() -> SimpleNamespace:
    """Return DuckDB's functions of bytes, which Ibis has no words for. Made once: equal questions are one object."""
    import ibis

    def concat(one: bytes, other: bytes) -> bytes: ...  # type: ignore[empty-body]  # DuckDB has the body

    def encode(text: str) -> bytes: ...  # type: ignore[empty-body]  # DuckDB has the body

    def sha256(value: bytes) -> str: ...  # type: ignore[empty-body]  # DuckDB has the body

    def unhex(digits: str) -> bytes: ...  # type: ignore[empty-body]  # DuckDB has the body

    declared = (concat, encode, sha256, unhex)
    return SimpleNamespace(**{function.__name__: ibis.udf.scalar.builtin(function) for function in declared})
