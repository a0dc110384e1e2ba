"""Our questions in ClickHouse's SQL."""

import functools
from datetime import UTC
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.first_in_order import least_key
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for ClickHouse."""
    from ibis.backends.sql.compilers.clickhouse import ClickHouseCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "Ceil": _rounded("Ceil"),
        "Divide": _divided,
        "ExtractEpochSeconds": _epoch,
        "First": _first,
        "Floor": _rounded("Floor"),
        "NonNullLiteral": _literal,
    }
    return with_words(ClickHouseCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return times with their microseconds, and numbers as text as Python and DuckDB write them."""
    found = op.arg.dtype
    if to.is_string() and found.is_decimal():
        return compiler.f.anon.toDecimalString(arg, found.scale)
    if to.is_timestamp() and found.is_string():
        return _unless_null(
            compiler, arg, compiler.f.anon.parseDateTime64BestEffort(_or(compiler, arg, "1970-01-01"), 6, "UTC")
        )
    if to.is_timestamp() and not found.is_floating():
        return _time(arg)
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return float_text(compiler, arg, written) if found.is_floating() and to.is_string() else written


def _rounded(word: str) -> Word:
    """Return the word for the whole number above or below a float."""

    def written(compiler: Any, op: Any, *, arg: Any) -> Any:
        return _unless_null(compiler, arg, of_ibis(compiler, word, op, arg=_or(compiler, arg, 0.0)))

    return written


def _or(compiler: Any, arg: Any, stand_in: Any) -> Any:
    """Return `arg`, and `stand_in` for null: ClickHouse computes behind a null too, and stumbles over what is there."""
    return compiler.f.coalesce(arg, stand_in)


def _unless_null(compiler: Any, arg: Any, written: Any) -> Any:
    import sqlglot.expressions as sge

    return compiler.if_(arg.is_(sge.null()), sge.null(), written)


def _divided(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
    """Return a quotient with all its digits: that of decimals would have those of the first."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    return compiler.binop(sge.Div, compiler.cast(left, dt.float64), right)


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970 with their fraction; the function for whole ones begins there."""
    return compiler.f.anon.toUnixTimestamp64Micro(_time(arg)) / 1_000_000


def _first(compiler: Any, op: Any, *, arg: Any, where: Any, order_by: Any, include_null: Any) -> Any:
    """Return the first value in an order as that of the least key."""
    return compiler.agg.argMin(arg, compiler.f.tuple(*least_key(op, order_by)), where=where)


def _literal(compiler: Any, op: Any, *, value: Any, dtype: Any) -> Any:
    """Return a moment with its microseconds, in UTC as the session is."""
    if not dtype.is_timestamp():
        return of_ibis(compiler, "NonNullLiteral", op, value=value, dtype=dtype)
    moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return compiler.f.anon.toDateTime64(moment.isoformat(sep=" "), 6, "UTC")


def _time(arg: Any) -> Any:
    """Return a day or a time with microseconds, in UTC: a plain DateTime has none, and ends in 2106."""
    import sqlglot.expressions as sge

    return sge.Cast(this=arg, to=sge.DataType.build("Nullable(DateTime64(6, 'UTC'))", dialect="clickhouse"))
