"""CSV and its kin: every field is read as the text that it is; what its column holds is decided later, by all rows."""

import codecs
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dte_exporter.errors import NoDataError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.csv_format import CsvFormat
from dte_exporter.tables.file_formats.encoding import marked_encoding, transcode
from dte_exporter.tables.file_formats.found import compression_of
from dte_exporter.tables.file_formats.layout import layout_of, part
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.file_formats.same_columns import refuse_different_columns
from dte_exporter.tables.file_formats.stand_ins import StandIns

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def delimited_rows(stand_ins: StandIns, format_: CsvFormat, name: str, written: str) -> FileRows:
    """Return the rows of files as text, an empty field as null, as the view called `name`.

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
    files = tuple(file for file in _in_utf8(stand_ins, format_, written) if file.stat().st_size)
    layouts = {file: layout_of(file, format_, written) for file in files}
    refuse_different_columns(Counter(frozenset(one.names) for one in layouts.values()), written)
    parts = [
        part(layout, [file for file, one in layouts.items() if one == layout], f"{name}_{place}")
        for place, layout in enumerate(dict.fromkeys(layouts.values()))
    ]
    first, *rest = parts
    table = first.union(*(one.select(*first.columns) for one in rest)) if rest else first
    if not duckdb_engine.execute(table.limit(1)):
        raise NoDataError(f"{written} holds no rows")
    layout = next(iter(layouts.values()))
    texts = tuple(name for name in layout.names if name.lower() not in stand_ins.found.keys)
    return FileRows(
        _with_declared_nulls(table, texts, format_.null or ()),
        tuple(map(str, files)),
        own=frozenset(layout.names),
        texts=texts,
        delimiter=layout.delimiter,
        remarks=layout.remarks,
    )


def _with_declared_nulls(table: "IbisTable", names: tuple[str, ...], null: tuple[str, ...]) -> "IbisTable":
    """Return `table` with null in place of what the config says stands for it."""
    import ibis

    if not null:
        return table
    return table.mutate(
        **{name: ibis.cases((table[name].strip().isin(null), None), else_=table[name]) for name in names}
    )


def _in_utf8(stand_ins: StandIns, format_: CsvFormat, written: str) -> tuple[Path, ...]:
    """Return what the engine opens: the files, or copies of them where they are written in another encoding."""
    linked = dict(zip(stand_ins.found.files, stand_ins.linked(), strict=True))
    for file in stand_ins.found.files:
        marked = marked_encoding(file, written)
        encoding = format_.encoding or marked or "utf-8"
        is_marked_inside = marked and compression_of(file) != "none"  # where DuckDB takes the mark for text
        if _is_not_utf8(encoding) or is_marked_inside:
            linked[file] = stand_ins.place(file, ".csv")
            transcode(file, encoding, linked[file], written)
    return tuple(linked.values())


def _is_not_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name not in {"utf-8", "utf-8-sig", "ascii"}
