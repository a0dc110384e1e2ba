import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.databases.sql_source import SqlSource, open_sql
from dte_exporter.tables.table import Table


@pytest.fixture(autouse=True)
def run() -> Iterator[None]:
    """Be within a run, which databases are read in."""
    with lasting(10):
        yield


def made(folder: Path, *statements: str) -> Path:
    """Make a database of these statements, and return its file."""
    with closing(sqlite3.connect(folder / "rows.db")) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return folder / "rows.db"


def opened(folder: Path, **source: Any) -> Table:
    """Return the table that a source in the folder opens."""
    table: Table = open_sql.open(SqlSource(type="sql", url="sqlite:///rows.db", **source), folder)
    return table


def rows(table: Table) -> list[tuple[Any, ...]]:
    """Return all rows of the table."""
    return table.execute(table.expression)


def test_values_have_the_types_that_are_declared_where_all_are_of_them(tmp_path: Path) -> None:
    """Booleans, decimals, days and times are what their declaration says; an untyped column is what its values are."""
    made(
        tmp_path,
        "CREATE TABLE t (n INTEGER, x REAL, b BOOLEAN, d DECIMAL(10,2), s TEXT, day DATE, at TIMESTAMP, u)",
        "INSERT INTO t VALUES (1, 2, 1, 1.5, 'a', '2018-01-31', '2018-01-31 12:00:00', 7)",
        "INSERT INTO t (n) VALUES (NULL)",
    )

    table = opened(tmp_path, table="t")

    kinds = [table.kinds[name] for name in ("n", "x", "b", "d", "s", "day", "at", "u")]
    number, time = ColumnKind.NUMBER, ColumnKind.TIME
    assert kinds == [number, number, ColumnKind.BOOLEAN, number, ColumnKind.CATEGORY, time, time, number]
    assert [str(one) for one in rows(table)[0]] == [
        "1", "2.0", "True", "1.50", "a", "2018-01-31", "2018-01-31 12:00:00", "7",
    ]  # fmt: skip
    assert rows(table)[1] == (None,) * 8


def test_numbers_beside_texts_are_read_as_text_and_said(tmp_path: Path) -> None:
    """SQLite keeps a word in a column of integers; nothing of it is lost or guessed."""
    made(tmp_path, "CREATE TABLE t (n INTEGER)", "INSERT INTO t VALUES (1), ('many')")

    table = opened(tmp_path, table="t")

    assert rows(table) == [("1",), ("many",)]
    assert "has values of several types" in table.notices["n"]


def test_a_number_that_is_no_truth_value_leaves_a_column_of_numbers(tmp_path: Path) -> None:
    """A 2 in a boolean column is not taken for true."""
    made(tmp_path, "CREATE TABLE t (b BOOLEAN)", "INSERT INTO t VALUES (0), (1), (2)")

    assert rows(opened(tmp_path, table="t")) == [(0,), (1,), (2,)]


def test_a_query_is_read_with_the_types_of_its_columns(tmp_path: Path) -> None:
    """Joins and computed values are as a table would be."""
    made(tmp_path, "CREATE TABLE t (b BOOLEAN)", "INSERT INTO t VALUES (0), (1), (1)")

    table = opened(tmp_path, query="SELECT b, count(*) AS n FROM t GROUP BY b ORDER BY b")

    assert rows(table) == [(False, 1), (True, 2)]


def test_a_change_of_the_file_or_its_log_is_another_content(tmp_path: Path) -> None:
    """Also what is only in the write-ahead log yet, and another query of the same file."""
    file = made(tmp_path, "PRAGMA journal_mode=WAL", "CREATE TABLE t (n INTEGER)")
    before = opened(tmp_path, table="t").fingerprint
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO t VALUES (1)")
        writer.commit()
        after = opened(tmp_path, table="t")

        assert rows(after) == [(1,)]
        assert len({before, after.fingerprint, opened(tmp_path, query="SELECT n FROM t").fingerprint}) == 3


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ({"table": "gone"}, "rows.db: gone: SQLite has no table of the name"),
        ({"query": "SELECT gone FROM t"}, "misses a column that source.query names"),
        ({"query": "SELECT gone(n) AS n FROM t"}, "knows no function that source.query calls"),
        ({"query": "DELETE FROM t"}, "source.query: DELETE is no SELECT"),
        ({"query": "SELECT load_extension('x') AS n FROM t"}, "the function LOAD_EXTENSION has no place"),
        ({"table": "t; DROP TABLE t"}, "t; DROP TABLE t: SQLite has no table of the name"),
        ({"table": "(SELECT 1)"}, "SQLite has no table of the name"),
        ({"table": "readfile('/etc/passwd')"}, "source.table is no name of a table"),
    ],
)
def test_a_refusal_says_what_to_do(tmp_path: Path, source: dict[str, str], sentence: str) -> None:
    """And names the file as the config does."""
    made(tmp_path, "CREATE TABLE t (n INTEGER)")

    with pytest.raises(SourceError, match=sentence):
        opened(tmp_path, **source)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    """One that is not there, and one of another kind."""
    with pytest.raises(SourceError, match=r"no file at 'rows\.db'"):
        opened(tmp_path, table="t")
    (tmp_path / "rows.db").write_text("this is no database, however long it may be" * 100)
    with pytest.raises(SourceError, match="it is no SQLite database, is encrypted, or is damaged"):
        opened(tmp_path, table="t")


def test_nothing_is_written_beside_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A database is not made by looking for it."""
    with pytest.raises(SourceError):
        opened(tmp_path, table="t")

    assert list(tmp_path.iterdir()) == []


def test_a_path_outside_of_the_root_is_refused(tmp_path: Path) -> None:
    """Where sources are confined to a folder, so are databases in files."""
    source = SqlSource(type="sql", url="sqlite:////etc/rows.db", table="t")

    (problem,) = Confinement(tmp_path, tmp_path).problems(source, ("datasets", "x", "source"))

    assert "leads outside of" in problem.sentence


@pytest.mark.parametrize(
    "source",
    [
        {"url": "oracle://host/x", "table": "t"},
        {"url": "sqlite://", "table": "t"},
        {"url": "postgresql://host/x"},
        {"url": "postgresql://host/x", "table": "t", "query": "SELECT 1"},
        {"url": "postgresql://host/x", "table": "t", "max_connections": 0},
    ],
)
def test_a_source_is_one_thing_of_a_known_database(source: dict[str, Any]) -> None:
    """A table or a query, at an address that we can read."""
    with pytest.raises(ValidationError):
        SqlSource(type="sql", **source)
