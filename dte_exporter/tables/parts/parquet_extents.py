"""From when to when the rows of a Parquet file are, by what its footer says."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.parts.table_parts import Extent

_ENDS = """
    SELECT file_name, stats_min_value, stats_max_value, stats_null_count
    FROM parquet_metadata($files) JOIN (FROM parquet_schema($files)) AS columns USING (file_name)
    WHERE path_in_schema = columns.name AND CAST({key} AS VARCHAR) = CAST($column AS VARCHAR) AND row_group_num_rows > 0
"""


def extents(files: tuple[str, ...], column: str | int) -> Mapping[str, Extent]:
    """Return the first and the last time of a column in each of `files` that tells them, and that each row has one.

    Parameters
    ----------
    column : str or int
        Its name in the files, or its id.
    """
    found: dict[str, list[Extent | None]] = {}
    ends = _ENDS.format(key="columns.field_id" if isinstance(column, int) else "columns.name")
    for file, *said in duckdb_engine.rows_of(ends, files=list(files), column=column):
        found.setdefault(file, []).append(_extent(*said))
    return dict(_whole(found))


def _extent(first: str | None, last: str | None, nulls: int | None) -> Extent | None:
    if nulls != 0 or first is None or last is None:
        return None
    try:
        return datetime.fromisoformat(first), datetime.fromisoformat(last)
    except ValueError:  # a number, a text, or a time that Python has not
        return None


def _whole(found: Mapping[str, list[Extent | None]]) -> Iterator[tuple[str, Extent]]:
    for file, groups in found.items():
        known = [group for group in groups if group is not None]
        if len(known) == len(groups):
            yield file, (min(first for first, _ in known), max(last for _, last in known))
