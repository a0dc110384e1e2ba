"""What is known of labels and predictions by the values of single columns: a contingency table a column."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.statistics.contingency import Contingency
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.serial import tree_of

VERSION = 1

Bounds = tuple[float, ...]
"""The ascending bounds of the bands of a column of numbers."""


@dataclass(frozen=True, slots=True)
class ColumnCounts:
    """The counts of one window.

    Parameters
    ----------
    whole : Contingency
        Rows by label and prediction, without dimensions.
    by_column : mapping of str to Contingency or None
        The same by value, or band, of each column; None where a column has more than are told apart.
    bounds : mapping of str to Bounds
        The bands, by column of numbers.
    """

    whole: Contingency
    by_column: Mapping[str, Contingency | None]
    bounds: Mapping[str, Bounds]

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        tables = {name: one and one.to_json().decode() for name, one in self.by_column.items()}
        tree = {"whole": self.whole.to_json().decode(), "by_column": tables, "bounds": dict(self.bounds)}
        return json.dumps({"version": VERSION, **tree}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "ColumnCounts":
        """Return the counts behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree = tree_of(body, "counts by column", VERSION)
        return cls(
            Contingency.from_json(tree["whole"]),
            {name: one and Contingency.from_json(one) for name, one in tree["by_column"].items()},
            {name: tuple(bounds) for name, bounds in tree["bounds"].items()},
        )


@dataclass(frozen=True, slots=True)
class ColumnCountsPair:
    """The counts of two windows, in the same bands.

    Parameters
    ----------
    reference, current : ColumnCounts
        By window.
    refused : mapping of str to Mismatch
        The columns without counts, since they are of another type in the two windows or missing in one.
    """

    reference: ColumnCounts
    current: ColumnCounts
    refused: Mapping[str, Mismatch] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return {**self.reference.whole.rows, **self.current.whole.rows}
