"""Which files a path means, by their endings; what lies beside them and is not read is counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.errors import SourceError
from dte_exporter.places.lying_files import lying_at

FORMATS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}
"""The format that an ending says, in whatever case."""

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
"""What an ending after that of the format says; Parquet has its compression inside."""


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The files that a path means.

    Parameters
    ----------
    files : tuple of Path
        In a stable order, at least one.
    format : str
        That of all of them.
    passed_over : int
        Files that lie in the named folder, or match the glob, and are not read.
    base : Path
        What the path in the config is relative to.
    """

    files: tuple[Path, ...]
    format: str
    passed_over: int = 0
    base: Path = Path("/")

    def partitions(self, file: Path) -> tuple[str, ...]:
        """Return the folders of `file` that are called ``key=value``: those below `base`, where it lies there."""
        folder = file.parent
        below = folder.relative_to(self.base) if folder.is_relative_to(self.base) else folder
        return tuple(part for part in below.parts if partition(part))

    @property
    def keys(self) -> frozenset[str]:
        """What the folders are partitioned by."""
        return _keys(self.partitions(self.files[0]))


def find(written: str, base: Path, format_: str | None) -> FoundFiles:
    """Return the files that the path `written` means, relative to `base`: one, those of a folder, or of a glob.

    A path that exists is that path, whatever marks its name has.

    Raises
    ------
    SourceError
        If there are none, none of a known ending, or some of different formats.
    OSError
        If the file system refuses.
    """
    lying = sorted(set(lying_at(base, written)))
    if not lying:
        raise SourceError(_none_there(base / written, written))
    return chosen(lying, written, base, format_)


def chosen(lying: Sequence[Path], written: str, base: Path, format_: str | None) -> FoundFiles:
    """Return those of the files `lying` at the path `written` that are read.

    Raises
    ------
    SourceError
        If none has a known ending, or some are of different formats, or lie in folders of other partitions.
    """
    by_file = {file: format_ or format_of(file) for file in lying}
    known = {file: one for file, one in by_file.items() if one is not None}
    if not known:
        raise SourceError(f"{written}: its ending names no format: set source.format to parquet, csv or json")
    formats = Counter(known.values())
    if len(formats) > 1:
        counted = ", ".join(f"{count} {name}" for name, count in sorted(formats.items()))
        raise SourceError(
            f"{written} holds files of different formats ({counted}): name those that belong together by a glob"
        )
    (format_found,) = formats
    found = FoundFiles(tuple(known), format_found, passed_over=len(lying) - len(known), base=base)
    keys = Counter(_keys(found.partitions(file)) for file in found.files)
    if len(keys) > 1:
        strange = keys.total() - max(keys.values())
        raise SourceError(
            f"{strange} of {keys.total()} files at {written} lie in folders of other partitions (key=value) than the "
            "rest: name those that belong together by a glob"
        )
    return found


def partition(folder: str) -> str:
    """Return what a `folder` of this name is a partition by, empty where it is none: Hive's ``key=value``."""
    key, *value = folder.split("=")
    return key if len(value) == 1 else ""


def _keys(folders: Iterable[str]) -> frozenset[str]:
    """Return what files in such folders are partitioned by, in small letters: the engine knows no others."""
    return frozenset(partition(folder).lower() for folder in folders)


def format_of(file: Path) -> str | None:
    """Return the format that the ending of `file` says, None where it says none."""
    endings = [ending.lower() for ending in file.suffixes]
    if endings and endings[-1] in COMPRESSIONS:
        endings.pop()
        return FORMATS.get(endings[-1]) if endings and FORMATS.get(endings[-1]) != "parquet" else None
    return FORMATS.get(endings[-1]) if endings else None


def compression_of(file: Path) -> str:
    """Return how `file` is compressed by its ending, in DuckDB's word."""
    return COMPRESSIONS.get(file.suffix.lower(), "none")


def _none_there(path: Path, written: str) -> str:
    if path.is_dir():
        return f"no file in the folder {written!r}: check source.path"
    if path.exists():
        return f"{written!r} is no regular file, and no folder: check source.path"
    return f"no file at {written!r} (looked for {path}): check source.path"
