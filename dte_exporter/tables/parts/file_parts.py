"""Files as parts of a table: each by itself, or the folders that they are partitioned into."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from dte_exporter.tables.file_formats.found import FoundFiles, partition
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.identity import identity
from dte_exporter.tables.parts.table_parts import Extent, Parts
from dte_exporter.tables.table import Table

MAX_PARTS = 1_000
"""Of more parts each would be asked for too little."""

MIN_BYTES = 2**24
"""Of a smaller table all is read in less time than its parts are told apart."""


class Content(NamedTuple):
    """What a file holds, as far as is known without opening it.

    Parameters
    ----------
    identity : str
        Equal for equal content of equal origin.
    size : int
        Bytes.
    """

    identity: str
    size: int


def parts_of(table: Table, rows: FileRows, found: FoundFiles, origin: str, contents: Sequence[Content]) -> Parts | None:
    """Return the parts that `table` lies in; None where it is one, small, or they are not told apart.

    Parameters
    ----------
    rows : FileRows
        Its rows, as they were read from the files `found`.
    origin : str
        What it is, the same at every run.
    contents : sequence of Content
        What each file holds.
    """
    if rows.in_files is None or rows.extents is None or sum(one.size for one in contents) < MIN_BYTES:
        return None
    together = _together(found, rows.files, contents)
    if not 1 < len(together) <= MAX_PARTS:
        return None
    in_files = rows.in_files

    def part(files: Mapping[str, str]) -> Table:
        content = identity(sorted(files.values()))
        return replace(table, expression=in_files(files), fingerprint=content, files=tuple(files))

    told_by_files = rows.extents

    def extents(column: str) -> Mapping[str, Extent]:
        is_by_folder = column.lower() in found.keys
        return dict(_by_folder(found, rows.files, column)) if is_by_folder else told_by_files(column)

    return Parts(origin, tuple(map(part, together)), extents)


def _by_folder(found: FoundFiles, names: Sequence[str], column: str) -> Iterator[tuple[str, Extent]]:
    """Yield the one time of each file that its folder says, where `column` is what folders are partitioned by."""
    for file, name in zip(found.files, names, strict=True):
        values = [unquote(folder.partition("=")[2]) for folder in found.partitions(file) if _is_of(folder, column)]
        with suppress(ValueError, IndexError):
            yield name, (datetime.fromisoformat(values[-1]), datetime.fromisoformat(values[-1]))


def _is_of(folder: str, column: str) -> bool:
    return partition(folder).lower() == column.lower()


def _together(found: FoundFiles, names: Sequence[str], contents: Sequence[Content]) -> Sequence[Mapping[str, str]]:
    """Return the files of each part, by the engine's name, with the identity of their content."""
    parts: dict[object, dict[str, str]] = {}
    for file, name, content in zip(found.files, names, contents, strict=True):
        parts.setdefault(found.partitions(file) or file, {})[name] = content.identity
    return tuple(parts.values())
