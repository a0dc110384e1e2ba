"""Identifiers as keyed digests (HMAC-SHA256, RFC 2104), computed by Spark, so that none leaves it in the clear."""

import functools
from types import SimpleNamespace
from typing import Any

from dte_exporter.tables.hmac_pads import pads


def digest(column: Any, key: bytes) -> Any:
    """Return the HMAC of each text in `column` under `key`, as hexadecimal digits; null of null."""
    import ibis

    inner, outer = (ibis.literal(pad, "binary") for pad in pads(key))
    spark = _functions()
    return spark.sha2(
        spark.concat(outer, spark.unhex(spark.sha2(spark.concat(inner, column.cast("binary")), 256))), 256
    )


@functools.cache
def _functions() -> SimpleNamespace:
    """Return Spark's functions of bytes, which Ibis has no words for. Made once: equal questions are one object."""
    import ibis

    def concat(one: bytes, other: bytes) -> bytes: ...  # type: ignore[empty-body]  # Spark has the body

    def sha2(value: bytes, bits: int) -> str: ...  # type: ignore[empty-body]  # Spark has the body

    def unhex(digits: str) -> bytes: ...  # type: ignore[empty-body]  # Spark has the body

    declared = (concat, sha2, unhex)
    return SimpleNamespace(**{function.__name__: ibis.udf.scalar.builtin(function) for function in declared})
