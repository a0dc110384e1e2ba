"""Our questions in Snowflake's SQL."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text
from dte_exporter.tables.databases.warehouses.dialects.row_numbers import with_an_order

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Snowflake."""
    from ibis.backends.sql.compilers.snowflake import SnowflakeCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "Divide": _divided,
        "ExtractEpochSeconds": _epoch,
        "First": _first,
        "Hash": _hash,
        "TimestampAdd": _moved,
        "TimestampSub": _moved,
        "WindowFunction": with_an_order,
    }
    return with_words(SnowflakeCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return an instant as what clocks show in UTC, not in its own zone; a truth value as the number it stands for."""
    import ibis.expr.datatypes as dt

    found = op.arg.dtype
    if found.is_timestamp() and found.timezone and to.is_timestamp() and not to.timezone:
        return compiler.cast(compiler.f.convert_timezone("UTC", arg), to)
    if found.is_boolean() and to.is_floating():
        return compiler.cast(compiler.cast(arg, dt.int32), to)
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return float_text(compiler, arg, written) if found.is_floating() and to.is_string() else written


def _divided(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
    """Return a quotient with all its digits: that of whole numbers would have six."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    return compiler.binop(sge.Div, compiler.cast(left, dt.float64), right)


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970 with their fraction."""
    return compiler.f.extract("epoch_microsecond", arg) / 1_000_000


def _first(compiler: Any, op: Any, *, arg: Any, where: Any, order_by: Any, include_null: Any) -> Any:
    """Return the first value in an order as what it is, and no variant."""
    found = of_ibis(compiler, "First", op, arg=arg, where=where, order_by=order_by, include_null=include_null)
    return compiler.cast(found, op.dtype)


def _moved(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
    """Return a time moved by a span, which is a number and no text."""
    import sqlglot.expressions as sge

    count = int(right.this.name) * (-1 if type(op).__name__ == "TimestampSub" else 1)
    return compiler.f.anon.timestampadd(right.args["unit"], sge.convert(count), left)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 63 bits of a hash, without its sign."""
    return compiler.f.anon.bitand(compiler.f.hash(arg), 2**63 - 1)
