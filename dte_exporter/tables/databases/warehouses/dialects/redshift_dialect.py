"""Our questions in Redshift's SQL: that of an old PostgreSQL, without arrays."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text
from dte_exporter.tables.databases.warehouses.dialects.row_numbers import unordered

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Redshift."""
    from ibis.backends.sql.compilers.base import AggGen
    from ibis.backends.sql.compilers.postgres import PostgresCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "ExtractEpochSeconds": _epoch,
        "First": _none,
        "Hash": _hash,
        "IsInf": _infinite,
        "RegexSearch": _search,
        "Unnest": _none,
        "WindowFunction": unordered,
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
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return float_text(compiler, arg, written) if found.is_floating() and to.is_string() else written


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970."""
    import sqlglot.expressions as sge

    return sge.Extract(this=compiler.v.epoch, expression=arg)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 64 bits of a hash of a value."""
    return compiler.f.anon.fnv_hash(arg)


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
