"""What the log of a Delta table says is what is read, at every version; tables are written by deltalake, or by hand."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable, write_deltalake

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.lakehouse.delta import DeltaSource, open_delta
from dte_exporter.tables.table import Table


@pytest.fixture(autouse=True)
def _engine() -> Iterator[None]:
    """Give each test an engine that may do all things."""
    duckdb_engine.close()
    yield
    duckdb_engine.close()


def opened(base: Path, path: str = "table", **settings: Any) -> Table:
    """Return the table behind `path`."""
    table: Table = open_delta.open(DeltaSource.model_validate({"type": "delta", "path": path, **settings}), base)
    return table


def rows(table: Table) -> list[tuple[Any, ...]]:
    """Return the rows of `table` in order."""
    return sorted(table.execute(table.expression), key=repr)


def refused(base: Path, **settings: Any) -> str:
    """Return why the table is not read."""
    with pytest.raises(SourceError) as error:
        rows(opened(base, **settings))
    return str(error.value)


def by_hand(base: Path, *actions: dict[str, Any], version: int = 0) -> None:
    """Write a version of the log."""
    log = base / "table/_delta_log"
    log.mkdir(parents=True, exist_ok=True)
    (log / f"{version:020}.json").write_text("\n".join(map(json.dumps, actions)))


def metadata(
    fields: list[tuple[str, Any, dict[str, Any]]], partitions: list[str], **configuration: str
) -> dict[str, Any]:
    """Return the action that says what a table is."""
    schema = {
        "type": "struct",
        "fields": [{"name": name, "type": type_, "nullable": True, "metadata": about} for name, type_, about in fields],
    }
    about = {"id": "by-hand", "format": {"provider": "parquet", "options": {}}, "schemaString": json.dumps(schema)}
    return {"metaData": {**about, "partitionColumns": partitions, "configuration": configuration, "createdTime": 1}}


def added(base: Path, path: str, rows: pa.Table, partition: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Write a data file, and return the action that adds it."""
    pq.write_table(rows, base / "table" / path)
    size = (base / "table" / path).stat().st_size
    stats = json.dumps({"numRecords": rows.num_rows})
    facts = {"path": path, "partitionValues": partition, "size": size, "modificationTime": 1, "dataChange": True}
    return {"add": {**facts, "stats": stats, **more}}


PLAIN = {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}}
MAPPED = {"protocol": {"minReaderVersion": 2, "minWriterVersion": 5}}


def test_each_version_is_what_it_was(tmp_path: Path) -> None:
    """Rows that came, went and were written over, and a column that came: null in what is older."""
    table = str(tmp_path / "table")
    write_deltalake(table, pa.table({"n": [1, 2]}))
    write_deltalake(table, pa.table({"n": [3], "word": ["c"]}), mode="append", schema_mode="merge")
    DeltaTable(table).delete("n = 1")
    write_deltalake(table, pa.table({"n": [9], "word": ["z"]}), mode="overwrite")

    found = [rows(opened(tmp_path, version=version)) for version in range(4)]

    assert found == [[(1,), (2,)], [(1, None), (2, None), (3, "c")], [(2, None), (3, "c")], [(9, "z")]]
    assert rows(opened(tmp_path)) == [(9, "z")]


def test_a_moment_means_the_version_that_was_current_then(tmp_path: Path) -> None:
    """By what each commit says of its time, to the millisecond, and not by the time of its file."""
    for number, when in enumerate(["2026-01-01", "2026-01-02", "2026-01-03"]):
        action = added_at(tmp_path, number, when)
        by_hand(tmp_path, *action, version=number)

    found = [
        rows(opened(tmp_path, as_of=moment))
        for moment in ("2026-01-01", "2026-01-02T23:59:59.999Z", "2026-01-03T00:00:00+00:00", "2030-01-01")
    ]

    assert found == [[(0,)], [(0,), (1,)], [(0,), (1,), (2,)], [(0,), (1,), (2,)]]
    assert refused(tmp_path, as_of="2025-12-31") == (
        "table has no version as of 2025-12-31: it has the versions from 0, of 2026-01-01 00:00:00 UTC, to 2: "
        "name one of these"
    )


def added_at(base: Path, number: int, when: str) -> list[dict[str, Any]]:
    """Return a commit of the day `when` that adds a row, the first with what the table is."""
    (base / "table").mkdir(exist_ok=True)
    told = [PLAIN, metadata([("n", "long", {})], [])] if number == 0 else []
    milliseconds = (date.fromisoformat(when) - date(1970, 1, 1)).days * 86_400_000
    commit = {"commitInfo": {"timestamp": milliseconds, "operation": "WRITE"}}
    return [commit, *told, added(base, f"{number}.parquet", pa.table({"n": [number]}), {})]


def test_a_version_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    """One that is still to come, and one of which the log has lost what it rests on."""
    table = str(tmp_path / "table")
    for number in range(4):
        write_deltalake(table, pa.table({"n": [number]}), mode="append")
    DeltaTable(table, version=2).create_checkpoint()
    (tmp_path / "table/_delta_log" / f"{0:020}.json").unlink()

    assert refused(tmp_path, version=7).startswith("table has no version 7: it has the versions from 2, of ")
    assert refused(tmp_path, version=1).endswith(" UTC, to 3: name one of these")
    assert rows(opened(tmp_path, version=2)) == [(0,), (1,), (2,)]


def test_partitions_are_what_the_log_says(tmp_path: Path) -> None:
    """No folder's name is taken for a value, nor any value for a name: marks, letters, dates, and nothing."""
    words = ["a=b/c", "ä %25 [1]*", None, "__x"]
    days = [date(2026, 1, 1), None, date(2026, 1, 2), date(2026, 1, 3)]
    made = pa.table({"n": [1, 2, 3, 4], "word": words, "day": days, "price": [1.5, -0.0, None, 2.0]})
    write_deltalake(str(tmp_path / "year=1999/table"), made, partition_by=["word", "day"])

    table = opened(tmp_path, "year=1999/table")

    assert table.expression.columns == ("n", "word", "day", "price")
    assert rows(table) == [
        (1, *("a=b/c", days[0], 1.5)),
        (2, words[1], None, -0.0),
        (3, None, days[2], None),
        (4, "__x", days[3], 2.0),
    ]


def test_of_partitions_those_of_the_window_are_opened(tmp_path: Path) -> None:
    """A file of another partition may be anything: here it is no Parquet any more, and nobody notices."""
    made = pa.table({"n": [1, 2, 3], "year": [2015, 2018, 2018]})
    write_deltalake(str(tmp_path / "table"), made, partition_by=["year"])
    (other,) = (tmp_path / "table/year=2015").iterdir()
    table = opened(tmp_path)
    other.write_bytes(b"none")
    seen = table.expression.filter(table.expression.year == 2018)

    assert table.execute(seen.aggregate(rows=seen.count(), sum=seen.n.sum())) == [(2, 5)]
    with pytest.raises(SourceError, match="table: it is not whole, or damaged"):
        table.execute(table.expression.aggregate(sum=table.expression.n.sum()))


@pytest.mark.parametrize("mode", ["name", "id"])
def test_a_renamed_column_is_found_by_what_files_call_it(tmp_path: Path, mode: str) -> None:
    """By its physical name, or by its id; a partition too."""
    (tmp_path / "table").mkdir()
    told = {
        name: {"delta.columnMapping.id": place, "delta.columnMapping.physicalName": f"col-{place}"}
        for place, name in enumerate(("income", "day"), 1)
    }
    fields = [("income", "long", told["income"]), ("day", "date", told["day"])]
    schema = pa.schema([pa.field("col-1", pa.int64(), metadata={"PARQUET:field_id": "1"})])
    file = added(tmp_path, "1.parquet", pa.table({"col-1": [7]}, schema), {"col-2": "2026-01-05"})
    by_hand(tmp_path, MAPPED, metadata(fields, ["day"], **{"delta.columnMapping.mode": mode}), file)

    table = opened(tmp_path)

    assert (table.expression.columns, rows(table)) == (("income", "day"), [(7, date(2026, 1, 5))])


def test_columns_of_nested_values_are_left_out_and_counted(tmp_path: Path) -> None:
    """The others are read."""
    made = pa.table({"n": [1], "list": [[1, 2]], "pair": [{"a": 1}]})
    write_deltalake(str(tmp_path / "table"), made)

    table = opened(tmp_path)

    assert rows(table) == [(1,)]
    assert table.remarks[0].startswith("table: 2 columns are not read, of nested values")


def test_a_table_without_rows_has_columns(tmp_path: Path) -> None:
    """Of their types."""
    DeltaTable.create(str(tmp_path / "table"), pa.schema([("n", pa.int64()), ("day", pa.date32())]))

    table = opened(tmp_path)

    assert [str(type_) for type_ in table.expression.schema().values()] == ["int64", "date"]
    assert rows(table) == []


def test_names_that_differ_by_case_or_have_quotes_are_names(tmp_path: Path) -> None:
    """They are those that the log has."""
    made = pa.table({'it\'s "x"': [1], "c0": [2], "p0": [3], "_": [4]})
    write_deltalake(str(tmp_path / "table"), made, partition_by=["p0"])

    table = opened(tmp_path)

    assert (table.expression.columns, rows(table)) == (('it\'s "x"', "c0", "p0", "_"), [(1, 2, 3, 4)])


def test_the_fingerprint_is_that_of_the_version(tmp_path: Path) -> None:
    """Whether it is asked for by number or is the newest; every other version has another, and so has another table."""
    for name in ("table", "other"):
        write_deltalake(str(tmp_path / name), pa.table({"n": [1]}))
    first = opened(tmp_path).fingerprint
    write_deltalake(str(tmp_path / "table"), pa.table({"n": [1]}), mode="overwrite")

    assert opened(tmp_path, version=0).fingerprint == first
    assert opened(tmp_path, version=1).fingerprint == opened(tmp_path).fingerprint
    assert len({first, opened(tmp_path).fingerprint, opened(tmp_path, "other").fingerprint}) == 3


def test_deletion_vectors_are_refused_with_the_way_out(tmp_path: Path) -> None:
    """Here of the second of three rows, inside the log itself, as the format has it."""
    (tmp_path / "table").mkdir()
    features = ["deletionVectors"]
    protocol = {"minReaderVersion": 3, "minWriterVersion": 7, "readerFeatures": features, "writerFeatures": features}
    file = added(tmp_path, "1.parquet", pa.table({"n": [1, 2, 3]}), {}, deletionVector=_second_row())
    by_hand(tmp_path, {"protocol": protocol}, metadata([("n", "long", {})], []), file)

    assert refused(tmp_path) == (
        "table has rows that are only marked as deleted (deletion vectors), which are not read: purge it by REORG "
        "TABLE … APPLY (PURGE), or have none made by delta.enableDeletionVectors = false"
    )


def _second_row() -> dict[str, Any]:
    """Return a deletion vector of row 1: an array of roaring bitmaps, in Z85."""
    import struct

    from pyroaring import BitMap

    content = struct.pack("<IQI", 1681511377, 1, 0) + BitMap([1]).serialize()
    content += b"\0" * (-len(content) % 4)
    alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    text = ""
    for (number,) in struct.iter_unpack(">I", content):
        text += "".join(alphabet[number // 85**power % 85] for power in (4, 3, 2, 1, 0))
    return {"storageType": "i", "pathOrInlineDv": text, "sizeInBytes": len(content), "cardinality": 1}


def test_a_data_file_that_is_gone_is_told_with_the_way_out(tmp_path: Path) -> None:
    """Before it is read, and where it goes afterwards."""
    write_deltalake(str(tmp_path / "table"), pa.table({"n": [1]}))
    write_deltalake(str(tmp_path / "table"), pa.table({"n": [2]}), mode="overwrite")
    table = opened(tmp_path, version=0)
    DeltaTable(str(tmp_path / "table")).vacuum(0, dry_run=False, enforce_retention_duration=False)
    sentence = (
        "table: a data file is not there any more, at version 0: clean-up (VACUUM, expired snapshots) has removed what "
        "is old, so name a later version, or keep what you need for longer; if it is the newest, repair the table"
    )

    with pytest.raises(SourceError) as error:
        rows(table)
    assert str(error.value) == refused(tmp_path, version=0) == sentence
    assert rows(opened(tmp_path)) == [(2,)]


def test_what_is_no_table_is_told(tmp_path: Path) -> None:
    """A folder without a log, one that is not there, an address of something else, and a log that is none."""
    (tmp_path / "plain").mkdir()
    (tmp_path / "broken/_delta_log").mkdir(parents=True)
    (tmp_path / "broken/_delta_log" / f"{0:020}.json").write_text('{"secret": "hunter2')

    assert refused(tmp_path, path="plain").startswith("no Delta table at 'plain' (looked for ")
    assert refused(tmp_path, path="nowhere").startswith("no Delta table at 'nowhere' (looked for ")
    assert refused(tmp_path, path="hdfs://user:hunter2@host/t").startswith(
        "source.path is 'hdfs://user:<secret>@host/t'"
    )
    assert refused(tmp_path, path="broken") == (
        "the log of broken cannot be read: it is not whole, or asks for a reader of later tables: see whether the "
        "program that writes it can read it"
    )


def test_files_of_another_table_are_not_read(tmp_path: Path) -> None:
    """A log may name any file of the disk: none but those below the table is opened, nor outside of the root."""
    (tmp_path / "table").mkdir()
    told = (PLAIN, metadata([("n", "long", {})], []))
    file = added(tmp_path, "1.parquet", pa.table({"n": [1]}), {})
    for path in ("/etc/passwd", "../1.parquet", "s3://bucket/1.parquet"):
        by_hand(tmp_path, *told, {"add": {**file["add"], "path": path}})
        assert "data files of another table (a shallow clone)" in refused(tmp_path)

    by_hand(tmp_path, *told, {"add": {**file["add"], "path": "link.parquet"}})
    (tmp_path / "1.parquet").write_bytes((tmp_path / "table/1.parquet").read_bytes())
    (tmp_path / "table/link.parquet").symlink_to(tmp_path / "1.parquet")
    source = DeltaSource(type="delta", path="table")
    with pytest.raises(SourceError, match="'table' has 1 of 1 data files outside of"):
        open_delta.open(source, tmp_path, root=tmp_path / "table")
    (tmp_path / "table/_delta_log" / f"{1:020}.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(SourceError, match="the log of 'table' leads outside of"):
        open_delta.open(source, tmp_path, root=tmp_path / "table")


def test_a_missing_library_is_a_sentence_with_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is where the exporter was installed without it."""
    write_deltalake(str(tmp_path / "table"), pa.table({"n": [1]}))
    monkeypatch.setitem(sys.modules, "deltalake.exceptions", None)
    assert refused(tmp_path) == "table is a Delta table, which needs more packages: pip install 'dte-exporter[delta]'"


def test_partitions_of_every_type_are_values_of_it(tmp_path: Path) -> None:
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
    write_deltalake(str(tmp_path / "table"), made, partition_by=["at", "wall", "price", "yes"])

    assert rows(opened(tmp_path)) == [
        (1, at, at.replace(tzinfo=None), Decimal("1.50"), True),
        (2, None, None, None, None),
    ]
