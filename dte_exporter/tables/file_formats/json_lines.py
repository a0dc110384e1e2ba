"""JSON lines, or one array: values have the types of JSON, told by all rows; texts may be dates."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.found import compression_of
from dte_exporter.tables.file_formats.opened_rows import FileRows
from dte_exporter.tables.same_letters import have_twins

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_TYPES = {"BOOLEAN": "BOOLEAN", "BIGINT": "BIGINT", "UBIGINT": "BIGINT", "DOUBLE": "DOUBLE"}
"""What the engine reads as its own types; all other scalars are text, and what nests is JSON."""

_SEVERAL = frozenset({"JSON", "HUGEINT"})
"""What the engine says of a key whose values have no type in common, or none that holds them."""

_SURVEY = """
    SELECT json_group_structure(json), coalesce(bool_or(regexp_matches(json::VARCHAR, $extreme)), false), count(*)
    FROM ({objects})
"""
_OBJECTS = "SELECT json FROM read_json_objects($files{place}, compression = $compression{place})"
_EXTREME = r"[0-9]{19}|[0-9.][eE][+]?[0-9]{3}"
"""How a number is written that may be beyond the range of its type, as none is in most files."""

_BEYOND = {
    "BIGINT": "coalesce(max(TRY_CAST({value} AS UBIGINT)) >= 9223372036854775808, false)",
    "DOUBLE": "coalesce(bool_or(isinf(TRY_CAST({value} AS DOUBLE)) AND {value} NOT SIMILAR TO '[+-]?[iI]nf.*'), false)",
}
"""Whether a column has one, by its type."""


def json_rows(files: tuple[Path, ...], name: str, written: str) -> FileRows:
    """Return the rows of `files`, as the view called `name`.

    A column that holds values of several types, or numbers beyond the range of theirs, is text.

    Raises
    ------
    NoDataError
        If there is no object.
    SourceError
        If there are other values than objects, or keys that cannot be told apart; the message has `written`.
    duckdb.Error
        If a line is no JSON.
    """
    parts = _by_compression(file for file in files if file.stat().st_size)
    kinds, is_extreme = _surveyed(parts, written)
    types = {column: _type(kind) for column, kind in kinds.items()}
    beyond = frozenset(_beyond(types, parts)) if is_extreme else frozenset()
    types |= dict.fromkeys(beyond, "VARCHAR")
    first, *rest = (_read(part, compression, types, f"{name}_{compression}") for compression, part in parts.items())
    return FileRows(
        first.union(*(one.select(*first.columns) for one in rest)) if rest else first,
        tuple(map(str, files)),
        texts=tuple(column for column, type_ in types.items() if type_ == "VARCHAR"),
        mixed=beyond | {column for column, kind in kinds.items() if isinstance(kind, str) and kind in _SEVERAL},
        own=frozenset(types),
    )


def _by_compression(files: Iterable[Path]) -> Mapping[str, list[str]]:
    """Return the names of files by their compression, in DuckDB's word."""
    parts: dict[str, list[str]] = {}
    for file in files:
        parts.setdefault(compression_of(file), []).append(str(file))
    return parts


def _surveyed(parts: Mapping[str, list[str]], written: str) -> tuple[Mapping[str, Any], bool]:
    """Return what each key holds in all rows, and whether some number may be beyond the range of its type."""
    asked, objects = _objects(parts)
    ((structure, is_extreme, rows),) = duckdb_engine.rows_of(_SURVEY.format(objects=objects), extreme=_EXTREME, **asked)
    found = json.loads(structure) if structure else None
    if not rows or found in (None, "NULL", {}):
        raise NoDataError(f"{written} holds no rows")
    if not isinstance(found, dict):
        raise SourceError(f"{written} holds no objects with keys: write one, such as {{…}}, for each row")
    if have_twins(found) or "" in found:
        raise SourceError(f"{written} has keys that are empty, or differ by case alone: rename them, or write Parquet")
    return found, is_extreme


def _objects(parts: Mapping[str, list[str]]) -> tuple[Mapping[str, Any], str]:
    """Return the parameters and the text of a query of all objects."""
    asked: dict[str, Any] = {}
    for place, (compression, names) in enumerate(parts.items()):
        asked |= {f"files{place}": names, f"compression{place}": compression}
    return asked, " UNION ALL ".join(_OBJECTS.format(place=place) for place in range(len(parts)))


def _beyond(types: Mapping[str, str], parts: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield the columns with a number beyond the range of their type."""
    asked, objects = _objects(parts)
    numbers = {column: type_ for column, type_ in types.items() if type_ in _BEYOND}
    pointers = {f"key{place}": f"/{_pointer(column)}" for place, column in enumerate(numbers)}
    values = (f"json_extract_string(json, ${key})" for key in pointers)
    tests = (_BEYOND[type_].format(value=value) for type_, value in zip(numbers.values(), values, strict=True))
    if numbers:
        query = f"SELECT {', '.join(tests)} FROM ({objects})"  # noqa: S608  of our own words, and parameters
        (found,) = duckdb_engine.rows_of(query, **asked, **pointers)
        yield from (column for column, is_beyond in zip(numbers, found, strict=True) if is_beyond)


def _pointer(key: str) -> str:
    """Return `key` as RFC 6901 writes it."""
    return key.replace("~", "~0").replace("/", "~1")


def _read(names: list[str], compression: str, types: Mapping[str, str], name: str) -> "IbisTable":
    table: IbisTable = duckdb_engine.connection().read_json(
        names, table_name=name, columns=dict(types), hive_partitioning=True, compression=compression
    )
    return table


def _type(kind: Any) -> str:
    if not isinstance(kind, str):
        return "JSON"
    return _TYPES.get(kind, "VARCHAR")
