"""The embedded engine: one DuckDB a worker process, kept warm, within the memory limit of the run."""

import functools
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.operations import Node
    from ibis.expr.types import Table as IbisTable

MEMORY_SHARE = 0.6
"""DuckDB's part of a run's memory limit, so that its own clear error comes before the kernel's refusal."""

_COLUMN = re.compile(
    r"^Error when converting column \"(?P<of_file>.+?)\"\.|when casting from source column (?P<of_cast>.+)$",
    re.MULTILINE,
)
"""Where DuckDB names the column of a value that does not fit: one of a file, or one that a window casts."""


@functools.cache
def connection() -> "Backend":
    """Return this process's connection. It downloads no extension."""
    import ibis

    opened = ibis.duckdb.connect(autoinstall_known_extensions=False)
    opened.raw_sql("SET enable_progress_bar = false")  # it would go to stdout, where `run` prints its results
    opened.raw_sql("SET TimeZone = 'UTC'")  # the machine's zone is none of the data's
    return opened


def limit_memory(limit: int) -> None:
    """Let DuckDB hold its share of `limit` bytes.

    Raises
    ------
    MemoryError
        If it holds more already.
    """
    import duckdb

    try:
        connection().raw_sql(f"SET memory_limit = '{int(limit * MEMORY_SHARE)}B'")
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error


def execute(expression: "IbisTable") -> list[tuple[Any, ...]]:
    """Return the rows of `expression`.

    Raises
    ------
    SourceError
        If DuckDB refuses; the message holds no value of the data.
    MemoryError
        If DuckDB reaches its memory limit.
    """
    import duckdb

    try:
        rows: list[tuple[Any, ...]] = connection().raw_sql(_compiled(expression.op())).fetchall()
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        if isinstance(error, duckdb.FatalException | duckdb.InternalException):
            connection.cache_clear()  # DuckDB answers nothing more in a database that met such an error
        raise SourceError(describe(error, _columns(expression.op()))) from error
    return rows


def _columns(operation: "Node") -> frozenset[str]:
    from ibis.expr.operations import DatabaseTable

    return frozenset(name for table in operation.find(DatabaseTable) for name in table.schema.names)


@functools.lru_cache(maxsize=1024)
def _compiled(operation: "Node") -> str:
    """Return the SQL of `operation`; Ibis takes longer to write it than DuckDB to run a small one.

    It is kept by operation, since an Ibis expression equals only itself.
    """
    return str(connection().compile(operation.to_expr()))


def describe(error: Exception, columns: Collection[str] = ()) -> str:
    """Return what went wrong without DuckDB's own sentence where that may quote a value of the data.

    Of such a sentence only the column is told, and only if it is one of `columns`, so that no value passes for one.
    """
    import duckdb

    if isinstance(error, duckdb.IOException | duckdb.BinderException | duckdb.CatalogException):
        return str(error).splitlines()[0]
    named = next((column for column in _named(error) if column in columns), None)
    what = "a value does not fit its column, or the file is damaged"
    what = f"a value in column {named!r} does not fit its type" if named else what
    return f"DuckDB refuses with {type(error).__name__}: {what}"


def _named(error: Exception) -> Iterator[str]:
    """Yield what may be the name of the column that `error` is about."""
    for match in _COLUMN.finditer(str(error)):
        yield match["of_file"] or match["of_cast"]
