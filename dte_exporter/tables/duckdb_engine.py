"""The embedded engine: a DuckDB for each run, within its memory limit, which opens nothing but what the run reads."""

import atexit
import functools
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import SourceError
from dte_exporter.tables.duckdb_errors import describe
from dte_exporter.tables.sql_quoting import quoted_text

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.operations import Node
    from ibis.expr.types import Table as IbisTable

MEMORY_SHARE = 0.6
"""DuckDB's part of a run's memory limit, so that its own clear error comes before the kernel's refusal."""

SPILL_SHARE = 8
"""What DuckDB may put on the disk, as a multiple of a run's memory limit."""

_FOLDER = "dte-exporter-spill-"


@functools.cache
def connection() -> "Backend":
    """Return this process's connection. It downloads no extension."""
    import ibis

    opened = ibis.duckdb.connect(autoinstall_known_extensions=False, temp_directory=str(_own_folder()))
    opened.raw_sql("SET enable_progress_bar = false")  # it would go to stdout, where `run` prints its results
    opened.raw_sql("SET TimeZone = 'UTC'")  # the machine's zone is none of the data's
    return opened


def close() -> None:
    """End this process's database, and with it all that it holds, has put on the disk, or may not open."""
    if connection.cache_info().currsize:
        connection().disconnect()
        connection.cache_clear()
    _empty(_own_folder())


def limit_memory(limit: int) -> None:
    """Let DuckDB hold its share of `limit` bytes, and put a multiple of them on the disk.

    Raises
    ------
    MemoryError
        If it holds more already.
    """
    import duckdb

    try:
        connection().raw_sql(f"SET memory_limit = '{int(limit * MEMORY_SHARE)}B'")
        connection().raw_sql(f"SET max_temp_directory_size = '{limit * SPILL_SHARE}B'")
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error


def confine(files: Iterable[str]) -> None:
    """Let this database open `files` from now on and nothing else, whatever it is asked, and change no setting."""
    connection().raw_sql(f"SET allowed_paths = [{', '.join(quoted_text(file) for file in files)}]")
    connection().raw_sql(f"SET allowed_directories = [{quoted_text(f'{_own_folder()}/')}]")
    connection().raw_sql("SET enable_external_access = false")
    connection().raw_sql("SET lock_configuration = true")


def read_through(system: Any) -> None:
    """Let this database open what a `system` of files, as fsspec knows them, has below its own protocol."""
    connection().raw_sql("SET parquet_metadata_cache = true")  # what is far away is asked for once
    connection().raw_sql("SET enable_external_file_cache = false")  # `system` keeps what it has fetched
    connection().con.register_filesystem(system)


def scratch() -> Path:
    """Return a new folder for what a run must write to be able to read; it goes with the run's database."""
    return Path(tempfile.mkdtemp(dir=_own_folder()))


def rows_of(query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a `query` of our own, with named `parameters`."""
    rows: list[tuple[Any, ...]] = connection().con.execute(query, parameters).fetchall()
    return rows


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


@functools.cache
def _own_folder() -> Path:
    """Return this process's folder for what DuckDB spills: closed to others, and gone with the process."""
    parent = Path(tempfile.gettempdir())
    for left in parent.glob(f"{_FOLDER}*"):
        if _is_orphan(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-", dir=parent))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_orphan(folder: Path) -> bool:
    """Return whether the process that made `folder`, by its name, is gone."""
    pid = folder.name.removeprefix(_FOLDER).partition("-")[0]
    return pid.isdecimal() and not Path(f"/proc/{pid}").exists()


def _empty(folder: Path) -> None:
    for item in folder.iterdir():
        if item.is_dir():
            shutil.rmtree(item, ignore_errors=True)
        else:
            item.unlink(missing_ok=True)  # DuckDB may be about to do so itself
