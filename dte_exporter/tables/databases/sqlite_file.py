"""A SQLite file: its rows, by a connection that can only read, handed over to the run's own engine.

SQLite has no types that hold, and not the functions that our statistics are written in: before version 3.46 it cannot
move a time by a month, and it never tells NaN from null. It is a file of this machine and not a server, so its rows go
where those of other files do; each statistic is then what it would be of the same rows in Parquet.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.databases.database_run import remaining
from dte_exporter.tables.databases.relation import Asked
from dte_exporter.tables.databases.sqlite_columns import SURVEY, SqliteColumn, told
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.file_engine import FileEngine
from dte_exporter.tables.identity import identity
from dte_exporter.tables.same_letters import distinct
from dte_exporter.tables.sql_quoting import quoted_name
from dte_exporter.tables.table import Table
from dte_exporter.tables.text.text_columns import TextColumns
from dte_exporter.tables.typed import read_as

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable
    from pyarrow import RecordBatch, RecordBatchReader

DIALECT = "sqlite"

_BATCH = 20_000
"""Rows that are handed over at once."""

_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE))
"""All that a query may do, whatever it says."""

_REFUSALS = (
    (r"no such table", "SQLite has no table of the name that the source gives: see the file's tables by .tables"),
    (r"no such column", "SQLite misses a column that source.query names: mend the query"),
    (r"no such function", "SQLite knows no function that source.query calls: write it in SQLite's own"),
    (r"locked|busy", "another program kept the database locked for half of the check's timeout: raise timeout, or "
     "turn on its write-ahead log by PRAGMA journal_mode=WAL"),
    (r"not authorized|prohibited|readonly", "SQLite refuses what writes or opens files: take it out of source.query"),
    (r"not a database|malformed|corrupt", "it is no SQLite database, is encrypted, or is damaged: mend or restore it"),
    (r"unable to open", "it cannot be opened: see that it is there, and may be read by the exporter's user"),
    (r"decode", "it holds text that is not UTF-8: mend it"),
    (r"syntax|incomplete|near", "SQLite does not understand the query: see that source.query runs there as it stands"),
)  # fmt: skip


def open_rows(file: Path, asked: Asked, written: str) -> Table:
    """Return the rows of what is `asked` of the SQLite database in `file`, copied into the run's engine.

    Parameters
    ----------
    written : str
        The file, as the config writes it.

    Raises
    ------
    SourceError
        If it is no such database, lacks what is asked, or refuses.
    """
    what = f"{written}: {asked.written}"
    try:
        fingerprint = _fingerprint(file, asked)
        with _explained(what), closing(_connected(file)) as connection:
            columns = _columns(connection, asked)
            rows = _copied(_batches(connection, asked, columns), columns, f"sqlite_{fingerprint}")
    except OSError as error:
        raise SourceError(f"no file at {written!r}, or none that may be read: see source.url") from error
    execute = FileEngine(what)
    texts = tuple(one.name for one in columns if one.is_time or one.is_mixed)
    mixed = frozenset(one.name for one in columns if one.is_mixed)
    text = TextColumns(rows, texts, fingerprint, execute, dates_alone=True, mixed=mixed) if texts else None
    return read_as(Table(rows, fingerprint, execute, digest, text), {})


def _fingerprint(file: Path, asked: Asked) -> str:
    """Return the identity of what is read: the file and its log as the file system knows them, and what is asked."""
    log = file.with_name(f"{file.name}-wal")
    found = [
        (one.stat().st_ino, one.stat().st_size, one.stat().st_mtime_ns)
        for one in (file, log)
        if one.exists() or one is file
    ]
    return identity((str(file), found, asked.rows.sql(DIALECT)))


def _connected(file: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(file.resolve()))}?mode=ro"
    # The engine asks for rows from threads of its own, one after the other.
    return sqlite3.connect(address, timeout=remaining() / 2, uri=True, isolation_level=None, check_same_thread=False)


def _columns(connection: sqlite3.Connection, asked: Asked) -> tuple[SqliteColumn, ...]:
    """Return the columns of what is `asked`, in one snapshot with the rows that are read later."""
    connection.execute(f"CREATE TEMP VIEW asked AS {asked.select('*').sql(DIALECT)}")
    declared = {name: type_ for _, name, type_, *_ in connection.execute("PRAGMA table_info(asked)")}
    connection.execute("BEGIN")
    connection.set_authorizer(_authorised)
    survey = ", ".join(SURVEY.format(quoted_name(name)) for name in declared)
    (found,) = connection.execute(f"SELECT {survey} FROM asked")  # noqa: S608  names of columns, quoted
    return told(distinct(declared), declared, found)


def _authorised(action: int, *_: Any) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _batches(connection: sqlite3.Connection, asked: Asked, columns: Sequence[SqliteColumn]) -> "RecordBatchReader":
    import pyarrow

    schema = pyarrow.schema([(one.name, one.stored()) for one in columns])
    cursor = connection.execute("SELECT * FROM asked")

    def made() -> Iterator["RecordBatch"]:
        while rows := cursor.fetchmany(_BATCH):
            values = zip(columns, schema.types, zip(*rows, strict=True), strict=True)
            yield pyarrow.record_batch(
                [pyarrow.array(one.plain(part), type_) for one, type_, part in values], schema=schema
            )

    return pyarrow.RecordBatchReader.from_batches(schema, made())


def _copied(batches: "RecordBatchReader", columns: Sequence[SqliteColumn], name: str) -> "IbisTable":
    """Return the table called `name` of the run's engine, filled from `batches`."""
    wanted = (
        f"CAST({quoted_name(one.name)} AS DECIMAL{one.decimal}) AS {quoted_name(one.name)}"
        if one.decimal
        else quoted_name(one.name)
        for one in columns
    )
    engine = duckdb_engine.connection()
    engine.con.register(f"{name}_batches", batches)
    engine.con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(wanted)} FROM {name}_batches")  # noqa: S608  names of our own and of columns, quoted
    engine.con.unregister(f"{name}_batches")
    table: IbisTable = engine.table(name)
    return table


@contextmanager
def _explained(what: str) -> Iterator[None]:
    """Say what a refusal means, in words that hold nothing of the data."""
    import duckdb
    import pyarrow

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except (sqlite3.Error, duckdb.Error, pyarrow.ArrowException) as error:
        sentence = next((said for sign, said in _REFUSALS if re.search(sign, str(error), re.IGNORECASE)), None)
        otherwise = f"it cannot be read ({type(error).__name__}): see that it is whole"
        raise SourceError(f"{what}: {sentence or otherwise}") from None  # its text may hold a value of the data
