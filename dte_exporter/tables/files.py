"""Rows in files: Parquet, CSV or JSON lines; one path, a glob, or a Hive-partitioned folder, read by DuckDB."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.confinement import outside
from dte_exporter.config.models import Model
from dte_exporter.config.redaction import without_password
from dte_exporter.errors import NoDataError, SourceError, UnsettledError
from dte_exporter.registry import source
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.duckdb_errors import describe, is_of_encoding
from dte_exporter.tables.file_engine import FileEngine
from dte_exporter.tables.file_formats.csv_format import SETTING, CsvFormat
from dte_exporter.tables.file_formats.delimited import delimited_rows
from dte_exporter.tables.file_formats.encoding import likely_encoding
from dte_exporter.tables.file_formats.found import FoundFiles, find
from dte_exporter.tables.file_formats.json_lines import json_rows
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.file_formats.parquet import parquet_rows
from dte_exporter.tables.file_formats.recognition import refuse_other_content
from dte_exporter.tables.file_formats.replaced import Stamp, stamps
from dte_exporter.tables.file_formats.stand_ins import StandIns
from dte_exporter.tables.table import Table
from dte_exporter.tables.text.text_columns import TextColumns
from dte_exporter.tables.typed import read_as


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


@source("files", config=FilesSource, confined=True, drivers=("ibis.backends.duckdb", "pyarrow"))
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
        opened = stamps(found.files)
        if not any(stamp.size for stamp in opened):
            raise NoDataError(f"{config.path} is empty")
        return _opened(config, base, found, opened)
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


def _fingerprint(opened: tuple[Stamp, ...], csv: CsvFormat) -> str:
    """Return the identity of what is read: the files as the file system knows them, and how they are read."""
    facts = [(str(stamp.file), stamp.size, stamp.changed) for stamp in opened]
    return _digest((facts, csv.model_dump(exclude_defaults=True)))


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode(errors="surrogateescape")).hexdigest()[:16]


def _opened(config: FilesSource, base: Path, found: FoundFiles, opened: tuple[Stamp, ...]) -> Table:
    import duckdb

    what = f"{config.path} cannot be read as {found.format}"
    view = "files_" + _digest((str(base), config))  # the same at every run, so that compiled SQL is kept
    refuse_other_content(found, config.path, config.csv.encoding)
    try:
        return read_as(_table(_read(config, found, view), config, found, opened), {})
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        raise _refused(what, found, error, config) from error
    except SourceError as error:
        if isinstance(error.__cause__, duckdb.Error):
            raise _refused(what, found, error.__cause__, config) from error
        raise


def _refused(what: str, found: FoundFiles, error: Exception, config: FilesSource) -> SourceError:
    if found.format == "csv" and is_of_encoding(error):
        return _other_encoding(what, found, config.path)
    return SourceError(f"{what}: {describe(error)}")


def _read(config: FilesSource, found: FoundFiles, view: str) -> FileRows:
    stand_ins = StandIns(found)
    match found.format:
        case "csv":
            return delimited_rows(stand_ins, config.csv, view, config.path)
        case "json":
            return json_rows(stand_ins.linked(), view, config.path)
    return parquet_rows(stand_ins.linked(), view, config.path)


def _table(rows: FileRows, config: FilesSource, found: FoundFiles, opened: tuple[Stamp, ...]) -> Table:
    execute, text = FileEngine(config.path, opened, may_grow=found.format != "parquet"), None
    fingerprint = _fingerprint(opened, config.csv)
    if rows.texts is not None:
        how = {"convention": config.csv.convention} if rows.delimiter else {"dates_alone": True, "mixed": rows.mixed}
        text = TextColumns(rows.table, rows.texts, fingerprint, execute, **how)
    remarks = (*_passed_over(config, found), *_overruled(config, found, rows), *rows.remarks)
    return Table(rows.table, fingerprint, execute, digest, text, rows.files, remarks, delimiter=rows.delimiter)


def _passed_over(config: FilesSource, found: FoundFiles) -> Iterator[str]:
    if found.passed_over:
        everything = found.passed_over + len(found.files)
        yield (
            f"{found.passed_over} of {everything} files at {config.path} are not read, since their endings name no "
            "format: rename them, keep them elsewhere, or set source.format"
        )


def _overruled(config: FilesSource, found: FoundFiles, rows: FileRows) -> Iterator[str]:
    if found.keys & {name.lower() for name in rows.own}:
        yield (
            f"folders at {config.path} are partitioned (key=value) by what is a column of the files too: the value in "
            "the folder's name is read, so see that the two are the same"
        )


def _other_encoding(what: str, found: FoundFiles, written: str) -> UnsettledError:
    likely = next(filter(None, (likely_encoding(file, written) for file in found.files)), None)
    sentence = f"{what}: it is not UTF-8: set {SETTING}.encoding{f', which is likely {likely}' if likely else ''}"
    return UnsettledError(sentence, "encoding", likely)
