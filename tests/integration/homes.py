"""Where the same rows can live: files, databases and tables with a log, filled from Arrow tables."""

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pyarrow as pa
import pyarrow.parquet
from deltalake import write_deltalake
from pyiceberg.catalog import load_catalog

from tests.integration.mariadb import MariaDb
from tests.integration.spark_server import SparkServer


class Home(Protocol):
    """Where rows live."""

    holds_nan: bool
    """Whether NaN and infinities can be told from null there."""
    longest_name: int
    """Characters of the longest name of a column."""

    def put(self, name: str, rows: pa.Table) -> Mapping[str, Any]:
        """Put `rows` there under `name`, and return the source that reads them."""
        ...


class Files:
    """Parquet in a folder."""

    holds_nan = True
    longest_name = 300

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Write a file."""
        pyarrow.parquet.write_table(rows, self._folder / f"{name}.parquet")
        return {"type": "files", "path": str(self._folder / f"{name}.parquet")}


class InPostgres:
    """A table of a PostgreSQL server."""

    holds_nan = True
    longest_name = 63
    types = {  # noqa: RUF012  a table of words
        "int32": "INT",
        "int64": "BIGINT",
        "double": "DOUBLE PRECISION",
        "string": "TEXT",
        "bool": "BOOLEAN",
        "null": "TEXT",
        "date32[day]": "DATE",
        "timestamp[us]": "TIMESTAMP",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ",
        "decimal128(12, 2)": "NUMERIC(12, 2)",
    }

    def __init__(self, url: str) -> None:
        self._url = url

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        columns = [f"{_quoted(field.name)} {self.types[str(field.type)]}" for field in rows.schema]
        marks = ", ".join(["%s"] * len(columns))
        with psycopg.connect(self._url) as connection:
            connection.execute(f"DROP TABLE IF EXISTS {_quoted(name)}".encode())
            connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})".encode())
            with connection.cursor() as cursor:
                cursor.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})".encode(), _values(rows))
        return {"type": "sql", "url": "${POSTGRES_URL}", "table": _quoted(name)}


class InMariaDb:
    """A table of a MariaDB server, in the collation that takes letters of either case for one."""

    holds_nan = False
    longest_name = 64
    types = {  # noqa: RUF012  a table of words
        **InPostgres.types,
        "double": "DOUBLE",
        "string": "VARCHAR(1000)",
        "null": "TEXT",
        "timestamp[us]": "DATETIME(6)",
        "timestamp[us, tz=UTC]": "TIMESTAMP(6) NULL",
    }

    def __init__(self, server: MariaDb) -> None:
        self._server = server

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        columns = [f"{_quoted(field.name, '`')} {self.types[str(field.type)]}" for field in rows.schema]
        marks = ", ".join(["%s"] * len(columns))
        with closing(self._server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SET time_zone = '+00:00'")
            cursor.execute(f"DROP TABLE IF EXISTS {_quoted(name, '`')}")
            cursor.execute(f"CREATE TABLE {_quoted(name, '`')} ({', '.join(columns)}) COLLATE utf8mb4_general_ci")
            if rows.num_rows:
                cursor.executemany(f"INSERT INTO {_quoted(name, '`')} VALUES ({marks})", _values(rows))
        return {"type": "sql", "url": "${MARIADB_URL}", "table": _quoted(name, "`")}


class InSqlite:
    """A table of a SQLite file."""

    holds_nan = False
    longest_name = 300
    types = {  # noqa: RUF012  a table of words
        **InPostgres.types,
        "double": "REAL",
        "decimal128(12, 2)": "DECIMAL(12, 2)",
        "timestamp[us, tz=UTC]": "TIMESTAMP",
    }

    def __init__(self, folder: Path) -> None:
        self._file = folder / "rows.db"

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        columns = [f"{_quoted(field.name)} {self.types[str(field.type)]}" for field in rows.schema]
        marks = ", ".join(["?"] * len(columns))
        with closing(sqlite3.connect(self._file)) as connection:
            connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)})")
            plain = [tuple(map(_as_sqlite_has_it, row)) for row in _values(rows)]
            connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", plain)
            connection.commit()
        return {"type": "sql", "url": f"sqlite:///{self._file}", "table": _quoted(name)}


class InDelta:
    """A Delta table in a folder, written in two versions: the rows are those of both."""

    holds_nan = True
    longest_name = 300

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "delta"

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        table, half = self._folder / name, rows.num_rows // 2
        for part in (_typed(rows)[:half], _typed(rows)[half:]):
            write_deltalake(table, part, mode="append")
        return {"type": "delta", "path": str(table)}


class InIceberg:
    """A table of Iceberg in a catalog in a file, written in two snapshots: the rows are those of both."""

    holds_nan = True
    longest_name = 300

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "iceberg"
        self.folder.mkdir()
        self.properties = {"type": "sql", "uri": f"sqlite:///{self.folder}/catalog.db", "warehouse": str(self.folder)}
        self.catalog = load_catalog("default", **self.properties)
        self.catalog.create_namespace("test")

    def put(self, name: str, rows: pa.Table) -> Mapping[str, Any]:
        """Make a table."""
        typed, half = _typed(rows), rows.num_rows // 2
        table = self.catalog.create_table(f"test.{name}", schema=typed.schema)
        for part in (typed[:half], typed[half:]):
            table.append(part)
        return {"type": "iceberg", "catalog": self.properties, "table": f"test.{name}"}


def _typed(rows: pa.Table) -> pa.Table:
    """Return `rows` with a type for columns that hold nothing, which a table must know."""
    fields = [pa.field(one.name, pa.string() if pa.types.is_null(one.type) else one.type) for one in rows.schema]
    return rows.cast(pa.schema(fields))


@dataclass(frozen=True)
class LocalSpark:
    """A Spark in this process, which reads what lies in a folder."""

    folder: Path
    url: str = "local[2]"


class InSpark:
    """Parquet in the reach of a Spark Connect server, or of a Spark in this process."""

    holds_nan = True
    longest_name = 300

    def __init__(self, server: SparkServer | LocalSpark) -> None:
        self._server = server

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Write a file."""
        path = Path(tempfile.mkdtemp(dir=self._server.folder)) / f"{name}.parquet"
        pyarrow.parquet.write_table(rows, path)
        return {"type": "spark", "remote": "${SPARK_SERVER}", "path": str(path)}


def _values(rows: pa.Table) -> list[tuple[Any, ...]]:
    columns = [column.to_pylist() for column in rows.columns]
    return list(zip(*columns, strict=True))


def _as_sqlite_has_it(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, int | float | str) else float(value)


def _quoted(name: str, mark: str = '"') -> str:
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"
