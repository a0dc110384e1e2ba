"""Our questions in Trino's SQL."""

import functools
from datetime import UTC
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler

_ZONED, _PLAIN = "TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6)"
"""Trino's own would have milliseconds."""


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Trino."""
    from ibis.backends.sql.compilers.trino import TrinoCompiler

    words: dict[str, Word] = {"Cast": _cast, "Hash": _hash, "NonNullLiteral": _literal}
    return with_words(TrinoCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return times with microseconds and in UTC, and a float as text as Python and DuckDB write it."""
    found = op.arg.dtype
    if to.is_timestamp() and not found.is_numeric():
        return _time(compiler, found, arg, _ZONED if to.timezone else _PLAIN)
    if found.is_floating() and to.is_string():
        return float_text(compiler, arg, _formatted(compiler, arg))
    return of_ibis(compiler, "Cast", op, arg=arg, to=to)


def _formatted(compiler: Any, arg: Any) -> Any:
    """Return a float as Java writes it: a CAST would have an exponent. Of null, that would be a word."""
    import sqlglot.expressions as sge

    return compiler.if_(arg.is_(sge.null()), sge.null(), compiler.f.anon.format("%s", arg))


def _time(compiler: Any, found: Any, arg: Any, type_: str) -> Any:
    """Return what is `found` as a time of a type: text as ISO 8601, an instant as what clocks show in UTC."""
    import sqlglot.expressions as sge

    if found.is_string():
        arg = compiler.f.anon.from_iso8601_timestamp_nanos(compiler.f.anon.replace(arg, " ", "T"))
    if found.is_string() or (found.is_timestamp() and found.timezone):
        arg = sge.AtTimeZone(this=arg, zone=sge.convert("UTC"))
    return _as(arg, type_)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 64 bits of the hash of a value, or of a row of them, by its text."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    is_row = op.arg.dtype.is_struct()
    text = (
        compiler.f.anon.json_format(_as(arg, "JSON"))
        if is_row
        else sge.Cast(this=arg, to=sge.DataType.build("varchar"))
    )
    hashed = compiler.f.anon.from_big_endian_64(compiler.f.anon.xxhash64(compiler.f.anon.to_utf8(text)))
    return compiler.cast(hashed, dt.int64)


def _literal(compiler: Any, op: Any, *, value: Any, dtype: Any) -> Any:
    """Return a moment with its microseconds."""
    import sqlglot.expressions as sge

    if not dtype.is_timestamp():
        return of_ibis(compiler, "NonNullLiteral", op, value=value, dtype=dtype)
    moment = value.astimezone(UTC) if value.tzinfo else value
    text = moment.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    return _as(sge.convert(f"{text} UTC" if dtype.timezone else text), _ZONED if dtype.timezone else _PLAIN)


def _as(arg: Any, type_: str) -> Any:
    import sqlglot.expressions as sge

    return sge.Cast(this=arg, to=sge.DataType.build(type_, dialect="trino"))
