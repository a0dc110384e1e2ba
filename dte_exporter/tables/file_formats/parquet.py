"""Parquet files: they say their columns' types themselves."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.same_columns import refuse_different_columns

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def parquet_table(files: tuple[Path, ...], name: str, written: str) -> "IbisTable":
    """Return the rows of `files`, as the view called `name`.

    Parameters
    ----------
    written : str
        The path in the config, for messages.

    Raises
    ------
    SourceError
        If the files do not have the same columns.
    duckdb.Error
        If one is no Parquet file, or is not whole.
    """
    if len(files) > 1:
        _refuse_different_columns(files, written)
    names = list(map(duckdb_engine.literal, files))
    table: IbisTable = duckdb_engine.connection().read_parquet(
        names, table_name=name, hive_partitioning=True, union_by_name=True
    )
    return table


_COLUMNS = """
    SELECT file_name, name || ' ' || CASE
        WHEN regexp_matches(duckdb_type, '^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*)$') THEN 'NUMBER'
        ELSE duckdb_type END
    FROM parquet_schema($files) WHERE column_id > 0
"""
"""The columns of each file, those inside others too, with their types; those of numbers are as good as one."""


def _refuse_different_columns(files: tuple[Path, ...], written: str) -> None:
    columns: dict[str, set[str]] = {}
    for file, column in duckdb_engine.rows_of(_COLUMNS, files=list(map(duckdb_engine.literal, files))):
        columns.setdefault(file, set()).add(column)
    refuse_different_columns(Counter(frozenset(found) for found in columns.values()), written)
