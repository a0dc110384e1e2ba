"""Our questions in BigQuery's SQL."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for BigQuery."""
    from ibis.backends.sql.compilers.bigquery import BigQueryCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "ExtractEpochSeconds": _epoch,
        "Hash": _hash,
        "TimestampAdd": _moved,
        "TimestampSub": _moved,
    }
    return with_words(BigQueryCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return a truth value as the number it stands for, and a float as text as Python and DuckDB write it."""
    import ibis.expr.datatypes as dt

    found = op.arg.dtype
    if found.is_boolean() and to.is_floating():
        return compiler.cast(compiler.cast(arg, dt.int64), to)
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return float_text(compiler, arg, written) if found.is_floating() and to.is_string() else written


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970 with their fraction; a time without a zone is one in UTC."""
    instant = arg if op.arg.dtype.is_timestamp() and op.arg.dtype.timezone else compiler.f.anon.timestamp(arg)
    return compiler.f.anon.unix_micros(instant) / 1_000_000


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return the hash of a value, or a row of them, by its text."""
    return compiler.f.farm_fingerprint(compiler.f.anon.to_json_string(arg))


def _moved(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
    """Return a time moved by a span: what has no zone by a function of its own, which also knows months and years."""
    import sqlglot.expressions as sge

    kind = "TIMESTAMP" if op.left.dtype.timezone else "DATETIME"
    way = type(op).__name__.removeprefix("Timestamp").upper()
    span = sge.Interval(this=sge.convert(int(right.this.name)), unit=right.args["unit"])
    return compiler.f.anon[f"{kind}_{way}"](left, span)
