"""How a file of delimited text is laid out: what parts its fields, what quotes them, what its columns are called."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dte_exporter.errors import NoDataError, SourceError, UnsettledError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.content import opened
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.file_formats.found import compression_of
from dte_exporter.tables.same_letters import distinct
from dte_exporter.tables.text.forms import DATES, LIKE_NUMBERS, PATTERNS, whole_value

_CANDIDATES = ",;\t|"
_SAMPLE = 2**16
_DATA = re.compile("|".join(whole_value(PATTERNS[form]) for form in (*sorted(LIKE_NUMBERS), *sorted(DATES))))
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_QUOTED = re.compile(r'"[^"]*"')
_EXCEL_HINT = re.compile(r"sep=(.)$")
_SNIFFED = """
    SELECT Delimiter, Quote, Escape, len(Columns) FROM sniff_csv(
        $file, header = false, skip = $skip, comment = '', all_varchar = true, compression = $compression{declared}
    )
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How fields and lines are told apart, and what the columns are called.

    Parameters
    ----------
    delimiter, quote, escape : str
        As DuckDB takes them.
    compression : str
        In DuckDB's word.
    skip : int
        Lines before the first: blank ones, and Excel's ``sep=;``.
    names : tuple of str
        Of the columns, no two of which are alike but for case.
    has_header : bool
        Whether the first line is their names.
    remarks : tuple of str
        What a reader should know of the names.
    """

    delimiter: str
    quote: str
    escape: str
    compression: str
    skip: int
    names: tuple[str, ...]
    has_header: bool = False
    remarks: tuple[str, ...] = ()


def layout_of(file: Path, format_: CsvFormat, written: str) -> Layout:
    """Return the layout of `file`, as far as `format_` does not say by what its first rows look like.

    Parameters
    ----------
    written : str
        The path in the config, for messages.

    Raises
    ------
    SourceError
        If the first line looks like data, or is not of the fields that the others have.
    NoDataError
        If there is nothing but blank lines.
    duckdb.Error
        If nothing makes fields of it.
    """
    lines = _first_lines(file, written)
    skip = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    if skip == len(lines):
        raise NoDataError(f"{written} holds no rows")
    hint = _EXCEL_HINT.match(lines[skip])
    layout = _sniffed(file, format_, skip + bool(hint), hint[1] if hint else format_.delimiter)
    if len(layout.names) == 1 and not format_.delimiter and not hint:
        layout = _parted(layout, lines[skip:], written)
    if format_.header is False:
        return _named(layout, [f"column{place + 1}" for place in range(len(layout.names))], written)
    if isinstance(format_.header, tuple):
        return _declared(layout, format_.header, written)
    return _headed(layout, file, format_, written)


def _first_lines(file: Path, written: str) -> list[str]:
    with opened(file, written) as stream:
        text = stream.read(_SAMPLE).decode("utf-8-sig", errors="replace")
    return re.split("\r\n|\r|\n", text)


def _sniffed(file: Path, format_: CsvFormat, skip: int, delimiter: str | None) -> Layout:
    compression = compression_of(file)
    asked: dict[str, Any] = {"file": str(file), "compression": compression, "skip": skip}
    asked |= {"delim": delimiter} if delimiter else {}
    asked |= {"quote": format_.quote} if format_.quote is not None else {}
    declared = "".join(f", {key} = ${key}" for key in ("delim", "quote") if key in asked)
    ((found, quote, escape, columns),) = duckdb_engine.rows_of(_SNIFFED.format(declared=declared), **asked)
    marks = [text.replace("(empty)", "") for text in (found, quote, escape)]
    quoted = format_.quote if format_.quote is not None else marks[1] or '"'
    return Layout(marks[0] or ",", quoted, marks[2] or quoted, compression, skip, tuple(map(str, range(columns))))


def _parted(layout: Layout, lines: list[str], written: str) -> Layout:
    """Return `layout`, of one column, with the fields that its first line has all the same: the others differ then."""
    first, *others = (_QUOTED.sub("", line) for line in lines)
    counts = {mark: first.count(mark) for mark in _CANDIDATES if mark in first}
    if counts:
        delimiter = max(counts, key=lambda mark: counts[mark])
        return replace(layout, delimiter=delimiter, names=tuple(map(str, range(counts[delimiter] + 1))))
    body = [line for line in others[:-1] or others if line.strip() and not _DATA.match(line)]
    fields = {mark: {line.count(mark) for line in body} for mark in _CANDIDATES}
    if any(len(found) == 1 and found != {0} for found in fields.values()):
        raise UnsettledError(
            f"the first line of {written} has one field and those below have more: take out what stands above the "
            "names of columns, or set source.csv.delimiter",
            "delimiter",
            None,
        )
    return layout


def _declared(layout: Layout, names: tuple[str, ...], written: str) -> Layout:
    if len(names) != len(layout.names):
        raise SourceError(
            f"{written} has {len(layout.names)} columns, and source.csv.header names {len(names)}: name each"
        )
    return _named(layout, names, written)


def _headed(layout: Layout, file: Path, format_: CsvFormat, written: str) -> Layout:
    """Return `layout` with the names in the first line, which must not look like data unless the config says so."""
    first = next(iter(duckdb_engine.execute(part(layout, [file], "files_head").limit(1))), ())
    names = [str(field or "").strip() for field in first[: len(layout.names)]]
    if format_.header is None and any(_DATA.search(name) or _EMAIL.search(name) for name in names):
        raise UnsettledError(
            f"the first line of {written} looks like data, not like names of columns: set source.csv.header to false, "
            "or to a list of names where it is data, to true where these are the names",
            "header",
            likely=False,
        )
    return _named(replace(layout, has_header=True), names, written)


def _named(layout: Layout, names: Iterable[str], written: str) -> Layout:
    found = tuple(names)
    given = tuple(distinct(name or f"column{place + 1}" for place, name in enumerate(found)))
    return replace(layout, names=given, remarks=tuple(_remarks(found, written)))


def _remarks(names: tuple[str, ...], written: str) -> Iterator[str]:
    if len(names) == 1:
        yield f"{written} has one column: if it has more, set source.csv.delimiter to what stands between them"
    unnamed = names.count("")
    if unnamed:
        yield (
            f"{unnamed} of {len(names)} columns of {written} have no name in the first line, and are called by their "
            "place, column1 and so on: name them there, or in source.csv.header"
        )
    twice = len(names) - unnamed - len(set(names) - {""})
    if twice:
        yield (
            f"{twice} of {len(names)} columns of {written} have the name of one before them, and a number behind it "
            "now: give each its own, there or in source.csv.header"
        )


def part(layout: Layout, files: Iterable[Path], name: str) -> Any:
    """Return the rows of those `files` that have this `layout`, as text, as the view called `name`."""
    return duckdb_engine.connection().read_csv(
        list(map(str, files)),
        table_name=name,
        columns=dict.fromkeys(layout.names, "string"),
        header=layout.has_header,
        skip=layout.skip,
        delim=layout.delimiter,
        quote=layout.quote,
        escape=layout.escape,
        hive_partitioning=True,
        compression=layout.compression,
    )
