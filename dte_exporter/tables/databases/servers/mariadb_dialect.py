"""Our questions in the SQL of MariaDB and MySQL: what Ibis writes, but for what would not answer as our engine does."""

import functools
from datetime import UTC
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for MariaDB 10.5, MySQL 8 and later."""
    from ibis.backends.sql.compilers.mysql import MySQLCompiler

    words: dict[str, Word] = {
        "Cast": _cast,
        "Divide": _divided,
        "ExtractEpochSeconds": _epoch,
        "Hash": _hash,
        "IsInf": _never,
        "IsNan": _never,
        "NonNullLiteral": _literal,
        "RegexSearch": _search,
        "StructColumn": _row,
    }
    return with_words(MySQLCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return times with their fractions of a second, and a float as text as Python and DuckDB write it."""
    import sqlglot.expressions as sge

    if to.is_timestamp():
        return sge.Cast(this=arg, to=sge.DataType.build("DATETIME(6)", dialect="mysql"))
    if to.is_floating():
        return sge.Cast(this=arg, to=sge.DataType.build("DOUBLE", dialect="mysql"))
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    if not op.arg.dtype.is_floating() or not to.is_string():
        return written
    whole = compiler.f.anon.concat(written, ".0")
    scientific = compiler.f.anon.regexp_replace(written, "e([0-9])", r"e+\1")
    return compiler.if_(written.rlike(sge.convert("^-?[0-9]+$")), whole, scientific)


def _divided(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
    """Return a quotient with all its digits: that of whole numbers would have four."""
    import sqlglot.expressions as sge

    double = sge.Cast(this=left, to=sge.DataType.build("DOUBLE", dialect="mysql"))
    return compiler.binop(sge.Div, double, right)


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970; the server's own function ends in 2038."""
    return compiler.f.anon.timestampdiff(compiler.v.MICROSECOND, compiler.f.timestamp("1970-01-01"), arg) / 1_000_000


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 60 bits of the MD5 of a value, or of a row of them."""
    digits = compiler.f.anon.left(compiler.f.anon.md5(arg), 15)
    return compiler.cast(compiler.f.anon.conv(digits, 16, 10), op.dtype)


def _never(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return that a number is not infinite, and is one: there are no others here."""
    import sqlglot.expressions as sge

    return sge.false()


def _search(compiler: Any, op: Any, *, arg: Any, pattern: Any) -> Any:
    """Return whether a pattern is found, by the operator that both servers have."""
    return arg.rlike(pattern)


def _literal(compiler: Any, op: Any, *, value: Any, dtype: Any) -> Any:
    """Return an instant without its zone, in UTC as the session is."""
    if dtype.is_timestamp():
        moment = value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
        return compiler.f.timestamp(moment.isoformat(sep=" "))
    return of_ibis(compiler, "NonNullLiteral", op, value=value, dtype=dtype)


def _row(compiler: Any, op: Any, *, names: Any, values: Any) -> Any:
    """Return the values of a row as one text, in which none runs into the next: it is only hashed."""
    return compiler.f.anon.concat_ws(",", *(compiler.f.anon.quote(value) for value in values))
