"""Rows in files: Parquet, CSV or JSON lines; one path, a glob, or a Hive-partitioned folder, read by DuckDB."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.confinement import outside
from dte_exporter.config.models import Model
from dte_exporter.config.redaction import without_password
from dte_exporter.errors import NoDataError, SourceError, UnsettledError
from dte_exporter.registry import source
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.duckdb_errors import describe, is_of_encoding
from dte_exporter.tables.file_formats.csv_format import SETTING, CsvFormat
from dte_exporter.tables.file_formats.delimited import delimited_table
from dte_exporter.tables.file_formats.encoding import likely_encoding
from dte_exporter.tables.file_formats.found import FoundFiles, find
from dte_exporter.tables.file_formats.json_lines import json_table
from dte_exporter.tables.file_formats.parquet import parquet_table
from dte_exporter.tables.table import Table
from dte_exporter.tables.text.columns import TextColumns
from dte_exporter.tables.typed import read_as

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class FilesSource(Model):
    """Files on a disk."""

    type: Literal["files"]
    path: str = Field(min_length=1, description="A file, a glob, or a folder; relative to the config file.")
    format: Literal["parquet", "csv", "json"] | None = Field(
        default=None, description="How to read them, where their ending does not say."
    )
    csv: CsvFormat = Field(default=CsvFormat(), description="How they are written, where they are CSV.")

    @model_validator(mode="after")
    def _csv_of_csv(self) -> Self:
        if self.csv != CsvFormat() and self.format not in {None, "csv"}:
            raise ValueError(f"csv says how CSV is written, and the format is {self.format}: leave one of the two out")
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads; see `config.confinement.ReadsFiles`."""
        return {"path": self.path}


@source("files", config=FilesSource, confined=True)
def open_files(config: FilesSource, base: Path, root: Path | None = None) -> Table:
    """Return the rows of all files that `config` names, relative to `base`; none may lead out of the folder `root`.

    Raises
    ------
    SourceError
        If no file is there, the format cannot be told, a file cannot be read as it, or one leads outside of `root`.
    NoDataError
        If the files hold nothing, or only the names of columns.
    """
    if "://" in config.path:
        raise SourceError(f"source.path is {without_password(config.path)!r}, an address: name a file on a disk")
    try:
        found = find(config.path, base, config.format)
        _keep_within(config, found, root)
        fingerprint = _fingerprint(found.files, config.csv)
        if not any(file.stat().st_size for file in found.files):
            raise NoDataError(f"{config.path} is empty")
        return _opened(config, base, found, fingerprint)
    except OSError as error:
        raise SourceError(f"{config.path} cannot be looked through: {error.strerror or 'it is damaged'}") from error


def _keep_within(config: FilesSource, found: FoundFiles, root: Path | None) -> None:
    """Refuse files that links lead to: the path of a glob or a folder says nothing of what is found there."""
    count = sum(outside(file, root) for file in found.files)
    if count:
        raise SourceError(
            f"{config.path!r} holds {count} of {len(found.files)} files that lead outside of {root}, which "
            "--source.root confines sources to: remove the links"
        )


def _fingerprint(files: tuple[Path, ...], csv: CsvFormat) -> str:
    """Return the identity of what is read: the files as the file system knows them, and how they are read."""
    facts = [(str(file), (status := file.stat()).st_size, status.st_mtime_ns) for file in files]
    return _digest((facts, csv.model_dump(exclude_defaults=True)))


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode(errors="surrogateescape")).hexdigest()[:16]


def _opened(config: FilesSource, base: Path, found: FoundFiles, fingerprint: str) -> Table:
    import duckdb

    remarks = tuple(_passed_over(config, found))
    view = "files_" + _digest((str(base), config))  # the same at every run, so that compiled SQL is kept
    try:
        table, text, delimiter = _read(config, found, view, fingerprint)
        rows = Table(table, fingerprint, duckdb_engine.execute, digest, text, found.files, remarks, delimiter=delimiter)
        return read_as(rows, {})
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        what = f"{config.path} cannot be read as {found.format}"
        if found.format == "csv" and is_of_encoding(error):
            raise _other_encoding(what, found) from error
        raise SourceError(f"{what}: {describe(error)}") from error


def _read(
    config: FilesSource, found: FoundFiles, view: str, fingerprint: str
) -> "tuple[IbisTable, TextColumns | None, str]":
    """Return the rows as they are written, the columns that are text for want of types, and the delimiter."""
    execute = duckdb_engine.execute
    match found.format:
        case "csv":
            table, layout = delimited_table(found.files, config.csv, view, config.path)
            text = TextColumns(table, layout.names, fingerprint, execute, config.csv.convention)
            return table, text, layout.delimiter
        case "json":
            table, names = json_table(found.files, view, config.path)
            return table, TextColumns(table, names, fingerprint, execute, dates_alone=True), ""
    return parquet_table(found.files, view, config.path), None, ""


def _passed_over(config: FilesSource, found: FoundFiles) -> Iterator[str]:
    if found.passed_over:
        everything = found.passed_over + len(found.files)
        yield (
            f"{found.passed_over} of {everything} files at {config.path} are not read, since their endings name no "
            "format: rename them, keep them elsewhere, or set source.format"
        )


def _other_encoding(what: str, found: FoundFiles) -> UnsettledError:
    likely = next(filter(None, map(likely_encoding, found.files)), None)
    sentence = f"{what}: it is not UTF-8: set {SETTING}.encoding{f', which is likely {likely}' if likely else ''}"
    return UnsettledError(sentence, "encoding", likely)
