"""Our questions in the SQL of Databricks."""

import functools
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis, with_words
from dte_exporter.tables.databases.warehouses.dialects.first_in_order import least_key
from dte_exporter.tables.databases.warehouses.dialects.float_texts import float_text

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler


@functools.cache
def compiler() -> "SQLGlotCompiler":
    """Return who writes questions for Databricks SQL."""
    from ibis.backends.sql.compilers.databricks import DatabricksCompiler

    words: dict[str, Word] = {"Cast": _cast, "ExtractEpochSeconds": _epoch, "First": _first, "Hash": _hash}
    return with_words(DatabricksCompiler, words)


def _cast(compiler: Any, op: Any, *, arg: Any, to: Any) -> Any:
    """Return a float as text as Python and DuckDB write it."""
    written = of_ibis(compiler, "Cast", op, arg=arg, to=to)
    return float_text(compiler, arg, written) if op.arg.dtype.is_floating() and to.is_string() else written


def _epoch(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return seconds since 1970 with their fraction."""
    import ibis.expr.datatypes as dt

    return compiler.f.anon.unix_micros(compiler.cast(arg, dt.timestamp)) / 1_000_000


def _first(compiler: Any, op: Any, *, arg: Any, where: Any, order_by: Any, include_null: Any) -> Any:
    """Return the first value in an order as that of the least key."""
    return compiler.agg.min_by(arg, compiler.f.anon.struct(*least_key(op, order_by)), where=where)


def _hash(compiler: Any, op: Any, *, arg: Any) -> Any:
    """Return 64 bits of a hash, where Ibis would take 32."""
    return compiler.f.anon.xxhash64(arg)
