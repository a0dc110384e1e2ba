"""From two schemas to what has changed, column by column, each change for a reason of its own."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from dte_exporter.statistics.schemas.table_schema import Column, TableSchema

Change = Literal["added", "removed", "type", "nullability"]
"""What may have become of a column."""

CHANGES: tuple[Change, ...] = get_args(Change)

_READ_AS: Mapping[str, frozenset[str]] = {"number": frozenset({"integer"}), "timestamp": frozenset({"date"})}
"""What values of a file without types may look like where the first was promised."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What was agreed of a column.

    Parameters
    ----------
    type : str or None
        The word for its type; None where any will do.
    is_filled : bool
        Whether every row holds a value in it.
    """

    type: str | None
    is_filled: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A column that is not as agreed, how, and what it was to be and is, in words."""

    column: str
    change: Change
    agreed: str
    found: str


def promised_by(reference: TableSchema) -> Mapping[str, Promise]:
    """Return what the columns of a reference promise: that they are filled where there are rows and all hold a value.

    A column of text without a value, though there are rows, is of whatever type: a file without types reads so.
    """
    return {
        name: Promise(
            None if one.type == "text" and reference.rows and not one.filled else one.type,
            0 < reference.rows == one.filled,
        )
        for name, one in reference.columns.items()
    }


def changes(promised: Mapping[str, Promise], schema: TableSchema, untyped: frozenset[str]) -> Iterator[Changed]:
    """Yield what differs from what was `promised`, column by column; their order is no difference.

    Parameters
    ----------
    untyped : frozenset of str
        Columns of a file without types: they are as promised if their values can be read so.
    """
    for name, promise in promised.items():
        if name not in schema.columns:
            yield Changed(name, "removed", promise.type or "any type", "no column")
            continue
        column = schema.columns[name]
        if not _fits(promise, column, name in untyped):
            yield Changed(name, "type", str(promise.type), column.type)
        if promise.is_filled and column.filled < schema.rows:
            yield Changed(name, "nullability", "a value in every row", "rows without one")
    for name, column in schema.columns.items():
        if name not in promised:
            yield Changed(name, "added", "no column", column.type)


def fingerprint(promised: Mapping[str, Promise], schema: TableSchema, untyped: frozenset[str]) -> str:
    """Return what schemas share that are the same in names, types and broken promises to be filled."""
    told = []
    for name, column in sorted(schema.columns.items()):
        promise = promised.get(name, Promise(None, is_filled=False))
        as_promised = name in untyped and promise.type is not None and _fits(promise, column, is_untyped=True)
        broken = promise.is_filled and column.filled < schema.rows
        told.append((name, promise.type if as_promised else column.type, broken))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _fits(promise: Promise, column: Column, is_untyped: bool) -> bool:
    """Return whether a column is of the type that was promised."""
    if promise.type in (None, column.type):
        return True
    return is_untyped and (
        promise.type == "text" or not column.filled or column.type in _READ_AS.get(str(promise.type), ())
    )
