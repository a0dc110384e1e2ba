"""What the metadata of an Iceberg table says is what is read, at every snapshot; tables are written by pyiceberg."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyiceberg.catalog import Catalog, load_catalog
from pyiceberg.manifest import (
    DataFile,
    DataFileContent,
    FileFormat,
    ManifestContent,
    ManifestEntry,
    ManifestEntryStatus,
    ManifestWriterV2,
    write_manifest_list,
)
from pyiceberg.table import Table as Written
from pyiceberg.typedef import Record
from pyiceberg.types import StringType

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.lakehouse.iceberg import IcebergSource, open_iceberg
from dte_exporter.tables.table import Table


@pytest.fixture(autouse=True)
def _engine() -> Iterator[None]:
    """Give each test an engine that may do all things."""
    duckdb_engine.close()
    yield
    duckdb_engine.close()


@pytest.fixture
def properties(tmp_path: Path) -> dict[str, str]:
    """Return what a catalog in a file is found by."""
    return {"name": "lake", "type": "sql", "uri": f"sqlite:///{tmp_path}/catalog.db", "warehouse": str(tmp_path)}


@pytest.fixture
def catalog(properties: dict[str, str]) -> Catalog:
    """Return the catalog, with an empty namespace."""
    made = load_catalog(**properties)
    made.create_namespace("scores")
    return made


def opened(base: Path, **settings: Any) -> Table:
    """Return the table that `settings` name, by default that in the folder of the table called people."""
    told = settings if "catalog" in settings or "path" in settings else {"path": "scores/people", **settings}
    table: Table = open_iceberg.open(IcebergSource.model_validate({"type": "iceberg", **told}), base)
    return table


def rows(table: Table) -> list[tuple[Any, ...]]:
    """Return the rows of `table` in order."""
    return sorted(table.execute(table.expression), key=repr)


def refused(base: Path, **settings: Any) -> str:
    """Return why the table is not read."""
    with pytest.raises(SourceError) as error:
        rows(opened(base, **settings))
    return str(error.value)


def written(catalog: Catalog, *parts: pa.Table, partitions: tuple[str, ...] = ()) -> Written:
    """Return a table with a snapshot for each of `parts`."""
    table = catalog.create_table("scores.people", schema=parts[0].schema)
    with table.update_spec() as spec:
        for name in partitions:
            spec.add_identity(name)
    for part in parts:
        table.append(part)
    return table


def snapshots(table: Written) -> list[int]:
    """Return the ids of the snapshots of `table`, in their order."""
    return [one.snapshot_id for one in table.history()]


def test_each_snapshot_is_what_it_was(tmp_path: Path, catalog: Catalog) -> None:
    """A column that was renamed, and one that came, are at each snapshot what they were called then."""
    table = written(catalog, pa.table({"n": [1, 2]}))
    with table.update_schema() as schema:
        schema.rename_column("n", "count")
    with table.update_schema() as schema:
        schema.add_column("word", StringType())
    table.append(pa.table({"count": [3], "word": ["c"]}))
    first, second = snapshots(table)

    now, then = opened(tmp_path), opened(tmp_path, version=first)

    assert (now.expression.columns, rows(now)) == (("count", "word"), [(1, None), (2, None), (3, "c")])
    assert (then.expression.columns, rows(then)) == (("n",), [(1,), (2,)])
    assert rows(opened(tmp_path, version=second)) == rows(now)


def test_a_moment_means_the_snapshot_that_was_current_then(tmp_path: Path, catalog: Catalog) -> None:
    """To the millisecond; before the first there is none, and what there is is named."""
    table = written(catalog, pa.table({"n": [1]}))
    when = datetime.fromtimestamp(table.history()[0].timestamp_ms / 1000, UTC)
    before = (when - timedelta(milliseconds=1)).isoformat()

    assert rows(opened(tmp_path, as_of=when.isoformat())) == [(1,)]
    assert rows(opened(tmp_path, as_of="2100-01-01")) == [(1,)]
    known = f"{snapshots(table)[0]} ({when:%Y-%m-%d %H:%M:%S} UTC): name one of these"
    assert refused(tmp_path, as_of=before) == f"scores/people has no snapshot as of {before}: it has {known}"
    assert refused(tmp_path, version=5) == f"scores/people has no snapshot 5: it has {known}"


def test_a_table_is_found_by_folder_metadata_or_catalog(
    tmp_path: Path, catalog: Catalog, properties: dict[str, str]
) -> None:
    """All three give the same rows."""
    table = written(catalog, pa.table({"n": [1]}), pa.table({"n": [2]}))
    metadata = table.metadata_location.removeprefix("file://")

    found = [
        rows(opened(tmp_path)),
        rows(opened(tmp_path, path=metadata)),
        rows(opened(tmp_path, catalog=properties, table="scores.people")),
    ]

    assert found == [[(1,), (2,)]] * 3


def test_the_hint_of_a_folder_counts(tmp_path: Path, catalog: Catalog) -> None:
    """A table without a catalog says by it which metadata is the newest."""
    table = written(catalog, pa.table({"n": [1]}))
    first = Path(table.metadata_location.removeprefix("file://"))
    table.append(pa.table({"n": [2]}))
    first.rename(first.with_name("v7.metadata.json"))
    (first.parent / "version-hint.text").write_text("7\n")

    assert rows(opened(tmp_path)) == [(1,)]


def test_all_types_are_what_they_are(tmp_path: Path, catalog: Catalog) -> None:
    """Columns of nested values are left out and counted."""
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    made = pa.table(
        {
            "whole": pa.array([1], pa.int32()),
            "amount": pa.array([0.5], pa.float32()),
            "price": pa.array([Decimal("1.25")], pa.decimal128(12, 2)),
            "day": [date(2026, 1, 1)],
            "wall": pa.array([moment.replace(tzinfo=None)], pa.timestamp("us")),
            "at": pa.array([moment], pa.timestamp("us", "UTC")),
            "yes": [True],
            "list": [[1]],
            "ä 'x\"": ["ä"],
        }
    )
    written(catalog, made)

    table = opened(tmp_path)

    (row,) = rows(table)
    assert row == (1, 0.5, Decimal("1.25"), date(2026, 1, 1), moment.replace(tzinfo=None), moment, True, "ä")
    assert table.remarks[0].startswith("scores/people: 1 column is not read, of nested values")


def test_of_partitions_those_of_the_window_are_opened(tmp_path: Path, catalog: Catalog) -> None:
    """Their values are the metadata's: a file of another may be anything, and nobody notices."""
    made = pa.table({"n": [1, 2, 3], "day": [date(2026, 1, 1), date(2026, 1, 2), None], "word": ["a=/b", "", "%2F"]})
    table = written(catalog, made, partitions=("day", "word"))
    seen = opened(tmp_path)
    assert rows(seen) == [(1, date(2026, 1, 1), "a=/b"), (2, date(2026, 1, 2), ""), (3, None, "%2F")]
    (other,) = (one.file.file_path for one in table.scan("n = 1").plan_files() if "2026-01-01" in one.file.file_path)
    Path(other.removeprefix("file://")).write_bytes(b"none")
    later = seen.expression.filter(seen.expression.day == date(2026, 1, 2))

    assert seen.execute(later.aggregate(sum=later.n.sum())) == [(2,)]
    with pytest.raises(SourceError, match="scores/people: it is not whole, or damaged"):
        rows(seen)


def test_a_partition_that_came_later_is_read_from_the_files(tmp_path: Path, catalog: Catalog) -> None:
    """The metadata says it of the newer files alone."""
    table = written(catalog, pa.table({"n": [1], "word": ["a"]}))
    with table.update_spec() as spec:
        spec.add_identity("word")
    table.append(pa.table({"n": [2], "word": ["b"]}))

    assert rows(opened(tmp_path)) == [(1, "a"), (2, "b")]


def test_the_fingerprint_is_that_of_the_snapshot_and_its_columns(tmp_path: Path, catalog: Catalog) -> None:
    """A column that is renamed makes the same snapshot mean another thing."""
    table = written(catalog, pa.table({"n": [1]}))
    first = opened(tmp_path).fingerprint
    assert opened(tmp_path, version=snapshots(table)[0]).fingerprint == first
    with table.update_schema() as schema:
        schema.rename_column("n", "count")

    assert opened(tmp_path).fingerprint != first
    assert opened(tmp_path, version=snapshots(table)[0]).fingerprint == first


def test_a_table_that_never_held_a_row_has_columns(tmp_path: Path, catalog: Catalog) -> None:
    """And no snapshot to name."""
    catalog.create_table("scores.people", schema=pa.schema([("n", pa.int64())]))

    table = opened(tmp_path)

    assert (table.expression.columns, rows(table)) == (("n",), [])
    assert refused(tmp_path, version=1) == "scores/people has no snapshot 1: it has none yet"


def test_files_without_ids_are_refused(tmp_path: Path, catalog: Catalog) -> None:
    """Read by ids they would hold nothing at all, and nobody would know."""
    table = written(catalog, pa.table({"n": [1]}))
    pq.write_table(pa.table({"n": [2]}), tmp_path / "other.parquet")
    table.add_files([f"{tmp_path}/other.parquet"])

    assert "has taken in files that other programs wrote" in refused(tmp_path)


def test_a_data_file_that_is_gone_is_told_with_the_way_out(tmp_path: Path, catalog: Catalog) -> None:
    """As of other tables with a log."""
    table = written(catalog, pa.table({"n": [1]}))
    (task,) = table.scan().plan_files()
    Path(task.file.file_path.removeprefix("file://")).unlink()

    assert refused(tmp_path).startswith(
        f"scores/people: a data file is not there any more, at snapshot {snapshots(table)[0]}: clean-up"
    )


def test_what_is_no_table_is_told(tmp_path: Path, catalog: Catalog, properties: dict[str, str]) -> None:
    """No secret of a catalog is in any sentence, nor what a file of metadata holds."""
    by = {"catalog": properties, "table": "scores.people"}
    assert refused(tmp_path) == (
        "no Iceberg table at 'scores/people' (it has no metadata/*.metadata.json): check source.path"
    )
    assert refused(tmp_path, **by) == (
        "the catalog has no table 'scores.people': check source.table and source.catalog.name"
    )
    elsewhere = {**properties, "uri": f"sqlite:///{tmp_path}/nowhere.db"}
    assert "there is no file at the uri of source.catalog" in refused(tmp_path, **{**by, "catalog": elsewhere})
    assert not (tmp_path / "nowhere.db").exists()
    down = {"type": "rest", "uri": "http://user:hunter2@127.0.0.1:1/", "token": "hunter2"}
    told = refused(tmp_path, **{**by, "catalog": down})
    assert told.startswith("scores.people: its catalog cannot be asked, or refuses, with ConnectionError: check")
    assert "hunter2" not in told
    table = written(catalog, pa.table({"n": [1]}))
    Path(table.metadata_location.removeprefix("file://")).write_text(json.dumps({"hunter2": 1}))
    assert refused(tmp_path, **by).endswith("check source.catalog (type, uri, and who asks), and whether it is up")
    assert "the metadata of scores/people cannot be read, with ValidationError" in refused(tmp_path)


def test_files_outside_of_the_root_are_not_read(tmp_path: Path, catalog: Catalog) -> None:
    """Metadata may name any file of the disk; where a catalog leads, no folder confines."""
    written(catalog, pa.table({"n": [1]}))
    source = IcebergSource(type="iceberg", path="scores/people")
    (tmp_path / "root").mkdir()
    with pytest.raises(SourceError, match="'scores/people' has files outside of"):
        open_iceberg.open(source, tmp_path, root=tmp_path / "root")
    table: Table = open_iceberg.open(source, tmp_path, root=tmp_path)
    assert rows(table) == [(1,)]


def test_a_missing_library_is_a_sentence_with_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where the exporter was installed without it."""
    monkeypatch.setitem(sys.modules, "pyiceberg.exceptions", None)
    assert refused(tmp_path) == (
        "scores/people is an Iceberg table, which needs more packages: pip install 'dte-exporter[iceberg]'"
    )


class _OfDeletes(ManifestWriterV2):
    """Writes a manifest of what is deleted: pyiceberg itself writes none."""

    def content(self) -> ManifestContent:
        return ManifestContent.DELETES

    @property
    def _meta(self) -> dict[str, str]:
        return {**super()._meta, "content": "deletes"}


@pytest.mark.parametrize("content", [DataFileContent.POSITION_DELETES, DataFileContent.EQUALITY_DELETES])
def test_delete_files_are_refused_with_the_way_out(tmp_path: Path, catalog: Catalog, content: DataFileContent) -> None:
    """Of either kind, as other programs write them: rows that are gone would be counted."""
    table = written(catalog, pa.table({"n": [1, 2]}))
    snapshot = table.current_snapshot()
    assert snapshot is not None
    number, sequence = snapshot.snapshot_id, (snapshot.sequence_number or 0) + 1
    file = DataFile.from_args(
        content=content,
        file_path=f"{tmp_path}/deletes.parquet",
        file_format=FileFormat.PARQUET,
        partition=Record(),
        record_count=1,
        file_size_in_bytes=1,
        equality_ids=[1] if content is DataFileContent.EQUALITY_DELETES else None,
    )
    file.spec_id = 0
    entry = ManifestEntry.from_args(
        status=ManifestEntryStatus.ADDED, snapshot_id=number, sequence_number=sequence, data_file=file
    )
    output = table.io.new_output(f"{tmp_path}/deletes.avro")
    with _OfDeletes(table.spec(), table.schema(), output, number, "null") as deletes:
        deletes.add_entry(entry)
    everything = f"{tmp_path}/list.avro"
    with write_manifest_list(2, table.io.new_output(everything), number, None, sequence, "null") as manifests:
        manifests.add_manifests([*snapshot.manifests(table.io), deletes.to_manifest_file()])
    metadata = Path(table.metadata_location.removeprefix("file://"))
    metadata.write_text(metadata.read_text().replace(snapshot.manifest_list, everything))

    assert refused(tmp_path) == (
        "scores/people has rows that are only marked as deleted (delete files), which are not read: compact it, in "
        "Spark by CALL system.rewrite_data_files with delete-file-threshold 1, or write it copy-on-write"
    )


def test_partitions_of_every_type_are_values_of_it(tmp_path: Path, catalog: Catalog) -> None:
    """To the microsecond, and null where there is none."""
    at = datetime(2026, 1, 1, 1, 2, 3, 456789, UTC)
    made = pa.table(
        {
            "n": [1, 2],
            "at": pa.array([at, None], pa.timestamp("us", "UTC")),
            "wall": pa.array([at.replace(tzinfo=None), None], pa.timestamp("us")),
            "price": pa.array([Decimal("1.50"), None], pa.decimal128(12, 2)),
            "yes": [True, None],
        }
    )
    written(catalog, made, partitions=("at", "wall", "price", "yes"))

    assert rows(opened(tmp_path)) == [
        (1, at, at.replace(tzinfo=None), Decimal("1.50"), True),
        (2, None, None, None, None),
    ]
