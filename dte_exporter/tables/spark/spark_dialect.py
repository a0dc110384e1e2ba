"""Our questions in Spark's SQL: what Ibis writes, but for what would not answer as the embedded engine does."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.spark.float_text import as_python_writes_it

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler

_OF_UNIT = {"s": "timestamp_seconds", "ms": "timestamp_millis"}
"""Spark's functions from a number since 1970 to a moment."""


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Spark 4 and later."""
    from ibis.backends.sql.compilers.pyspark import PySparkCompiler

    words: dict[str, Word] = {
        "BitXor": _xor,
        "Cast": _cast,
        "ExtractEpochSeconds": _epoch,
        "Field": _field,
        "First": _first,
        "Hash": _hash,
        "IsInf": _is_infinite,
        "IsNull": _is_null,
        "NonNullLiteral": _literal,
        "NotNull": _not_null,
        "StructColumn": _row,
        "TimestampFromUNIX": _moment,
    }
    return with_words(PySparkCompiler, words)


def _xor(compiler: Any, op: Any, *, arg: Any, where: Any) -> Any:
    return compiler.agg.bit_xor(arg, where=where)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return a float as text as Python and DuckDB write it, and an instant as text with its zone."""
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    found = op.arg.dtype
    if not to.is_string():
        return written
    if found.is_floating():
        return as_python_writes_it(compiler, arg, written)
    return compiler.f.concat(written, "+00") if found.is_timestamp() and found.timezone else written


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970 with their fractions, which Ibis would leave out."""
    import ibis.expr.datatypes as dt

    return compiler.f.anon.unix_micros(compiler.cast(arg, dt.timestamp)) / 1_000_000


def _field(compiler: Any, op: Any, *, rel: Any, name: str) -> Any:
    """Return a column as it is; Ibis asks an option of the whole of its backend whether NaN is to be null."""
    import sqlglot as sg

    return sg.column(name, table=rel.alias_or_name, quoted=True)


def _first(compiler: Any, op: Any, *, arg: Any, where: Any, order_by: Any, include_null: Any) -> Any:
    """Return the first value in an order, as the one of the smallest keys: Spark orders no values to be counted."""
    import sqlglot.expressions as sge

    keys = []
    for one, asked in zip(order_by, op.order_by, strict=True):
        if not asked.ascending and not asked.dtype.is_numeric():
            raise NotImplementedError("only numbers can be negated")
        keys += [one.this.is_(sge.null()), one.this if asked.ascending else -one.this]
    there = arg.is_(sge.null()).not_()
    smallest = compiler.f.anon.min_by(arg, compiler.f.anon.struct(*keys))
    return sge.Filter(this=smallest, expression=sge.Where(this=there if where is None else there.and_(where)))


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 64 bits: Ibis would take 32, which many rows share."""
    return compiler.f.anon.xxhash64(arg)


def _is_infinite(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return whether a number is infinite: Ibis asks Python whether the two are one object."""
    import sqlglot.expressions as sge

    if not op.arg.dtype.is_floating():
        return sge.false()
    return sge.EQ(this=compiler.f.abs(arg), expression=compiler.POS_INF)


def _is_null(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return whether nothing is there; for Ibis NaN is nothing here."""
    import sqlglot.expressions as sge

    return arg.is_(sge.null())


def _literal(compiler: Any, op: Any, *, value: Any, dtype: Any) -> Any:
    """Return a float as a double: 1.5 as such is a decimal, and for Ibis another option of its backend."""
    import ibis.expr.datatypes as dt

    if dtype.is_floating():
        return compiler.cast(repr(float(value)), dt.float64)
    return of_ibis(compiler, "NonNullLiteral", op, value=value, dtype=dtype)


def _not_null(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return whether something is there, if only NaN."""
    import sqlglot.expressions as sge

    return arg.is_(sge.null()).not_()


def _row(compiler: Any, op: Any, *, names: Any, values: Any) -> Any:
    """Return a row of values, each after whether it is there: it is only hashed, and a hash passes over nulls."""
    import sqlglot.expressions as sge

    return compiler.f.anon.struct(*(part for value in values for part in (value.is_(sge.null()), value)))


def _moment(compiler: Any, op: Any, *, arg: Any, unit: Any) -> Any:
    """Return a moment by Spark's own functions; Ibis would go by the text of a second."""
    return compiler.f.anon[_OF_UNIT[op.unit.short]](arg)
