"""Parquet files: they say their columns' types themselves."""

import functools
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.file_formats.same_columns import refuse_different_columns
from dte_exporter.tables.parts.file_column import FILE, by_file
from dte_exporter.tables.parts.parquet_extents import extents
from dte_exporter.tables.same_letters import distinct

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def parquet_rows(files: tuple[str, ...], name: str, written: str) -> FileRows:
    """Return the rows of `files`, as the view called `name`.

    Parameters
    ----------
    written : str
        The path in the config, for messages.

    Raises
    ------
    SourceError
        If the files do not have the same columns, or in another order where the order tells two apart.
    duckdb.Error
        If one is no Parquet file, or is not whole.
    """
    if len(files) > 1:
        _refuse_different_columns(files, written)
    table: IbisTable = duckdb_engine.connection().read_parquet(
        list(files), table_name=name, hive_partitioning=True, union_by_name=True, filename=FILE
    )
    table = _as_written(table, files, written)
    rows, in_files = by_file(table.mutate(**dict(_of_known_types(table))))
    return FileRows(
        rows,
        files,
        own=frozenset(next(_names(files[:1]))),
        in_files=in_files,
        extents=functools.cache(lambda column: extents(files, column)),
    )


_NUMBERED = re.compile(r"_[0-9]+$")
_KNOWN = {"TIMESTAMPTZ_NS": "timestamp('UTC')", "NULL": "string"}
"""What DuckDB's own types are read as: pandas writes the first for times with a zone, and the other for no value."""


def _of_known_types(table: "IbisTable") -> Iterator[tuple[str, Any]]:
    """Yield the columns whose type is DuckDB's alone, as one that all know."""
    for name, type_ in table.schema().items():
        known = next((known for own, known in _KNOWN.items() if type_.is_unknown() and own in str(type_)), None)
        if known:
            yield name, table[name].cast(known)


def _as_written(table: "IbisTable", files: tuple[str, ...], written: str) -> "IbisTable":
    """Return `table` with its columns called as in the files, where DuckDB has put a number behind one of twins."""
    if not any(map(_NUMBERED.search, table.columns)):
        return table
    names = set(_names(files))
    if not any(len({name.lower() for name in found}) < len(found) for found in names):
        return table
    if len(names) > 1:
        raise SourceError(
            f"the files at {written} have columns whose names differ by case alone, and in different orders: "
            "write them in one order, or rename them"
        )
    return table.rename(dict(zip(distinct(names.pop()), table.columns, strict=False)))


_ELEMENTS = "SELECT file_name, name, coalesce(num_children, 0) FROM parquet_schema($files)"


def _names(files: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names of the columns of each file, in its order."""
    elements = duckdb_engine.rows_of(_ELEMENTS, files=list(files))
    for _, of_file in groupby(elements, key=itemgetter(0)):
        _, *below = ((name, children) for _, name, children in of_file)
        yield tuple(_outermost(iter(below)))


def _outermost(elements: Iterator[tuple[str, int]]) -> Iterator[str]:
    """Yield the names of those `elements`, each before what is inside it, that are inside no other."""
    for name, children in elements:
        yield name
        while children:
            _, inside = next(elements)
            children += inside - 1


_COLUMNS = """
    SELECT file_name, name || ' ' || CASE
        WHEN regexp_matches(duckdb_type, '^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$') THEN 'NUMBER'
        ELSE duckdb_type END
    FROM parquet_schema($files) WHERE column_id > 0
"""
"""The columns of each file, those inside others too, with their types; those of numbers are as good as one."""


def _refuse_different_columns(files: tuple[str, ...], written: str) -> None:
    columns: dict[str, set[str]] = {}
    for file, column in duckdb_engine.rows_of(_COLUMNS, files=list(files)):
        columns.setdefault(file, set()).add(column)
    refuse_different_columns(Counter(frozenset(found) for found in columns.values()), written)
