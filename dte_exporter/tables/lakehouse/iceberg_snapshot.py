"""The metadata of an Iceberg table, read by pyiceberg: which snapshot is meant, and what is live in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.errors import SourceError
from dte_exporter.tables.lakehouse.live_table import LiveColumn, LiveFile, LiveTable

if TYPE_CHECKING:
    from pyiceberg.manifest import DataFile
    from pyiceberg.schema import Schema
    from pyiceberg.table import FileScanTask, Table
    from pyiceberg.table.snapshots import Snapshot
    from pyiceberg.types import NestedField

_TYPES = {
    "boolean": "BOOLEAN",
    "int": "INTEGER",
    "long": "BIGINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "date": "DATE",
    "time": "TIME",
    "timestamp": "TIMESTAMP",
    "timestamptz": "TIMESTAMPTZ",
    "timestamp_ns": "TIMESTAMP_NS",
    "timestamptz_ns": "TIMESTAMPTZ",
    "string": "VARCHAR",
    "uuid": "UUID",
    "binary": "BLOB",
}
"""Iceberg's names of types, as DuckDB's; a decimal is called alike."""

_BY_NAME = "schema.name-mapping.default"
"""The property of tables that have files without ids of columns: those were made by other programs, and taken in."""

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class IcebergTable:
    """A table of Iceberg.

    Parameters
    ----------
    written : str
        How messages call it.
    table : pyiceberg Table
        Its metadata.
    """

    written: str
    table: "Table"

    def live(self, at: Travelling) -> LiveTable:
        """Return the snapshot that `at` means.

        Raises
        ------
        SourceError
            If there is no such snapshot, or it has what is not read.
        """
        snapshot = self._snapshot(at)
        schema = self._schema(snapshot, at)
        if snapshot and self._has_equality_deletes(snapshot):
            raise self._marked_as_deleted()
        tasks = list(self.table.scan(snapshot_id=snapshot.snapshot_id).plan_files()) if snapshot else []
        self._refuse_unread(tasks, schema)
        data = sorted((task.file for task in tasks), key=lambda file: file.file_path)
        logged = self._logged(data, schema)
        columns = tuple(_columns(schema, logged))
        files = tuple(self._file(one, [schema.find_field(id_) for id_ in logged]) for one in data)
        number = snapshot.snapshot_id if snapshot else None
        facts = (self.written, self.table.metadata.table_uuid, number, schema.schema_id, files)
        version = f"snapshot {number}"
        return LiveTable(self.written, version, facts, columns, files, len(schema.fields) - len(columns))

    def _snapshot(self, at: Travelling) -> "Snapshot | None":
        """Return the snapshot that `at` means, None for the newest of a table that never held a row."""
        if at.version is not None:
            found = self.table.snapshot_by_id(at.version)
            asked = f"snapshot {at.version}"
        elif at.moment is not None:
            found = self.table.snapshot_as_of_timestamp(int(at.moment.timestamp() * 1000))
            asked = f"snapshot as of {at.as_of}"
        else:
            return self.table.current_snapshot()
        if found is None:
            raise SourceError(f"{self.written} has no {asked}: {self._known()}")
        return found

    def _known(self) -> str:
        """Return which snapshots there are."""
        known = sorted(self.table.snapshots(), key=lambda one: one.timestamp_ms)
        told = ", ".join(
            f"{one.snapshot_id} ({datetime.fromtimestamp(one.timestamp_ms / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC)"
            for one in known[-_SHOWN:]
        )
        more = f"the last of {len(known)} are" if len(known) > _SHOWN else "it has"
        return f"{more} {told}: name one of these" if known else "it has none yet"

    def _schema(self, snapshot: "Snapshot | None", at: Travelling) -> "Schema":
        """Return the columns as they were at a snapshot that is asked for; of the newest, as they are now."""
        is_past = at.version is not None or at.as_of is not None
        if snapshot is None or not is_past or snapshot.schema_id is None:
            return self.table.schema()
        return self.table.schemas()[snapshot.schema_id]

    def _has_equality_deletes(self, snapshot: "Snapshot") -> bool:
        """Return whether rows are deleted by their values: pyiceberg could not say in which files."""
        from pyiceberg.manifest import DataFileContent, ManifestContent

        deletes = (one for one in snapshot.manifests(self.table.io) if one.content == ManifestContent.DELETES)
        return any(
            entry.data_file.content == DataFileContent.EQUALITY_DELETES
            for manifest in deletes
            for entry in manifest.fetch_manifest_entry(self.table.io)
        )

    def _marked_as_deleted(self) -> SourceError:
        return SourceError(
            f"{self.written} has rows that are only marked as deleted (delete files), which are not read: compact it, "
            "in Spark by CALL system.rewrite_data_files with delete-file-threshold 1, or write it copy-on-write"
        )

    def _refuse_unread(self, tasks: list["FileScanTask"], schema: "Schema") -> None:
        if any(task.delete_files for task in tasks):
            raise self._marked_as_deleted()
        formats = {str(task.file.file_format.value) for task in tasks} - {"PARQUET"}
        if formats:
            raise SourceError(
                f"{self.written} has data files of {' and '.join(sorted(formats))}, of which only Parquet is read: "
                "rewrite its data files as Parquet"
            )
        if tasks and self.table.properties.get(_BY_NAME):
            raise SourceError(
                f"{self.written} has taken in files that other programs wrote ({_BY_NAME}), whose columns have no ids, "
                "which is not read: rewrite its data files, and unset the property"
            )
        if any(one.initial_default is not None for one in schema.fields):
            raise SourceError(
                f"{self.written} has a column that was added with a default for older rows, which is not read: rewrite "
                "its data files"
            )

    def _logged(self, data: list["DataFile"], schema: "Schema") -> list[int]:
        """Return the ids of the columns that have one value in each data file, which the metadata says.

        A column is one of them if all files are partitioned by it as it is: of one that is partitioned by day or by
        bucket, the engine prunes by what Parquet says of its values.
        """
        specs = [self.table.specs()[number] for number in {one.spec_id for one in data}]
        plain = [{one.source_id for one in spec.fields if str(one.transform) == "identity"} for spec in specs]
        shared = set.intersection(*plain) if plain else set()
        return [one.field_id for one in schema.fields if one.field_id in shared and _type(one) not in {"", "BLOB"}]

    def _file(self, data: "DataFile", logged: list["NestedField"]) -> LiveFile:
        from pyiceberg.transforms import IdentityTransform

        places = {one.source_id: place for place, one in enumerate(self.table.specs()[data.spec_id].fields)}
        values = ((one, data.partition[places[one.field_id]]) for one in logged)
        texts = (
            None if value is None else IdentityTransform().to_human_string(one.field_type, value)
            for one, value in values
        )
        return LiveFile(data.file_path, data.file_size_in_bytes, tuple(texts))


def _columns(schema: "Schema", logged: list[int]) -> Iterator[LiveColumn]:
    """Yield the columns that can be read, each by its id."""
    for one in schema.fields:
        if known := _type(one):
            yield LiveColumn(one.name, known, None if one.field_id in logged else one.field_id)


def _type(one: "NestedField") -> str:
    text = str(one.field_type)
    return _TYPES.get(text) or (text.upper() if text.startswith("decimal(") else "")
