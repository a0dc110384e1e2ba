"""Every sentence that files can give: it names the path as the config words it, or the column, and the way out."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.config.column_types import ColumnType
from dte_exporter.errors import DteError
from dte_exporter.tables.typed import read_as
from tests.unit.tables.test_files import opened

CANARY = "alicesecret"
"""A person's name that is in the data, and in the names of files below the path that the config names."""

Content = bytes | Callable[[Path], object]


def parquet(**columns: list[Any]) -> Callable[[Path], object]:
    """Return what writes a Parquet file of these columns."""
    return lambda file: pq.write_table(pa.table(columns), file)


def cut(write: Callable[[Path], object], end: int) -> Callable[[Path], object]:
    """Return what writes a file less its last `end` bytes."""

    def writing(file: Path) -> None:
        write(file)
        file.write_bytes(file.read_bytes()[:-end])

    return writing


def sparse(file: Path) -> None:
    """Write a file of two thousand million zeros that takes no place."""
    with file.open("wb") as stream:
        stream.truncate(2 * 10**9)


GZ = gzip.compress(f"n,who\n1,{CANARY}\n".encode() * 999)
ROW = f"1,{CANARY}\n"
ENDS = (
    "its lines end in different ways (LF, CR LF, CR), its quotes are not closed as they should be, or it is no text: "
    "write it anew, or set source.csv.delimiter and source.csv.quote to what it is written with"
)
SHAPE = "mend it, or set source.csv.delimiter and source.csv.quote to what the file is written with"
HEADER = (
    "the first line of t.csv looks like data, not like names of columns: set source.csv.header to false, or to a list "
    "of names where it is data, to true where these are the names"
)
ABOVE = (
    "the first line of t.csv has one field and those below have more: take out what stands above the names of columns, "
    "or set source.csv.delimiter"
)
NO_BYTES = "it has zero bytes, as no text has: set source.format to what it is, or write the rows as CSV or Parquet"
ZEROS = "it is full of zero bytes, as a file is that was begun and never written: write it anew"
LONG = (
    "t.csv cannot be read as csv: a line is longer than 2 MB: leave its longest field out, or write the rows as "
    "Parquet; a quote that is never closed looks the same"
)

ONE: dict[str, tuple[str, Content, str]] = {
    "a long line": ("t.csv", f"n,who\n{ROW}1,{CANARY},2\n".encode(), f"line 3 has 3 fields instead of 2: {SHAPE}"),
    "a short line": ("t.csv", f"n,who\n{ROW}{CANARY}\n".encode(), f"line 3 has 1 field instead of 2: {SHAPE}"),
    "an open quote": (
        "t.csv",
        f'n,who\n1,"{CANARY}\n{ROW}'.encode(),
        "line 2 has a quote that is not closed as it should be: mend it, or set source.csv.quote, "
        'to "" where quotes are plain text',
    ),
    "mixed line ends": ("t.csv", f"n,who\r\n{ROW}{ROW}2,x\r\n".encode(), ENDS),
    "a field of 10 MB": ("t.csv", f"n,who\n1,{CANARY * 10**6}\n".encode(), LONG),
    "zeros": ("t.csv", sparse, f"t.csv: {ZEROS}"),
    "zeros for JSON": ("t.jsonl", sparse, f"t.jsonl: {ZEROS}"),
    "zeros after rows": ("t.csv", f"n,who\n{ROW}".encode() + b"\0" * 9999, f"t.csv: {NO_BYTES}"),
    "no names": ("t.csv", f"{CANARY}@example.org,1\n{ROW}".encode(), HEADER),
    "a line above": ("t.csv", f"Report on {CANARY}\nn,who\n{ROW}{ROW}".encode(), ABOVE),
    "latin": (
        "t.csv",
        f"n,who\n{ROW}2,é\n".encode("cp1252"),
        "t.csv cannot be read as csv: it is not UTF-8: set source.csv.encoding, which is likely cp1252",
    ),
    "UTF-16 without a mark": (
        "t.csv",
        f"n,who\n{ROW}".encode("utf-16-le"),
        "t.csv is not UTF-8: set source.csv.encoding, which is likely utf-16-le",
    ),
    "a gzip that is cut": (
        "t.csv.gz",
        GZ[:-20],
        "t.csv.gz cannot be decompressed: it is not whole, or damaged: write it anew",
    ),
    "a gzip of which little is left": (
        "t.csv.gz",
        GZ[:20],
        "t.csv.gz cannot be decompressed: it is not whole, or damaged: write it anew",
    ),
    "a zstd that is cut": (
        "t.csv.zst",
        bytes(pa.compress(f"n,who\n{ROW}".encode(), codec="zstd", asbytes=True))[:-9],
        "t.csv.zst cannot be decompressed: it is not whole, or damaged: write it anew",
    ),
    "no gzip": ("t.csv.gz", ROW.encode(), "t.csv.gz: its ending says gzip, and it is not compressed so: rename it"),
    "a hidden gzip": ("t.csv", GZ, "t.csv: it is compressed by gzip, not CSV: let its name end in .gz"),
    "a workbook": (
        "t.csv",
        b"PK\x03\x04" + CANARY.encode(),
        "t.csv: it is a ZIP archive or an Excel workbook, not CSV: write the rows as CSV or Parquet",
    ),
    "a hidden Parquet": ("t.csv", parquet(who=[CANARY]), "t.csv: it is Parquet, not CSV: set source.format to parquet"),
    "a page": (
        "t.csv",
        f"<!DOCTYPE html><p>{CANARY}".encode(),
        "t.csv: it is HTML or XML, as of a page that says what went wrong: look into it",
    ),
    "JSON for CSV": (
        "t.csv",
        json.dumps({"who": CANARY}).encode(),
        "t.csv: it is JSON, not CSV: set source.format to json",
    ),
    "CSV for JSON": (
        "t.jsonl",
        f"n,who\n{ROW}".encode(),
        "t.jsonl cannot be read as json: a line is no JSON: mend it, or set source.format where it is none",
    ),
    "CSV for Parquet": (
        "t.parquet",
        f"n,who\n{ROW}".encode(),
        "t.parquet: it is no Parquet: set source.format to what it is, or write it anew",
    ),
    "a Parquet that is cut": (
        "t.parquet",
        cut(parquet(who=[CANARY]), 50),
        "t.parquet cannot be read as parquet: it is not whole, or damaged: write it anew",
    ),
    "UTF-16 for JSON": (
        "t.jsonl",
        json.dumps({"who": CANARY}).encode("utf-16"),
        "t.jsonl: it is not UTF-8, but UTF-16: write it in UTF-8",
    ),
    "latin JSON": (
        "t.jsonl",
        f'{{"who": "{CANARY}é"}}'.encode("cp1252"),
        "t.jsonl cannot be read as json: it is not UTF-8: write it in UTF-8",
    ),
    "a broken line": (
        "t.jsonl",
        f'{{"who": "{CANARY}"}}\n{{"who": "{CANARY}\n'.encode(),
        "t.jsonl cannot be read as json: a line is no JSON: mend it, or set source.format where it is none",
    ),
    "an object of 20 MB": (
        "t.jsonl",
        json.dumps({"who": CANARY * 4 * 10**6}).encode(),
        "t.jsonl cannot be read as json: an object is longer than 16 MB: leave its longest field out, "
        "or write the rows as Parquet",
    ),
    "no objects": (
        "t.jsonl",
        f'"{CANARY}"\n'.encode(),
        "t.jsonl holds no objects with keys: write one, such as {…}, for each row",
    ),
    "twins in JSON": (
        "t.jsonl",
        f'{{"{CANARY}": 1, "{CANARY.upper()}": 2}}\n'.encode(),
        "t.jsonl has keys that are empty, or differ by case alone: rename them, or write Parquet",
    ),
    "no rows": ("t.csv", f"n,{CANARY}\n".encode(), "t.csv holds no rows"),
    "blank lines": ("t.csv", b"\n\n", "t.csv holds no rows"),
    "nothing": ("t.csv", b"", "t.csv is empty"),
    "no rows of JSON": ("t.jsonl", b"\n", "t.jsonl holds no rows"),
}


def lay(file: Path, content: Content) -> None:
    """Write `content` as `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content) if isinstance(content, bytes) else content(file)


def sentence(base: Path, path: str, **settings: object) -> str:
    """Return what is said of `path` instead of its rows."""
    with pytest.raises(DteError) as caught:
        opened(base, path, **settings).execute(opened(base, path, **settings).expression)
    return str(caught.value)


@pytest.mark.parametrize("case", ONE)
def test_one_file_is_refused_with_its_name_and_a_way_out(tmp_path: Path, case: str) -> None:
    """And with nothing of what it holds."""
    name, content, told = ONE[case]
    lay(tmp_path / name, content)
    found = sentence(tmp_path, name)
    assert found in {told, f"{name} cannot be read as csv: {told}"}
    assert name in found
    assert CANARY not in found.lower()


MANY: dict[str, tuple[dict[str, Content], str]] = {
    "formats": (
        {f"{CANARY}.csv": b"n\n1\n", "b.parquet": parquet(n=[1]), "c.CSV.GZ": gzip.compress(b"n\n1\n")},
        "t holds files of different formats (2 csv, 1 parquet): name those that belong together by a glob",
    ),
    "columns": (
        {"a.csv": b"n\n1\n", "b.csv": b"n\n1\n", f"{CANARY}.csv": b"m\n1\n"},
        "1 of 3 files at t have other columns than the rest, or of other types: name those that belong together by a "
        "glob",
    ),
    "types": (
        {"a.parquet": parquet(n=[1]), "b.parquet": parquet(n=[2.5]), f"{CANARY}.parquet": parquet(n=[CANARY])},
        "1 of 3 files at t have other columns than the rest, or of other types: name those that belong together by a "
        "glob",
    ),
    "an empty Parquet": (
        {"a.parquet": parquet(n=[1]), f"{CANARY}.parquet": b""},
        "1 of 2 files at t: it is empty, and no Parquet: write it anew, or keep it elsewhere",
    ),
    "another content": (
        {"a.csv": b"n\n1\n", f"{CANARY}.csv": GZ},
        "1 of 2 files at t: it is compressed by gzip, not CSV: let its name end in .gz",
    ),
    "partitions": (
        {f"y={CANARY}/a.csv": b"n\n1\n", "y=2/a.csv": b"n\n1\n", "b.csv": b"n\n1\n"},
        "1 of 3 files at t lie in folders of other partitions (key=value) than the rest: name those that belong "
        "together by a glob",
    ),
    "twins in two orders": (
        {"a.parquet": parquet(n=[1], N=[2]), "b.parquet": parquet(N=[2], n=[1])},
        "the files at t have columns whose names differ by case alone, and in different orders: write them in one "
        "order, or rename them",
    ),
    "empty files": ({"a.csv": b"", f"{CANARY}.csv": b""}, "t is empty"),
    "no ending": ({CANARY: b"x"}, "t: its ending names no format: set source.format to parquet, csv or json"),
    "hidden files": ({f".{CANARY}.csv": b"n\n1\n"}, "no file in the folder 't': check source.path"),
}


@pytest.mark.parametrize("case", MANY)
def test_files_of_a_folder_are_counted_not_named(tmp_path: Path, case: str) -> None:
    """Their names may be data."""
    files, told = MANY[case]
    for name, content in files.items():
        lay(tmp_path / "t" / name, content)
    assert sentence(tmp_path, "t") == told


REMARKS: dict[str, tuple[dict[str, Content], list[str]]] = {
    "files that are not read": (
        {"a.csv": b"n,k\n1,2\n", CANARY: b"", "b.txt": b""},
        [
            "2 of 3 files at t are not read, since their endings name no format: rename them, keep them elsewhere, or "
            "set source.format"
        ],
    ),
    "one column": (
        {"a.csv": b"a~b\n1~2\n"},
        ["t has one column: if it has more, set source.csv.delimiter to what stands between them"],
    ),
    "columns without a name": (
        {"a.csv": f",{CANARY},\n1,2,3\n".encode()},
        [
            "2 of 3 columns of t have no name in the first line, and are called by their place, column1 and so on: "
            "name them there, or in source.csv.header"
        ],
    ),
    "names twice": (
        {"a.csv": f"{CANARY},{CANARY}\n1,2\n".encode()},
        [
            "1 of 2 columns of t have the name of one before them, and a number behind it now: give each its own, "
            "there or in source.csv.header"
        ],
    ),
    "a partition in the files": (
        {"k=1/a.csv": b"n,k\n1,7\n"},
        [
            "folders at t are partitioned (key=value) by what is a column of the files too: the value in the folder's "
            "name is read, so see that the two are the same"
        ],
    ),
}


@pytest.mark.parametrize("case", REMARKS)
def test_what_a_reader_should_know_of_files_is_remarked(tmp_path: Path, case: str) -> None:
    """The rows are read, and the run says what could be meant otherwise."""
    files, told = REMARKS[case]
    for name, content in files.items():
        lay(tmp_path / "t" / name, content)
    table = opened(tmp_path, "t")
    assert list(table.remarks) == told
    assert len(table.execute(table.expression)) == 1


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"header": ["n"]}, "t.csv has 2 columns, and source.csv.header names 1: name each"),
        (
            {"encoding": "utf-16"},
            "t.csv is not utf-16, as source.csv.encoding says: set it to what the file is written in",
        ),
    ],
)
def test_what_the_config_says_of_a_file_must_be_so(tmp_path: Path, settings: dict[str, Any], told: str) -> None:
    """The sentence names the setting, and what the file has."""
    lay(tmp_path / "t.csv", f"1,{CANARY}\n".encode())
    assert sentence(tmp_path, "t.csv", csv=settings) == told


DECLARED: dict[str, tuple[str, ColumnType, dict[str, Any], str]] = {
    "no number": (
        f"1\n{CANARY}\n",
        ColumnType.NUMBER,
        {},
        "column 'n' is declared as number in columns.types, and 1 of 2 values are none: mend them, or declare another "
        "type",
    ),
    "no truth": (
        f"yes\n{CANARY}\nNA\n",
        ColumnType.BOOLEAN,
        {},
        "column 'n' is declared as boolean in columns.types, and 1 of 2 values are none: mend them, or declare another "
        "type",
    ),
    "no date": (
        "20180131\n",
        ColumnType.DATE,
        {},
        "column 'n' is declared as date in columns.types, and 1 of 1 values are none: mend them, or declare another "
        "type, or set source.csv.date_format to what they are written in",
    ),
    "commas": (
        '"1,234"\n',
        ColumnType.NUMBER,
        {},
        "the commas and points in column 'n' may be decimal marks or thousands: set source.csv.decimal",
    ),
    "days or months": (
        "01/02/2018\n",
        ColumnType.TIMESTAMP,
        {},
        "column 'n' looks like dates and is read as text: nothing tells whether the day or the month comes first: set "
        "source.csv.date_format to '%d/%m/%Y' or '%m/%d/%Y'",
    ),
    "another format": (
        "31.01.2018\n",
        ColumnType.DATE,
        {"date_format": "%d/%m/%Y"},
        "column 'n' looks like dates and is read as text: not all of them are written as source.csv.date_format says, "
        "or are days of the calendar: mend them, or set another",
    ),
}


@pytest.mark.parametrize("case", DECLARED)
def test_a_declared_type_that_does_not_fit_names_its_column(tmp_path: Path, case: str) -> None:
    """And counts the values that are none."""
    text, type_, settings, told = DECLARED[case]
    lay(tmp_path / "t.csv", f"n\n{text}".encode())
    with pytest.raises(DteError) as caught:
        read_as(opened(tmp_path, "t.csv", csv=settings), {"n": type_})
    assert str(caught.value) == told


REPLACED = "t.csv was replaced, or written anew, while it was read: it is read again at the next run"


@pytest.mark.parametrize("content", [f"who,n\n{CANARY},3\n", "k,n\n1,2\n", "n,k\n", "n,k\n10,20\n"])
@pytest.mark.parametrize("is_renamed", [True, False])
def test_of_a_file_that_is_replaced_while_it_is_read_nothing_is_measured(
    tmp_path: Path, content: str, is_renamed: bool
) -> None:
    """Its columns may have changed places: the numbers of the one would be the other's."""
    lay(tmp_path / "t.csv", b"n,k\n1,2\n")
    table = opened(tmp_path, "t.csv")
    lay(tmp_path / ("new" if is_renamed else "t.csv"), content.encode())
    if is_renamed:
        (tmp_path / "new").rename(tmp_path / "t.csv")
    with pytest.raises(DteError) as caught:
        table.execute(table.expression)
    assert str(caught.value) == REPLACED


def test_a_file_that_grows_while_it_is_read_is_measured(tmp_path: Path) -> None:
    """Somebody writes a row to its end every second; Parquet is written once."""
    lay(tmp_path / "t.csv", b"n,k\n1,2\n")
    lay(tmp_path / "t.parquet", parquet(n=[1], k=[2]))
    table, whole = opened(tmp_path, "t.csv"), opened(tmp_path, "t.parquet")
    with (tmp_path / "t.csv").open("a") as stream:
        stream.write("3,4\n")
    assert set(table.execute(table.expression)) in ({(1, 2)}, {(1, 2), (3, 4)})
    lay(tmp_path / "t.parquet", parquet(n=[1, 3], k=[2, 4]))
    with pytest.raises(DteError, match=r"^t\.parquet was replaced"):
        whole.execute(whole.expression)


def test_an_empty_file_among_full_ones_is_no_rows(tmp_path: Path) -> None:
    """As of a day on which nothing happened."""
    for name, content in {"a.csv": b"n,k\n1,2\n", "b.csv": b"", "c.csv": b"n,k\n"}.items():
        lay(tmp_path / "t" / name, content)
    table = opened(tmp_path, "t")
    assert table.execute(table.expression) == [(1, 2)]


READ = {
    "no last line end": b"n,k\n1,2\n3,4",
    "CR alone": b"n,k\r1,2\r3,4\r",
    "CR LF": b"n,k\r\n1,2\r\n3,4\r\n",
    "blank lines": b"\n\nn,k\n1,2\n\n3,4\n\n",
    "a word of Excel's": b"sep=;\nn;k\n1;2\n3;4\n",
    "a mark, compressed": b"\xef\xbb\xbf" + b'"n","k"\n1,2\n3,4\n',
    "a delimiter too many": b"n,k\n1,2,\n3,4,\n",
}


@pytest.mark.parametrize("case", READ)
def test_what_does_no_harm_is_read(tmp_path: Path, case: str) -> None:
    """Whatever wrote the file, its rows are these two."""
    is_compressed = "compressed" in case
    name = "t.csv.gz" if is_compressed else "t.csv"
    lay(tmp_path / name, gzip.compress(READ[case]) if is_compressed else READ[case])
    table = opened(tmp_path, name)
    assert (table.expression.columns, table.execute(table.expression)) == (("n", "k"), [(1, 2), (3, 4)])


def test_a_mark_inside_a_compressed_file_is_no_text(tmp_path: Path) -> None:
    """It stands before the first quote, which opens a field all the same."""
    lay(tmp_path / "t.csv.gz", gzip.compress(b"\xef\xbb\xbf" + b'"1,5","2"\n"2,5","3"\n'))
    table = opened(tmp_path, "t.csv.gz", csv={"header": False})
    assert table.execute(table.expression) == [(1.5, 2), (2.5, 3)]


def test_a_database_file_of_the_name_is_not_attached(tmp_path: Path) -> None:
    """DuckDB's own files are no source."""
    duckdb.connect(str(tmp_path / "t.csv")).execute("create table who as select 'alicesecret' as n").close()
    assert "t.csv" in sentence(tmp_path, "t.csv")
