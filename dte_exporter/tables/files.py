"""Rows in files: Parquet, CSV or JSON lines; one path, a glob, or a Hive-partitioned folder, read by DuckDB."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.confined.confinement import outside
from dte_exporter.config.models import Model
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.places.object_address import is_address, parse_address
from dte_exporter.places.store_of_path import refuse_other_address, refuse_other_store
from dte_exporter.places.store_settings import StoreSettings
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.file_formats.file_table import Readable, table_of
from dte_exporter.tables.file_formats.found import FoundFiles, find
from dte_exporter.tables.file_formats.recognition import refuse_other_content
from dte_exporter.tables.file_formats.replaced import Stamp, stamps
from dte_exporter.tables.identity import identity
from dte_exporter.tables.object_store.object_files import open_objects
from dte_exporter.tables.parts.file_parts import Content
from dte_exporter.tables.table import Table


class FilesSource(Model):
    """Files on a disk, or on an object store."""

    type: Literal["files"]
    path: str = Field(
        min_length=1,
        description="A file, a glob, or a folder; relative to the config file, or by its address on an object store, "
        "such as s3://bucket/folder.",
    )
    format: Literal["parquet", "csv", "json"] | None = Field(
        default=None, description="How to read them, where their ending does not say."
    )
    csv: CsvFormat = Field(default=CsvFormat(), description="How they are written, where they are CSV.")
    store: StoreSettings = Field(
        default=StoreSettings(), description="How the object store is reached, where they are on one."
    )

    @model_validator(mode="after")
    def _csv_of_csv(self) -> Self:
        if self.csv != CsvFormat() and self.format not in {None, "csv"}:
            raise ValueError(f"csv says how CSV is written, and the format is {self.format}: leave one of the two out")
        return self

    @model_validator(mode="after")
    def _store_of_objects(self) -> Self:
        refuse_other_store(self.path, self.store)
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads; see `confinement.ReadsFiles`."""
        return {"path": self.path}


@source(
    "files",
    config=FilesSource,
    confined=True,
    drivers=("ibis.backends.duckdb", "pyarrow"),
    reaches=(Reach("files on a disk"), Reach("s3://, gs://, az://, abfss://", "obstore", "objects")),
)
def open_files(config: FilesSource, base: Path, root: Path | None = None) -> Table:
    """Return the rows of all files that `config` names, relative to `base`; none may lead out of the folder `root`.

    Raises
    ------
    SourceError
        If no file is there, the format cannot be told, a file cannot be read as it, or one leads outside of `root`.
    NoDataError
        If the files hold nothing, or only the names of columns.
    """
    if is_address(config.path):
        return open_objects(parse_address(config.path), config.store, config.format, config.csv)
    refuse_other_address(config.path, "a file")
    try:
        found = find(config.path, base, config.format)
        _keep_within(config, found, root)
        opened = stamps(found.files)
        if not any(stamp.size for stamp in opened):
            raise NoDataError(f"{config.path} is empty")
        refuse_other_content(found, config.path, config.csv.encoding)
        return table_of(_readable(config, base, found, opened))
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


def _readable(config: FilesSource, base: Path, found: FoundFiles, opened: tuple[Stamp, ...]) -> Readable:
    """Return `found`, to be read: its content is what the file system knows of it, and how it is read."""

    def refuse_changed() -> None:
        if not all(stamp.holds(may_grow=found.format != "parquet") for stamp in opened):
            raise SourceError(
                f"{config.path} was replaced, or written anew, while it was read: it is read again at the next run"
            )

    facts = [(str(stamp.file), stamp.size, stamp.changed) for stamp in opened]
    content = identity((facts, config.csv.model_dump(exclude_defaults=True)))
    contents = tuple(Content(identity(fact), fact[1]) for fact in facts)
    view = "files_" + identity((str(base), config))
    return Readable(config.path, config.csv, found, view, content, refuse_changed, contents=contents)
