"""Names of files and folders that an engine could take for something else: what is found is what is read."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.table import Table
from tests.unit.tables.test_files import opened

MARKS = [*"[]*?{}!^'\"\\ -~$%=#;|&:()@\n\t", "x", "y", "1", "%20", "ł", "é", "e\u0301", "日", "${HOME}", "..", "\x7f"]
NAMES = st.lists(st.sampled_from(MARKS), min_size=1, max_size=6).map("".join).filter(lambda name: name.strip("."))
DECOYS = ("x", "x1", "xy", "[x]")
ENDINGS = st.sampled_from([".csv", ".jsonl", ".parquet", ".csv.gz"])


def lay(file: Path, number: int) -> None:
    """Write a table of one `number` as `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    match file.suffixes[-1]:
        case ".parquet":
            pq.write_table(pa.table({"n": [number]}), file)
        case ".jsonl":
            file.write_text(json.dumps({"n": number}) + "\n")
        case ".gz":
            file.write_bytes(gzip.compress(b"n\n%d\n" % number))
        case _:
            file.write_text(f"n\n{number}\n")


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder of a harmless name, and take it away."""
    path = Path(tempfile.mkdtemp())
    try:
        yield path
    finally:
        shutil.rmtree(path)
        duckdb_engine.close()


def numbers(table: Table) -> list[int]:
    """Return the numbers that `table` holds."""
    return sorted(int(n) for (n,) in table.execute(table.expression.select("n")))


@settings(max_examples=30)
@given(NAMES, ENDINGS)
@example("x[1]", ".csv")
@example("x*", ".parquet")
@example("\\[a]", ".jsonl")
def test_the_file_of_the_name_is_read(name: str, ending: str) -> None:
    """Beside it lie those that the name would mean as a pattern."""
    with folder() as base:
        for decoy in DECOYS:
            lay(base / f"{decoy}{ending}", 666)
        lay(base / f"{name}{ending}", 7)
        assert numbers(opened(base, f"{name}{ending}")) == [7]


@settings(max_examples=30)
@given(NAMES, ENDINGS)
@example("x[1]", ".csv")
def test_the_folder_of_the_name_is_read(name: str, ending: str) -> None:
    """As a folder, by the name of a file in it, and by a glob of its files."""
    with folder() as base:
        for decoy in DECOYS:
            lay(base / f"{decoy}d" / f"p{ending}", 666)
        inside = base / f"{name}d"
        lay(inside / f"p{ending}", 7)
        lay(inside / f"q{ending}", 8)
        assert numbers(opened(base, inside.name)) == [7, 8]
        assert numbers(opened(base, f"{inside.name}/p{ending}")) == [7]
        assert numbers(opened(base, f"{inside.name}/*{ending}")) == [7, 8]


@settings(max_examples=30)
@given(NAMES)
@example("[x]")
def test_a_config_may_lie_in_a_folder_of_any_name(name: str) -> None:
    """What its paths are relative to is no part of a pattern, and no partition."""
    with folder() as parent:
        base = parent / f"{name}d"
        lay(parent / "xd" / "t.csv", 666)
        lay(base / "t.csv", 7)
        table = opened(base, "*.csv")
        assert (numbers(table), table.expression.columns) == ([7], ("n",))


def test_a_name_that_is_not_utf8_is_read(tmp_path: Path) -> None:
    """The file system takes any bytes, the engine only text."""
    lay(tmp_path / os.fsdecode(b"caf\xe9.csv"), 7)
    assert numbers(opened(tmp_path, "caf*.csv")) == [7]


def test_partitions_keep_their_values_whatever_marks_they_have(tmp_path: Path) -> None:
    """A folder's name is escaped on its way, and its value comes back as it is written."""
    lay(tmp_path / "t/city=[x] * 50%25/p.csv", 1)
    lay(tmp_path / "t/city=Łódź?/p.csv", 2)
    table = opened(tmp_path, "t")
    assert sorted(table.execute(table.expression.select("n", "city"))) == [(1, "[x] * 50%"), (2, "Łódź?")]


def test_a_folder_above_the_data_is_no_partition(tmp_path: Path) -> None:
    """It would be a column of one value, or take the place of a column of the file."""
    lay(tmp_path / "n=666/year=1/t/p.csv", 7)
    table = opened(tmp_path / "n=666", "year=1")
    assert table.execute(table.expression) == [(7, 1)]


def test_files_in_other_partitions_are_counted(tmp_path: Path) -> None:
    """One that lies beside the partitions has no value for them."""
    lay(tmp_path / "t/year=2017/p.csv", 1)
    lay(tmp_path / "t/year=2018/p.csv", 1)
    lay(tmp_path / "t/p.csv", 1)
    with pytest.raises(
        Exception, match=r"^1 of 3 files at t lie in folders of other partitions \(key=value\) than the"
    ):
        opened(tmp_path, "t")


def test_a_folder_that_a_glob_matches_is_its_files(tmp_path: Path) -> None:
    """Nothing that a pattern means goes missing because it is a folder; what is hidden stays so."""
    for name, number in {"t/a/p.csv": 1, "t/b/deep/p.csv": 2, "t/_tmp/p.csv": 666, "t/.x/p.csv": 666}.items():
        lay(tmp_path / name, number)
    assert numbers(opened(tmp_path, "t/*")) == [1, 2]
