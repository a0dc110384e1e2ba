"""Our questions in PostgreSQL's SQL: what Ibis writes, but for what would not answer as the embedded engine does."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for PostgreSQL 12 and later."""
    from ibis.backends.sql.compilers.postgres import PostgresCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "First": _first,
        "Hash": _hash,
        "RegexSearch": _search,
        "StructColumn": _row,
    }
    return with_words(PostgresCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return a truth value as the number that it stands for, and a float as text as Python and DuckDB write it."""
    import ibis.expr.datatypes as dt

    if op.arg.dtype.is_boolean() and to.is_numeric() and not to.is_boolean():
        return compiler.cast(compiler.cast(arg, dt.int32), to)
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return _number(compiler, arg, written) if op.arg.dtype.is_floating() and to.is_string() else written


def _number(compiler: Any, arg: Any, written: Any) -> Any:
    """Return the text of a float: 1.0 where PostgreSQL has `written` 1, and no 1e+15."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    whole = sge.RegexpLike(this=written, expression=sge.convert("^-?[0-9]+$"))
    long = sge.Between(this=compiler.f.abs(arg), low=sge.convert(1e15), high=sge.convert(9999999999999998.0))
    digits = compiler.cast(compiler.cast(arg, dt.int64), dt.string)
    longer = compiler.if_(long, compiler.f.concat(digits, ".0"), written)
    return compiler.if_(whole, compiler.f.concat(written, ".0"), longer)


def _first(compiler: Any, op: Any, *, arg: Any, where: Any, order_by: Any, include_null: Any) -> Any:
    """Return the first value in an order without the function that Ibis would have us create for it."""
    import sqlglot.expressions as sge

    values = compiler.agg.array_agg(arg, where=where, order_by=order_by)
    return sge.Bracket(this=sge.paren(values, copy=False), expressions=[sge.convert(1)], offset=1)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return the hash of a whole row by its text."""
    import sqlglot.expressions as sge

    if op.arg.dtype.is_struct():
        return compiler.f.hashtextextended(sge.Cast(this=arg, to=sge.DataType.build("text")), 0)
    return of_ibis(compiler, "Hash", op, arg=arg)


def _search(compiler: Any, op: Any, *, arg: Any, pattern: Any) -> Any:
    """Return a search by the operator: the function that Ibis calls came with PostgreSQL 15."""
    import sqlglot.expressions as sge

    return sge.RegexpLike(this=arg, expression=pattern)


def _row(compiler: Any, op: Any, *, names: Any, values: Any) -> Any:
    """Return a row of values as they are: it is only hashed."""
    return compiler.f.row(*values)
