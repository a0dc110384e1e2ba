"""The history in an SQLite file, in WAL mode: readers hold up no writer, and a writer that dies spoils nothing."""

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dte_exporter.errors import DamagedHistoryError, HistoryError
from dte_exporter.storage.history.database import Dialect
from dte_exporter.storage.history.schema import prepare

PATIENCE = 5.0
"""Seconds that a writer waits for another to let go of the file."""

DIALECT = Dialect(
    serial="INTEGER PRIMARY KEY",
    real="REAL",
    json="TEXT",
    clustered=" WITHOUT ROWID",
    moment="strftime('%Y-%m-%d %H:%M:%f', {}, 'unixepoch')",
    label="json_extract(s.labels, '$.{}')",
    whole="CAST({} AS INTEGER)",
    new_view=("DROP VIEW IF EXISTS {name}", "CREATE VIEW {name} AS {query}"),
)

_BESIDE = ("", "-wal", "-shm")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CACHE_KIB = 2048


class SqliteConnection:
    """What is done within a transaction.

    Parameters
    ----------
    raw : sqlite3.Connection
        In autocommit mode: transactions are begun and ended in words.
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        return self._raw.execute(statement, values).fetchall()

    def execute_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of `rows`."""
        self._raw.executemany(statement, rows)


class SqliteDatabase:
    """An SQLite file.

    Parameters
    ----------
    path : Path
        The file; made, with its folder, when it is first written to.
    labels : collection of str
        Every label that a metric can have.
    patience : float
        Seconds that a writer waits for another.
    to_disk : bool
        Whether a transaction is committed only once it is on the disk, which a power cut then cannot undo; a process
        that is killed undoes none in either case.
    """

    dialect = DIALECT

    def __init__(self, path: Path, labels: Collection[str], patience: float = PATIENCE, to_disk: bool = False) -> None:
        self.path = path
        self._labels = labels
        self._patience = patience
        self._synchronous = "FULL" if to_disk else "NORMAL"
        self._open: sqlite3.Connection | None = None
        self._inode = 0

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.path)

    @contextlib.contextmanager
    def writing(self) -> Iterator[SqliteConnection]:
        """Give a transaction; see `Database`."""
        try:
            with self._explained("written"), _transaction(self._writer()) as connection:
                yield connection
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[SqliteConnection]:
        """Give a view of what is committed, by a connection of its own; see `Database`."""
        with self._explained("read"):
            if not self.path.exists():
                raise HistoryError(f"the history {self.name} cannot be read: there is no such file")
            uri = f"{self.path.resolve().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(uri, timeout=self._patience, uri=True)) as raw:
                yield SqliteConnection(raw)

    def examine(self) -> None:
        """Look whether all of the file is what was written; see `Database`."""
        with self.writing() as connection:
            ((verdict,),) = connection.execute("PRAGMA quick_check(1)")
        if verdict != "ok":
            raise DamagedHistoryError(f"the history {self.name} is damaged: {verdict}")

    def set_aside(self) -> str:
        """Rename the file and what SQLite has put beside it; see `Database`."""
        self.close()
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}")
        try:
            for end in _BESIDE:
                file = Path(f"{self.path}{end}")
                if file.exists():
                    file.rename(f"{aside}{end}")
        except OSError as error:
            raise HistoryError(f"the damaged history {self.name} cannot be set aside: {error.strerror}") from error
        return str(aside)

    def close(self) -> None:
        """Close the file; the next transaction opens it again."""
        if self._open is not None:
            with contextlib.suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def _writer(self) -> sqlite3.Connection:
        if self._open is not None and not self._is_the_file():
            self.close()
        if self._open is None:
            self._open = self._opened()
        return self._open

    def _is_the_file(self) -> bool:
        """Return whether the path still leads to what is open: somebody may have removed or replaced it."""
        with contextlib.suppress(OSError):
            return os.stat(self.path).st_ino == self._inode  # noqa: PTH116  once a batch, and Path.stat is slower
        return False

    def _opened(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        raw = sqlite3.connect(self.path, timeout=self._patience, isolation_level=None, check_same_thread=False)
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute(f"PRAGMA synchronous = {self._synchronous}")
            raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            raw.execute("PRAGMA journal_size_limit = 16777216")
            with _transaction(raw) as connection:
                prepare(connection, DIALECT, self._labels)
        except BaseException:
            raw.close()
            raise
        self._inode = self.path.stat().st_ino
        return raw

    @contextlib.contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            kind = DamagedHistoryError if code in _DAMAGED else HistoryError
            raise kind(f"the history {self.name} cannot be {done}: {error}") from error
        except OSError as error:
            raise HistoryError(f"the history {self.name} cannot be {done}: {error.strerror}") from error


@contextlib.contextmanager
def _transaction(raw: sqlite3.Connection) -> Iterator[SqliteConnection]:
    raw.execute("BEGIN IMMEDIATE")
    try:
        yield SqliteConnection(raw)
        raw.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):  # a full disk has ended it already
            raw.execute("ROLLBACK")
        raise
