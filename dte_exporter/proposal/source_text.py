"""How a file is to be read, found by reading it: the source as the config words it, and what a person must decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import UnsettledError
from dte_exporter.places.object_address import is_address
from dte_exporter.proposal.yaml_scalar import listed, text
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.lakehouse.delta import DeltaSource, open_delta
from dte_exporter.tables.lakehouse.iceberg import IcebergSource, open_iceberg
from dte_exporter.tables.lakehouse.table_at_path import table_at
from dte_exporter.tables.table import Table

_MOST_SETTINGS = 3
"""Settings without which a file cannot be read at all: its encoding, its header."""

_WHY = {
    "encoding": "a guess, from which characters make words",
    "header": "its first line looks like data: write a list of names here",
    "delimiter": "what its fields are parted by",
    "decimal": "told by numbers such as 2,5 that can be read in one way only",
    "date_format": "told by dates that can be read in one way only",
}


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as it can be read.

    Parameters
    ----------
    table : Table
        Its rows.
    settings : mapping
        What of ``source.csv`` it needs, or is better written down than told anew at every run.
    type : str
        Of the source.
    """

    table: Table
    settings: Mapping[str, Any]
    type: str = "files"

    @property
    def is_headless(self) -> bool:
        """Whether its first line is data, and its columns have numbers for names."""
        return self.settings.get("header") is False

    def lines(self, path: str) -> Iterator[str]:
        """Yield the lines of YAML that describe the source at `path`."""
        if not self.settings:
            yield f"source: {{type: {self.type}, path: {text(path)}}}"
            return
        yield "source:"
        yield "  type: files"
        yield f"  path: {text(path)}"
        yield "  csv:"
        for key, value in self.settings.items():
            yield f"    {key}: {listed(value) if isinstance(value, tuple) else text(value)}  # {_WHY[key]}"

    def decisions(self) -> Iterator[str]:
        """Yield what a person must decide, a comment each."""
        for sentence in (*self.table.remarks, *self.table.notices.values()):
            yield f"# To decide: {sentence}"


def opened(file: str, root: Path | None = None) -> FileText:
    """Return `file` read as it seems to be written; it may not lie outside of the folder `root`, where there is one.

    Raises
    ------
    SourceError
        If it cannot be read, whatever is tried.
    """
    if logged := _logged(file, root):
        return logged
    settings: dict[str, Any] = {}
    for _ in range(_MOST_SETTINGS):
        try:
            table = _read(file, root, settings)
        except UnsettledError as error:
            if error.likely is None or error.setting in settings:
                raise
            settings[error.setting] = error.likely
        else:
            return FileText(table, settings | dict(_told(table)))
    return FileText(_read(file, root, settings), settings)


def _logged(file: str, root: Path | None) -> FileText | None:
    """Return the table with a log whose folder `file` is, None where it is none, or would be outside of `root`."""
    confinement = Confinement(Path.cwd(), root)
    match "" if root and is_address(file) else table_at(file):
        case "delta":
            return FileText(confinement.opened(open_delta, DeltaSource(type="delta", path=file)), {}, "delta")
        case "iceberg":
            return FileText(confinement.opened(open_iceberg, IcebergSource(type="iceberg", path=file)), {}, "iceberg")
    return None


def _read(file: str, root: Path | None, settings: Mapping[str, Any]) -> Table:
    source = FilesSource(type="files", path=file, csv=CsvFormat.model_validate(settings))
    table: Table = Confinement(Path.cwd(), root).opened(open_files, source)
    return table


def _told(table: Table) -> Iterator[tuple[str, Any]]:
    """Yield what the content tells of how it is written and a later file may not."""
    if table.delimiter not in {"", ","}:
        yield "delimiter", table.delimiter
    if table.text is None or not table.delimiter:
        return
    readings = table.text.readings({}).values()
    decimals = {one.numerals.known for one in readings if one.type is ColumnType.NUMBER and not one.whole}
    if decimals == {","}:
        yield "decimal", ","
    formats = {format_ for one in readings for format_ in one.formats}
    if len(formats) == 1:
        yield "date_format", formats.pop()
