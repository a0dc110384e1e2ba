"""Rows in files: Parquet, CSV or JSON lines; one path, a glob, or a Hive-partitioned folder, read by DuckDB."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from dte_exporter.config.models import Model
from dte_exporter.config.redaction import without_password
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.registry import source
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.table import Table

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_FORMATS = {
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "csv",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
}


class FilesSource(Model):
    """Files on a disk."""

    type: Literal["files"]
    path: str = Field(min_length=1, description="A file, a glob, or a folder; relative to the config file.")
    format: Literal["parquet", "csv", "json"] | None = Field(
        default=None, description="How to read them, where their ending does not say."
    )


@source("files", config=FilesSource)
def open_files(config: FilesSource, base: Path) -> Table:
    """Return the rows of all files that `config` names, relative to `base`.

    Raises
    ------
    SourceError
        If no file is there, the format cannot be told, or a file cannot be read as it.
    NoDataError
        If the files hold nothing, or only the names of columns.
    """
    if "://" in config.path:
        raise SourceError(f"source.path is {without_password(config.path)!r}, an address: name a file on a disk")
    try:
        files = _found(config, base)
        fingerprint = _fingerprint(files)
    except OSError as error:
        raise SourceError(f"{config.path} cannot be looked through: {error.strerror}") from error
    return Table(_read(config, base, files), fingerprint, duckdb_engine.execute, digest)


def _found(config: FilesSource, base: Path) -> list[Path]:
    """Return the files in a stable order; a folder means every file of a known ending below it."""
    path = base / config.path
    if path.is_dir():
        found = [file for file in path.rglob("*") if file.suffix in _FORMATS]
    elif path.exists():
        found = [path]
    else:
        anchor = Path(path.anchor)
        found = list(anchor.glob(str(path.relative_to(anchor)))) if any(mark in config.path for mark in "*?[") else []
    files = sorted(file for file in found if file.is_file())
    if not files:
        raise SourceError(f"no file at {config.path!r} (looked for {path}): check source.path")
    return files


def _fingerprint(files: list[Path]) -> str:
    """Return the identity of the files' content as the file system knows it: paths, sizes, times of change."""
    facts = [(str(file), (status := file.stat()).st_size, status.st_mtime_ns) for file in files]
    return _digest(facts)


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _read(config: FilesSource, base: Path, files: list[Path]) -> "IbisTable":
    import duckdb

    format_ = config.format or _FORMATS.get(files[0].suffix)
    if format_ is None:
        raise SourceError(f"{files[0].name}: its ending names no format: set source.format to parquet, csv or json")
    if not any(file.stat().st_size for file in files):
        raise NoDataError(f"{config.path} is empty")
    reader = getattr(duckdb_engine.connection(), f"read_{format_}")
    view = "files_" + _digest((str(base), config.path, format_))  # the same at every run, so that compiled SQL is kept
    options = {"hive_partitioning": True, "union_by_name": True}
    try:
        table: IbisTable = reader([str(file) for file in files], table_name=view, **options)
        if format_ == "csv" and not duckdb_engine.execute(table.limit(1)):  # all its columns would pass for text
            raise NoDataError(f"{config.path} holds no rows")
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        raise SourceError(f"{config.path} cannot be read as {format_}: {duckdb_engine.describe(error)}") from error
    return table
