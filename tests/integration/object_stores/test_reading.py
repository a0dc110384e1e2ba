"""Files on an object store are read as the same files on a disk are."""

from pathlib import Path

import pytest

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import find
from tests.integration.object_stores.conftest import Store
from tests.unit.tables.test_files import ROWS, opened, rows, write

pytestmark = pytest.mark.integration

NAMES = [
    ("t.parquet", ""),
    ("t.csv", "(header)"),
    ("t.tsv", "(header, delimiter '\t')"),
    ("t.jsonl", "(format json)"),
    ("t.csv.gz", "(header)"),
    ("T.2018.CSV", "(format csv, header)"),
]


@pytest.mark.parametrize(("name", "options"), NAMES)
def test_each_format_gives_its_rows(store: Store, tmp_path: Path, name: str, options: str) -> None:
    """Parquet, CSV and JSON lines, compressed or not."""
    write(tmp_path / name, ROWS, options)
    store.put(f"formats/{name}", (tmp_path / name).read_bytes())
    assert rows(store.opened(f"formats/{name}")) == [(1, "a", True), (2, "b", False)]


TREE = [
    "plain.csv",
    "table/year=2017/part.csv",
    "table/year=2018/part.csv",
    "table/_SUCCESS",
    "table/year=2018/.part.csv.crc",
    "table/year=2018/_delta/part.csv",
    "odd/a b[1]*?#%é~&+=;'.csv",
    "odd/%41.csv",
    "odd/x.csv/inside.csv",
    "odd/readme.txt",
    "_kept/t.csv",
    "deep/a/b/c.csv",
]
PATHS = [
    "plain.csv",
    "table",
    "table/",
    "table/*/*.csv",
    "table/year=201[78]/part.csv",
    "**/part.csv",
    "deep/**",
    "deep/**/c.csv",
    "deep/*",
    "odd/*.csv",
    "odd/a b[1]*?#%é~&+=;'.csv",
    "odd/%41.csv",
    "odd",
    "_kept/*.csv",
    "*.csv",
    "p?ain.csv",
]


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the tree."""
    folder = tmp_path_factory.mktemp("tree")
    for name in TREE:
        (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "tree" / name).write_text("n,word\n1,a\n")
    return folder


@pytest.mark.parametrize("path", PATHS)
def test_a_path_means_the_objects_that_it_would_mean_on_a_disk(store: Store, tree: Path, path: str) -> None:
    """One, a folder, a glob: hidden ones, marks in names and partitions as there."""
    from dte_exporter.places.object_address import parse_address
    from dte_exporter.places.object_client import ObjectClient
    from dte_exporter.places.store_settings import StoreSettings
    from dte_exporter.tables.object_store.listed_objects import find_objects

    for name in TREE:
        store.put(f"tree/{name}", (tree / "tree" / name).read_bytes())
    store.put("tree/table/year=2018", b"")  # what stands for a folder
    address = parse_address(store.address(f"tree/{path}"))
    there, objects = find_objects(ObjectClient(address, StoreSettings.model_validate(store.settings)), address, None)
    here = find(f"tree/{path}", tree, None)

    assert [f"tree{file}".removeprefix("tree/") for file in there.files] == [
        file.relative_to(tree).as_posix() for file in here.files
    ]
    assert [one.key for one in objects] == [file.as_posix().removeprefix("/") for file in there.files]
    assert (there.keys, there.format, there.passed_over) == (here.keys, here.format, here.passed_over)


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_folders_of_partitions_are_columns(store: Store, tmp_path: Path, ending: str) -> None:
    """Values with any letters among them, as from a disk."""
    options = {"parquet": "", "csv": "(header)", "jsonl": "(format json)"}[ending]
    for place, part in enumerate(("town=Zürich", "town=a b", "town=a%2Fb", "town=50%", "town=x[1]*")):
        write(tmp_path / f"hive/{part}/part.{ending}", f"select {place} as n", options)
        store.put(f"hive-{ending}/{part}/part.{ending}", (tmp_path / f"hive/{part}/part.{ending}").read_bytes())

    assert rows(store.opened(f"hive-{ending}")) == rows(opened(tmp_path, "hive"))


def test_the_engine_opens_what_was_found_and_nothing_else(store: Store, tmp_path: Path) -> None:
    """Neither another object of the bucket, nor a file, nor what the store would take in."""
    import duckdb

    write(tmp_path / "t.parquet", ROWS)
    content = (tmp_path / "t.parquet").read_bytes()
    for name in ("mine.parquet", "other.parquet"):
        store.put(f"lock/{name}", content)
    table = store.opened("lock/mine.parquet")
    duckdb_engine.confine(table.files)
    (name,) = table.files
    folder = name.rpartition("/")[0]
    assert len(rows(table)) == 2

    for statement in (
        f"select * from read_parquet('{folder}/1')",
        f"select * from read_parquet('{folder}/other.parquet')",
        f"select * from read_parquet('{store.address('lock/other.parquet')}')",
        f"select * from read_blob('{tmp_path}/t.parquet')",
        f"select * from glob('{folder}/*')",
        f"copy (select 1) to '{name}'",
        f"copy (select 1) to '{folder}/new'",
        f"attach '{folder}/new.db'",
    ):
        with pytest.raises(duckdb.Error):
            duckdb_engine.connection().raw_sql(statement).fetchall()
    assert [one.method for one in store.proxy.passed if one.method not in {"GET", "HEAD"}] == []


def test_nothing_there_and_nothing_in_it_are_told_apart(store: Store) -> None:
    """A path without an object is an error, an empty object no data."""
    with pytest.raises(SourceError, match=r"^no object at '.*nowhere/\*\.csv': check source\.path$"):
        store.opened("nowhere/*.csv")
    store.put("empty.csv", b"")
    with pytest.raises(NoDataError, match=r"empty\.csv is empty$"):
        store.opened("empty.csv")


def test_an_object_of_another_kind_than_its_name_says_is_refused(store: Store) -> None:
    """What it is, is said, as of a file."""
    store.put("kinds/a.parquet", b"n,word\n1,a\n")
    with pytest.raises(SourceError, match=r"a\.parquet: it is no Parquet: set source\.format to what it is"):
        store.opened("kinds/a.parquet")
    store.put("kinds/b.csv", b"PK\x03\x04 and more")
    with pytest.raises(SourceError, match=r"b\.csv: it is a ZIP archive or an Excel workbook, not CSV"):
        store.opened("kinds/b.csv")
