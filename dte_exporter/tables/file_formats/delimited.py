"""CSV and its kin: every field is read as the text that it is; what its column holds is decided later, by all rows."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import NoDataError, SourceError, UnsettledError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.file_formats.encoding import marked_encoding, transcoded
from dte_exporter.tables.file_formats.found import compression_of
from dte_exporter.tables.file_formats.same_columns import refuse_different_columns
from dte_exporter.tables.text.forms import DATES, LIKE_NUMBERS, PATTERNS, whole_value

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_DATA = re.compile("|".join(whole_value(PATTERNS[form]) for form in (*sorted(LIKE_NUMBERS), *sorted(DATES))))
_SNIFFED = """
    SELECT Delimiter, Quote, Escape, len(Columns) FROM sniff_csv(
        $file, header = false, skip = 0, comment = '', all_varchar = true, compression = $compression{declared}
    )
"""
_EMAIL = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Layout:
    """How fields and lines are told apart, and what the columns are called.

    Parameters
    ----------
    delimiter, quote, escape : str
        As DuckDB takes them.
    names : tuple of str
        Of the columns, no two of which are alike but for case.
    has_header : bool
        Whether the first line is their names.
    """

    delimiter: str
    quote: str
    escape: str
    names: tuple[str, ...]
    has_header: bool


def delimited_table(files: tuple[Path, ...], format_: CsvFormat, name: str, written: str) -> "tuple[IbisTable, Layout]":
    """Return the rows of `files` as text, an empty field as null, as the view called `name`; and the layout of them.

    Parameters
    ----------
    written : str
        The path in the config, for messages.

    Raises
    ------
    SourceError
        If the first line looks like data, or the files do not have the same columns.
    NoDataError
        If there is no line of data.
    duckdb.Error
        If a file cannot be read so.
    """
    files = _in_utf8(files, format_)
    files = tuple(file for file in files if file.stat().st_size)
    layouts = {file: _layout(file, format_, written) for file in files}
    refuse_different_columns(Counter(frozenset(one.names) for one in layouts.values()), written)
    parts = [
        _part(layout, [file for file, one in layouts.items() if one == layout], f"{name}_{place}")
        for place, layout in enumerate(dict.fromkeys(layouts.values()))
    ]
    first, *rest = parts
    table = first.union(*(part.select(*first.columns) for part in rest)) if rest else first
    if not duckdb_engine.execute(table.limit(1)):
        raise NoDataError(f"{written} holds no rows")
    layout = next(iter(layouts.values()))
    return _with_declared_nulls(table, layout.names, format_.null or ()), layout


def _with_declared_nulls(table: "IbisTable", names: tuple[str, ...], null: tuple[str, ...]) -> "IbisTable":
    """Return `table` with null in place of what the config says stands for it."""
    import ibis

    if not null:
        return table
    return table.mutate(
        **{name: ibis.cases((table[name].strip().isin(null), None), else_=table[name]) for name in names}
    )


def _in_utf8(files: tuple[Path, ...], format_: CsvFormat) -> tuple[Path, ...]:
    """Return `files`, or copies of them where they are written in another encoding."""
    found = {file: format_.encoding or marked_encoding(file) or "utf-8" for file in files}
    others = {file: encoding for file, encoding in found.items() if _is_not_utf8(encoding)}
    copies: dict[Path, Path] = {}
    for encoding in dict.fromkeys(others.values()):
        written = tuple(file for file, one in others.items() if one == encoding)
        copies |= dict(zip(written, transcoded(written, encoding, duckdb_engine.scratch()), strict=True))
    return tuple(copies.get(file, file) for file in files)


def _is_not_utf8(encoding: str) -> bool:
    import codecs

    return codecs.lookup(encoding).name not in {"utf-8", "utf-8-sig", "ascii"}


def _layout(file: Path, format_: CsvFormat, written: str) -> Layout:
    """Return the layout of `file`, as far as `format_` does not say by what its first rows look like."""
    asked = {"file": duckdb_engine.literal(file), "compression": _compression(file)}
    asked |= {"delim": format_.delimiter} if format_.delimiter else {}
    asked |= {"quote": format_.quote} if format_.quote is not None else {}
    declared = "".join(f", {key} = ${key}" for key in ("delim", "quote") if key in asked)
    ((delimiter, quote, escape, columns),) = duckdb_engine.rows_of(_SNIFFED.format(declared=declared), **asked)
    marks = [text.replace("(empty)", "") for text in (delimiter, quote, escape)]
    quoted = format_.quote if format_.quote is not None else marks[1] or '"'
    layout = Layout(marks[0] or ",", quoted, marks[2] or quoted, tuple(map(str, range(columns))), has_header=False)
    if format_.header is False:
        return _named(layout, [f"column{place + 1}" for place in range(columns)], has_header=False)
    if isinstance(format_.header, tuple):
        return _declared(layout, format_.header, written)
    return _headed(layout, file, format_, written)


def _declared(layout: Layout, names: tuple[str, ...], written: str) -> Layout:
    if len(names) != len(layout.names):
        raise SourceError(
            f"{written} has {len(layout.names)} columns, and source.csv.header names {len(names)}: name each"
        )
    return _named(layout, names, has_header=False)


def _headed(layout: Layout, file: Path, format_: CsvFormat, written: str) -> Layout:
    """Return `layout` with the names in the first line, which must not look like data unless the config says so."""
    first = next(iter(duckdb_engine.execute(_part(layout, [file], "files_head").limit(1))), ())
    names = [str(field or "").strip() for field in first[: len(layout.names)]]
    if format_.header is None and any(_DATA.search(name) or _EMAIL.search(name) for name in names):
        raise UnsettledError(
            f"the first line of {written} looks like data, not like names of columns: set source.csv.header to false, "
            "or to a list of names where it is data, to true where these are the names",
            "header",
            likely=False,
        )
    return _named(layout, [name or f"column{place + 1}" for place, name in enumerate(names)], has_header=True)


def _named(layout: Layout, names: Any, has_header: bool) -> Layout:
    return Layout(layout.delimiter, layout.quote, layout.escape, tuple(_distinct(names)), has_header)


def _distinct(names: Any) -> Iterator[str]:
    """Yield `names`, a number behind those that an engine which knows no case would take for one before."""
    taken: set[str] = set()
    for name in names:
        free, number = name, 1
        while free.lower() in taken:
            free, number = f"{name}_{number}", number + 1
        taken.add(free.lower())
        yield free


def _part(layout: Layout, files: list[Path], name: str) -> "IbisTable":
    """Return the rows of those `files` that have one `layout`."""
    table: IbisTable = duckdb_engine.connection().read_csv(
        list(map(duckdb_engine.literal, files)),
        table_name=name,
        columns=dict.fromkeys(layout.names, "string"),
        header=layout.has_header,
        delim=layout.delimiter,
        quote=layout.quote,
        escape=layout.escape,
        hive_partitioning=True,
        compression=_compression(files[0]),
    )
    return table


def _compression(file: Path) -> str:
    """Return how `file` is compressed, in DuckDB's word."""
    compression = compression_of(file)
    return "none" if compression == "uncompressed" else compression
