"""What is counted of a window: for each column how many values are this or that, and how many rows repeat another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dte_exporter.statistics.distribution.same_types import Mismatch

ColumnFact = Literal["missing", "blank", "padded", "mistyped", "future", "distinct", "out_of_range", "out_of_set"]
"""What is counted of each column that can have it."""

Fact = Literal[
    "rows",
    "missing",
    "blank",
    "padded",
    "mistyped",
    "future",
    "distinct",
    "duplicate_rows",
    "duplicate_keys",
    "constant",
    "empty",
    "out_of_range",
    "out_of_set",
]
"""What is counted of a window."""

FACTS: tuple[Fact, ...] = (
    "rows",
    "missing",
    "blank",
    "padded",
    "mistyped",
    "future",
    "distinct",
    "duplicate_rows",
    "duplicate_keys",
    "constant",
    "empty",
    "out_of_range",
    "out_of_set",
)
"""All of them."""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What is counted of a column.

    Parameters
    ----------
    type_ : str
        What its type is called.
    counts : mapping of ColumnFact to int
        Rows, and of ``distinct`` values; what was not asked, or a column of this type cannot have, is not there.
    reads_as : str
        What nearly all of its text reads as, ``number`` or ``date``; empty where it does not.
    unexpected : mapping of value to int
        Rows by value out of the set, of values that enough rows have to be named; the most frequent first.
    """

    type_: str
    counts: Mapping[ColumnFact, int]
    reads_as: str = ""
    unexpected: Mapping[Any, int] = field(default_factory=dict)

    def is_empty(self, rows: int) -> bool:
        """Return whether it holds nothing but blank text in any of all `rows`."""
        return self.counts["missing"] + self.counts.get("blank", 0) == rows

    def is_constant(self, rows: int) -> bool:
        """Return whether each of all `rows`, two at least, holds the same value."""
        one = self.counts.get("distinct") == 1 and not self.counts["missing"]
        return one and rows > 1 and not self.is_empty(rows)


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """What is counted of a window.

    Parameters
    ----------
    window : str
        Its name.
    rows : mapping of str to int
        Rows of each window that was read, also of that which values were learned from.
    columns : mapping of str to ColumnFacts
        By column.
    duplicate_rows, duplicate_keys : int or None
        Rows, of those with a key, less the different ones; None where not asked, or not to be told.
    incomparable : mapping of str to str
        The columns that cannot be counted by value, with their types.
    refused : mapping of str to Mismatch
        The columns of which nothing was learned, since they are of another type in the reference or missing there.
    """

    window: str
    rows: Mapping[str, int]
    columns: Mapping[str, ColumnFacts]
    duplicate_rows: int | None = None
    duplicate_keys: int | None = None
    incomparable: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, Mismatch] = field(default_factory=dict)

    @property
    def window_rows(self) -> int:
        """Rows of the window that is counted; at least 1."""
        return self.rows[self.window]
