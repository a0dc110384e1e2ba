"""Our questions in Redshift's SQL: that of an old PostgreSQL, without arrays."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text
from dte_exporter.tables.databases.warehouses.dialects.row_numbers import without_a_frame

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler

_MODULUS = 2**31 - 19
"""A prime other than the one by which rows are told apart beside it."""


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Redshift."""
    from ibis.backends.sql.compilers.base import AggGen
    from ibis.backends.sql.compilers.postgres import PostgresCompiler

    words: dict[str, Word] = {
        "BitXor": _mixed,
        "Cast": _cast,
        "ExtractEpochSeconds": _epoch,
        "First": _none,
        "Hash": _hash,
        "IsInf": _infinite,
        "RegexSearch": _search,
        "StructColumn": _row,
        "Unnest": _none,
        "WindowFunction": without_a_frame,
    }
    found = with_words(PostgresCompiler, words)
    type(found).agg = AggGen(supports_filter=False)
    return found


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return a truth value as the number that it stands for, and a float as text as Python and DuckDB write it."""
    import ibis.expr.datatypes as dt

    found = op.arg.dtype
    if found.is_boolean() and to.is_numeric() and not to.is_boolean():
        return compiler.cast(compiler.cast(arg, dt.int32), to)
    if to.is_string():
        return float_text(compiler, arg, _text(arg)) if found.is_floating() else _text(arg)
    return of_ibis(compiler, "Cast", op, arg=arg, to=to)


def _text(arg: Any) -> Any:
    """Return the text of `arg` at any length: that of a plain VARCHAR ends after 256 bytes."""
    import sqlglot.expressions as sge

    return sge.Cast(this=arg, to=sge.DataType.build("varchar(max)", dialect="redshift"))


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970."""
    import sqlglot.expressions as sge

    return sge.Extract(this=compiler.v.epoch, expression=arg)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 64 bits of a hash of a value; of a row each value's with that of those before it."""
    import sqlglot.expressions as sge

    hashed = None
    for part in arg.expressions if isinstance(arg, sge.Tuple) else [arg]:
        hashed = compiler.f.anon.fnv_hash(part) if hashed is None else compiler.f.anon.fnv_hash(part, hashed)
    return hashed


def _row(compiler: Any, op: Any, *, names: Any, values: Any) -> Any:
    """Return a row of values as texts, in which null is one of its own: it is only hashed."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    plain = (
        compiler.cast(value, dt.int32) if part.dtype.is_boolean() else value
        for part, value in zip(op.values, values, strict=True)
    )
    return sge.Tuple(expressions=[compiler.f.coalesce(_text(value), "\\N") for value in plain])


def _mixed(compiler: Any, op: Any, *, arg: Any, where: Any) -> Any:
    """Return the sum of remainders of hashes, which tells as much of them: there is no aggregate of exclusive or."""
    return compiler.agg.sum(arg % _MODULUS, where=where)


def _infinite(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return whether a number is infinite, by the one word for it that Redshift has always had."""
    import sqlglot.expressions as sge

    ends = (sge.Cast(this=sge.convert(end), to=sge.DataType.build("double")) for end in ("Infinity", "-Infinity"))
    return sge.In(this=arg, expressions=[*ends])


def _search(compiler: Any, op: Any, *, arg: Any, pattern: Any) -> Any:
    """Return a search by the operator."""
    import sqlglot.expressions as sge

    return sge.RegexpLike(this=arg, expression=pattern)


def _none(compiler: Any, op: Any, **parts: Any) -> Any:
    """Refuse what takes an array."""
    from ibis.common.exceptions import UnsupportedOperationError

    raise UnsupportedOperationError("Redshift has no arrays")
