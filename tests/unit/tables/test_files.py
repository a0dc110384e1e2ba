from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table import Table

ROWS = "select * from (values (1, 'a', true), (2, 'b', false)) t(n, word, yes)"


def write(path: Path, query: str, options: str = "") -> None:
    """Write the result of `query` as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.connect().execute(f"copy ({query}) to '{path}' {options}")


def opened(base: Path, path: str, **settings: object) -> Table:
    """Return the table behind `path`."""
    table: Table = open_files.open(FilesSource.model_validate({"type": "files", "path": path, **settings}), base)
    return table


def rows(table: Table) -> list[tuple[object, ...]]:
    """Return the rows of `table` in order."""
    return sorted(table.execute(table.expression), key=repr)


@pytest.mark.parametrize(
    ("name", "options"),
    [("t.parquet", ""), ("t.csv", "(header)"), ("t.tsv", "(header, delimiter '\t')"), ("t.jsonl", "(format json)")],
)
def test_reads_each_format_by_its_ending(tmp_path: Path, name: str, options: str) -> None:
    """Parquet, CSV, TSV and JSON lines give the same rows."""
    write(tmp_path / name, ROWS, options)
    assert rows(opened(tmp_path, name)) == [(1, "a", True), (2, "b", False)]


def test_a_named_format_stands_in_for_an_ending(tmp_path: Path) -> None:
    """A file called data reads as CSV when the config says so, and asks when it does not."""
    write(tmp_path / "data", ROWS, "(format csv, header)")
    assert len(rows(opened(tmp_path, "data", format="csv"))) == 2
    with pytest.raises(SourceError, match=r"data: its ending names no format: set source\.format to parquet"):
        opened(tmp_path, "data")


def test_a_glob_means_every_file_that_it_matches(tmp_path: Path) -> None:
    """Two days are one table."""
    write(tmp_path / "day=1.csv", "select 1 as n", "(header)")
    write(tmp_path / "day=2.csv", "select 2 as n", "(header)")
    assert rows(opened(tmp_path, "day=*.csv")) == [(1,), (2,)]


def test_a_folder_gives_its_partitions_as_columns(tmp_path: Path) -> None:
    """In a Hive-partitioned folder the year is in the path."""
    write(tmp_path / "table/year=2017/part.parquet", "select 1 as n")
    write(tmp_path / "table/year=2018/part.parquet", "select 2 as n")
    assert rows(opened(tmp_path, "table")) == [(1, 2017), (2, 2018)]


def test_a_path_may_be_absolute(tmp_path: Path) -> None:
    """The base is only for relative ones."""
    write(tmp_path / "t.parquet", ROWS)
    assert len(rows(opened(Path("/nowhere"), str(tmp_path / "*.parquet")))) == 2


def test_columns_are_numbers_categories_booleans_times_or_something_else(tmp_path: Path) -> None:
    """How values are to be read follows from the type."""
    write(tmp_path / "t.parquet", "select 1.5 as n, 'a' as c, true as b, date '2018-01-31' as t, [1] as l, uuid() as u")
    assert list(opened(tmp_path, "t.parquet").kinds.values()) == [
        ColumnKind.NUMBER,
        ColumnKind.CATEGORY,
        ColumnKind.BOOLEAN,
        ColumnKind.TIME,
        ColumnKind.OTHER,
        ColumnKind.CATEGORY,
    ]


@pytest.mark.parametrize("path", ["gone.parquet", "gone-*.parquet"])
def test_a_missing_file_is_named(tmp_path: Path, path: str) -> None:
    """The sentence says what the config has and where that was looked for."""
    with pytest.raises(SourceError) as caught:
        opened(tmp_path, path)
    assert str(caught.value) == f"no file at {path!r} (looked for {tmp_path / path}): check source.path"


def test_an_empty_file_is_no_data(tmp_path: Path) -> None:
    """Zero bytes are an upstream that wrote nothing, not one that broke."""
    (tmp_path / "t.csv").touch()
    with pytest.raises(NoDataError, match=r"t\.csv is empty"):
        opened(tmp_path, "t.csv")


def test_a_csv_of_column_names_alone_is_no_data(tmp_path: Path) -> None:
    """A day without rows is empty, not broken, although nothing tells what its columns hold."""
    (tmp_path / "t.csv").write_text("year,hired\n")
    with pytest.raises(NoDataError, match=r"^t\.csv holds no rows$"):
        opened(tmp_path, "t.csv")


def test_an_address_is_no_file_and_keeps_its_password(tmp_path: Path) -> None:
    """The error is shown to whoever can see the status page."""
    with pytest.raises(SourceError, match=r"is 'https://ann:<secret>@host/t\.csv', an address: name a file"):
        opened(tmp_path, "https://ann:hunter2@host/t.csv")


def test_a_path_that_the_file_system_refuses_is_an_error_of_the_source(tmp_path: Path) -> None:
    """So is a file that goes while it is looked at, or a folder that may not be read."""
    with pytest.raises(SourceError, match=r"xx\.csv cannot be looked through: File name too long$"):
        opened(tmp_path, f"{'x' * 300}.csv")


def test_a_truncated_parquet_cannot_be_read(tmp_path: Path) -> None:
    """Half a file is an error of the source."""
    write(tmp_path / "t.parquet", ROWS)
    whole = (tmp_path / "t.parquet").read_bytes()
    (tmp_path / "t.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match=r"t\.parquet cannot be read as parquet: "):
        opened(tmp_path, "t.parquet")


def test_no_value_of_the_data_is_quoted(tmp_path: Path) -> None:
    """A word among 30,000 numbers makes their column text, and is counted where it could be told."""
    lines = "\n".join([*("1" for _ in range(30_000)), "alice@example.org"])
    (tmp_path / "t.csv").write_text(f"n\n{lines}\n")
    table = opened(tmp_path, "t.csv")
    assert table.kinds["n"] is ColumnKind.CATEGORY
    assert table.notices == {
        "n": "column 'n' looks like numbers and is read as text: 1 of 30,001 values are none, "
        "name what means a missing value in source.csv.null, or set its type in columns.types"
    }


def test_a_cast_that_fails_names_its_column_and_no_value_that_poses_as_one(tmp_path: Path) -> None:
    """Of what DuckDB says only the names of columns are passed on."""
    write(tmp_path / "t.parquet", "select chr(10) || 'Error when converting column \"alice\".' as word")
    table = opened(tmp_path, "t.parquet")
    with pytest.raises(SourceError, match=r": a value in column 'word' does not fit its type$"):
        table.execute(table.expression.select(n=table.expression["word"].cast("int32")))


def test_a_database_that_met_a_fatal_error_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DuckDB would refuse every later question, and the worker lives for weeks."""
    write(tmp_path / "t.parquet", ROWS)
    table = opened(tmp_path, "t.parquet")

    def fail(_: str) -> None:
        raise duckdb.FatalException("database has been invalidated")

    monkeypatch.setattr(duckdb_engine.connection(), "raw_sql", fail)
    with pytest.raises(SourceError, match="DuckDB refuses with FatalException"):
        table.execute(table.expression)
    assert len(rows(opened(tmp_path, "t.parquet"))) == 2


def test_the_fingerprint_follows_the_content(tmp_path: Path) -> None:
    """It stays while nothing changes, and changes with a file's content, its name, and one more file."""

    def fingerprint(make: Callable[[], object] = lambda: None) -> str | None:
        make()
        return opened(tmp_path, "*.parquet").fingerprint

    seen = [
        fingerprint(lambda: write(tmp_path / "a.parquet", "select 1 as n")),
        fingerprint(lambda: write(tmp_path / "a.parquet", "select 1 as n, 2 as m")),
        fingerprint(lambda: write(tmp_path / "b.parquet", "select 1 as n, 2 as m")),
        fingerprint(lambda: (tmp_path / "b.parquet").rename(tmp_path / "c.parquet")),
    ]
    assert len(set(seen)) == 4
    assert fingerprint() == seen[-1]


def test_duckdb_out_of_memory_is_a_memory_error(tmp_path: Path) -> None:
    """Whoever runs the check tells it from a broken source."""
    write(tmp_path / "t.parquet", "select range as n, repeat('x', 1000) || range as s from range(300000)")
    table = opened(tmp_path, "t.parquet")
    duckdb_engine.limit_memory(20 * 2**20)
    try:
        with pytest.raises(MemoryError):
            table.execute(table.expression.group_by("s").aggregate(n=table.expression.count()))
    finally:
        duckdb_engine.limit_memory(2 * 2**30)
