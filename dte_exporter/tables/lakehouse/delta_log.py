"""The log of a Delta table, read by deltalake: which version is meant, and what is live in it."""

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from dte_exporter.config.past.time_travel import Travelling
from dte_exporter.errors import SourceError
from dte_exporter.tables.lakehouse.live_table import LiveColumn, LiveFile, LiveTable

if TYPE_CHECKING:
    from deltalake import DeltaTable

_TYPES = {
    "string": "VARCHAR",
    "long": "BIGINT",
    "integer": "INTEGER",
    "short": "SMALLINT",
    "byte": "TINYINT",
    "float": "FLOAT",
    "double": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMPTZ",
    "timestamp_ntz": "TIMESTAMP",
    "binary": "BLOB",
}
"""Delta's names of types, as DuckDB's; a decimal is called alike."""

_MAPPED = "delta.columnMapping."


@dataclass(frozen=True, slots=True)
class DeltaLog:
    """The log of one table.

    Parameters
    ----------
    written : str
        How messages call the table.
    where : str
        Its address, for the library.
    options : mapping of str to str
        How it is reached there.
    """

    written: str
    where: str
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    def live(self, at: Travelling) -> LiveTable:
        """Return the version that `at` means.

        Raises
        ------
        SourceError
            If there is no such version, or it has what is not read.
        deltalake.exceptions.DeltaError
            If the log cannot be read.
        """
        table = self._opened(self._version(at))
        _refuse_unread(table, self.written)
        columns = tuple(_columns(table))
        logged = [one.name for one in columns if one.stored is None]
        files = tuple(_files(table, logged, self.written))
        metadata, version = table.metadata(), table.version()
        facts = (self.where, self.options.get("aws_endpoint_url"), metadata.id, version, files)
        unread = len(table.schema().fields) - len(columns)
        return LiveTable(self.written, f"version {version}", facts, columns, files, unread)

    def _opened(self, version: int | None) -> "DeltaTable":
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        options = dict(self.options)
        try:
            return DeltaTable(self.where, version=version, storage_options=options)
        except DeltaError:
            if version is None:
                raise
            newest = DeltaTable(self.where, storage_options=options)
            raise SourceError(f"{self.written} has no version {version}: {self._range(newest)}") from None

    def _version(self, at: Travelling) -> int | None:
        """Return the number of the version that `at` means, None for the newest."""
        if at.moment is None:
            return at.version
        newest = self._opened(None)
        wanted = at.moment.timestamp() * 1000
        told = {one["version"]: _committed(one) for one in newest.history()}
        before: list[int] = [version for version, when in told.items() if when is not None and when <= wanted]
        if not before:
            raise SourceError(f"{self.written} has no version as of {at.as_of}: {self._range(newest)}")
        return max(before)

    def _range(self, newest: "DeltaTable") -> str:
        """Return which versions there are. Of the oldest commits, the log may lack what they rest on."""
        commits = {one["version"]: _committed(one) for one in newest.history()}
        versions = sorted(commits) or [newest.version()]
        oldest = versions[bisect_left(versions, True, hi=len(versions) - 1, key=self._is_there)]
        when = commits.get(oldest)
        since = f", of {datetime.fromtimestamp(when / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC" if when else ""
        return f"it has the versions from {oldest}{since}, to {newest.version()}: name one of these"

    def _is_there(self, version: int) -> bool:
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError

        try:
            DeltaTable(self.where, version=version, storage_options=dict(self.options))
        except DeltaError:
            return False
        return True


def _committed(commit: Mapping[str, Any]) -> int | None:
    """Return when a commit was made, by what it says itself: the time of its file changes where a table is copied."""
    when = commit.get("inCommitTimestamp", commit.get("timestamp"))
    return None if when is None else int(when)


def _refuse_unread(table: "DeltaTable", written: str) -> None:
    if any(batch.num_rows for batch in table.deletion_vectors()):
        raise SourceError(
            f"{written} has rows that are only marked as deleted (deletion vectors), which are not read: purge it by "
            f"REORG TABLE … APPLY (PURGE), or have none made by delta.enableDeletionVectors = false"
        )


def _columns(table: "DeltaTable") -> Iterator[LiveColumn]:
    """Yield the columns that can be read, each by what data files call it."""
    partitions = frozenset(table.metadata().partition_columns)
    mode = table.metadata().configuration.get(f"{_MAPPED}mode", "none")
    for one in json.loads(table.schema().to_json())["fields"]:
        if known := _type(one["type"]):
            is_logged = one["name"] in partitions
            yield LiveColumn(one["name"], known, None if is_logged else _stored(one, mode))


def _type(type_: Any) -> str:
    """Return a type as DuckDB calls it; empty for one of nested values, or that no check reads."""
    name = type_ if isinstance(type_, str) else ""
    return _TYPES.get(name, name.upper() if name.startswith("decimal(") else "")


def _stored(one: Mapping[str, Any], mode: str) -> str | int:
    match mode:
        case "id":
            return int(one["metadata"][f"{_MAPPED}id"])
        case "name":
            return str(one["metadata"][f"{_MAPPED}physicalName"])
    return str(one["name"])


def _files(table: "DeltaTable", logged: list[str], written: str) -> Iterator[LiveFile]:
    import pyarrow as pa

    for one in sorted(pa.table(table.get_add_actions(flatten=False)).to_pylist(), key=itemgetter("path")):
        path = unquote(one["path"])
        if "://" in path or path.startswith("/") or ".." in path.split("/"):
            raise SourceError(
                f"{written} has data files of another table (a shallow clone), which are not read: clone it deeply"
            )
        partition = one.get("partition") or {}
        values = tuple(None if partition[name] == "" else partition[name] for name in logged)
        yield LiveFile(path, one["size_bytes"], values)
