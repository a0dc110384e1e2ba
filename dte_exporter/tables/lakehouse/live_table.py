"""What a table's log says of one of its versions: the columns, and the data files that are live."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dte_exporter.errors import SourceError
from dte_exporter.tables.file_formats.found import FoundFiles

_NULL = "__HIVE_DEFAULT_PARTITION__"
"""How a folder says that its partition is of no value."""


@dataclass(frozen=True, slots=True)
class LiveColumn:
    """A column of the table.

    Parameters
    ----------
    name : str
        What it is called now.
    type : str
        Of its values, in DuckDB's words.
    stored : str, int or None
        What it is found by in a data file: a name, or an id; None where the log has its values, by partition.
    """

    name: str
    type: str
    stored: str | int | None


@dataclass(frozen=True, slots=True)
class LiveFile:
    """A data file of the table.

    Parameters
    ----------
    location : str
        Where it is: a path of the disk, or a key of the table's bucket.
    size : int
        Bytes.
    partition : tuple
        The values of the columns that the log has, in the order of the columns.
    """

    location: str
    size: int
    partition: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveTable:
    """A version of a table.

    Parameters
    ----------
    written : str
        How messages call the table.
    version : str
        How they call the version, such as "version 12".
    identity : object
        What tells this version of this table from every other.
    columns : tuple of LiveColumn
        Those that can be read.
    files : tuple of LiveFile
        Its data.
    unread : int
        Columns that are left out, since their values are nested or of a type that no check reads.
    """

    written: str
    version: str
    identity: object
    columns: tuple[LiveColumn, ...]
    files: tuple[LiveFile, ...]
    unread: int = 0

    @property
    def stored(self) -> tuple[LiveColumn, ...]:
        """The columns that are in data files."""
        return tuple(one for one in self.columns if one.stored is not None)

    @property
    def logged(self) -> tuple[LiveColumn, ...]:
        """The columns whose values the log has."""
        return tuple(one for one in self.columns if one.stored is None)

    def found(self) -> "LoggedFiles":
        """Return the data files as files that were found, in folders of the partitions that the log says."""
        folders = {Path("/", one.location): tuple(_folders(one.partition)) for one in self.files}
        return LoggedFiles(tuple(folders), "parquet", folders=folders)

    def gone(self, count: int = 1) -> SourceError:
        """Return that `count` data files are not there."""
        what = f"{count} of its {len(self.files)} data files are" if count > 1 else "a data file is"
        return SourceError(
            f"{self.written}: {what} not there any more, at {self.version}: clean-up (VACUUM, expired snapshots) has "
            "removed what is old, so name a later version, or keep what you need for longer; if it is the newest, "
            "repair the table"
        )


@dataclass(frozen=True, slots=True)
class LoggedFiles(FoundFiles):
    """Files whose partitions a log says, and not their folders.

    Parameters
    ----------
    folders : mapping of Path to tuple of str
        The folders that stand for the partitions of each file.
    """

    folders: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)

    def partitions(self, file: Path) -> tuple[str, ...]:
        """Return the folders that stand for the partitions of `file`."""
        return self.folders[file]


def _folders(values: Iterable[Any]) -> Iterable[str]:
    """Yield a folder for each of `values`, as the engine reads partitions from names of folders."""
    for place, value in enumerate(values):
        yield f"{partition_key(place)}={_NULL if value is None else quote(_text(value), safe='')}"


def partition_key(place: int) -> str:
    """Return what the engine calls the partition at `place`: a column's own name could be no folder's."""
    return f"p{place}"


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)
