"""The schema of a window: columns by name, with the word for their type and how many rows hold something in them."""

import json
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass, replace

VERSION = 1
"""Of the serial form."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is.

    Parameters
    ----------
    type : str
        See `column_words.word`.
    filled : int
        Rows that hold a value; NaN is one.
    """

    type: str
    filled: int


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a window.

    Parameters
    ----------
    columns : mapping of str to Column
        By the names that the source writes.
    rows : int
        All rows of the window.
    """

    columns: Mapping[str, Column]
    rows: int

    def of(self, names: Container[str]) -> "TableSchema":
        """Return the schema of those columns alone that are among `names`."""
        return replace(self, columns={name: one for name, one in self.columns.items() if name in names})

    def to_json(self) -> bytes:
        """Return the serial form."""
        return json.dumps({"version": VERSION, **asdict(self)}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "TableSchema":
        """Return the schema behind `body`.

        Raises
        ------
        ValueError, TypeError, KeyError
            If it is of another version, or none.
        """
        tree = json.loads(body)
        if tree["version"] != VERSION:
            raise ValueError(f"a schema of version {tree['version']!r}: this build reads {VERSION}")
        return cls({name: Column(**one) for name, one in tree["columns"].items()}, int(tree["rows"]))


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of a window and of the reference.

    Parameters
    ----------
    current : TableSchema
        Of the window that is looked at.
    reference : TableSchema or None
        Of the reference; None where there is none, or it is rows of the same table.
    rows : mapping of str to int
        Rows by window.
    """

    current: TableSchema
    reference: TableSchema | None
    rows: Mapping[str, int]
