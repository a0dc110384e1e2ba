"""Files that were found, as one table: read by their format, and refused in a sentence where they are not of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dte_exporter.errors import SourceError, UnsettledError
from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.duckdb_errors import describe, is_of_encoding
from dte_exporter.tables.file_engine import FileEngine, refuse_nothing
from dte_exporter.tables.file_formats.csv_format import SETTING, CsvFormat
from dte_exporter.tables.file_formats.delimited import delimited_rows
from dte_exporter.tables.file_formats.encoding import likely_encoding
from dte_exporter.tables.file_formats.found import FoundFiles
from dte_exporter.tables.file_formats.json_lines import json_rows
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.file_formats.parquet import parquet_rows
from dte_exporter.tables.file_formats.stand_ins import StandIns
from dte_exporter.tables.parts.file_parts import Content, parts_of
from dte_exporter.tables.table import Table
from dte_exporter.tables.text.text_columns import TextColumns
from dte_exporter.tables.typed import read_as


@dataclass(frozen=True, slots=True)
class Readable:
    """Files that are about to be read.

    Parameters
    ----------
    written : str
        The path in the config.
    csv : CsvFormat
        How they are written, where they are CSV.
    found : FoundFiles
        Which.
    view : str
        What the engine calls their rows: the same at every run, so that compiled SQL is kept.
    fingerprint : str
        The identity of their content, and of how it is read.
    refuse_changed : callable
        Raises SourceError where they are no longer what was found, or could not be read to the end.
    names : tuple of str
        What the engine calls them, where they are no files of a disk.
    contents : tuple of Content
        What each holds; none where it is not known.
    """

    written: str
    csv: CsvFormat
    found: FoundFiles
    view: str
    fingerprint: str
    refuse_changed: Callable[[], None] = refuse_nothing
    names: tuple[str, ...] = ()
    contents: tuple[Content, ...] = ()


def table_of(files: Readable) -> Table:
    """Return the rows of `files`.

    Raises
    ------
    SourceError
        If they cannot be read as their format.
    NoDataError
        If they hold nothing, or only the names of columns.
    """
    import duckdb

    try:
        return read_as(_table(_read(files), files), {})
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except duckdb.Error as error:
        files.refuse_changed()
        raise _refused(files, error) from error
    except SourceError as error:
        if isinstance(error.__cause__, duckdb.Error):
            raise _refused(files, error.__cause__) from error
        raise


def _read(files: Readable) -> FileRows:
    stand_ins = StandIns(files.found)
    match files.found.format:
        case "csv":
            return delimited_rows(stand_ins, files.csv, files.view, files.written)
        case "json":
            return json_rows(stand_ins.linked(), files.view, files.written)
    names = files.names or tuple(map(str, stand_ins.linked()))
    return parquet_rows(names, files.view, files.written)


def _table(rows: FileRows, files: Readable) -> Table:
    execute, text = FileEngine(files.written, files.refuse_changed), None
    if rows.texts is not None:
        how = {"convention": files.csv.convention} if rows.delimiter else {"dates_alone": True, "mixed": rows.mixed}
        text = TextColumns(rows.table, rows.texts, files.fingerprint, execute, **how)
    remarks = (*_passed_over(files), *_overruled(files, rows), *rows.remarks)
    table = Table(rows.table, files.fingerprint, execute, digest, text, rows.files, remarks, delimiter=rows.delimiter)
    return replace(table, parts=parts_of(table, rows, files.found, files.view, files.contents))


def _passed_over(files: Readable) -> Iterator[str]:
    found = files.found
    if found.passed_over:
        everything = found.passed_over + len(found.files)
        yield (
            f"{found.passed_over} of {everything} files at {files.written} are not read, since their endings name no "
            "format: rename them, keep them elsewhere, or set source.format"
        )


def _overruled(files: Readable, rows: FileRows) -> Iterator[str]:
    if files.found.keys & {name.lower() for name in rows.own}:
        yield (
            f"folders at {files.written} are partitioned (key=value) by what is a column of the files too: the value "
            "in the folder's name is read, so see that the two are the same"
        )


def _refused(files: Readable, error: Exception) -> SourceError:
    what = f"{files.written} cannot be read as {files.found.format}"
    if files.found.format == "csv" and is_of_encoding(error):
        return _other_encoding(what, files)
    return SourceError(f"{what}: {describe(error)}")


def _other_encoding(what: str, files: Readable) -> UnsettledError:
    likely = next(filter(None, (likely_encoding(file, files.written) for file in files.found.files)), None)
    sentence = f"{what}: it is not UTF-8: set {SETTING}.encoding{f', which is likely {likely}' if likely else ''}"
    return UnsettledError(sentence, "encoding", likely)
