"""JSON lines, or one array: values have the types of JSON, told by all rows; texts may be dates."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import NoDataError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import compression_of

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_TYPES = {"BOOLEAN": "BOOLEAN", "BIGINT": "BIGINT", "UBIGINT": "BIGINT", "DOUBLE": "DOUBLE"}
"""What the engine reads as its own types; all other scalars are text, and what nests is JSON."""


def json_table(files: tuple[Path, ...], name: str, written: str) -> "tuple[IbisTable, tuple[str, ...]]":
    """Return the rows of `files`, as the view called `name`, and which of the columns are text.

    A column that holds values of several kinds is text.

    Raises
    ------
    NoDataError
        If there is no object.
    duckdb.Error
        If a line is no JSON.
    """
    names = list(map(duckdb_engine.literal, files))
    compression = compression_of(files[0])
    asked = {"files": names, "compression": "none" if compression == "uncompressed" else compression}
    ((structure,),) = duckdb_engine.rows_of(
        "SELECT json_group_structure(json) FROM read_json_objects($files, compression = $compression)", **asked
    )
    found = json.loads(structure) if structure else None
    if not isinstance(found, dict) or not found:
        raise NoDataError(f"{written} holds no rows")
    types = {column: _type(kind) for column, kind in found.items()}
    table: IbisTable = duckdb_engine.connection().read_json(
        names,
        table_name=name,
        columns=types,
        hive_partitioning=True,
        compression=asked["compression"],
    )
    return table, tuple(column for column, type_ in types.items() if type_ == "VARCHAR")


def _type(kind: Any) -> str:
    if not isinstance(kind, str):
        return "JSON"
    return _TYPES.get(kind, "VARCHAR")
