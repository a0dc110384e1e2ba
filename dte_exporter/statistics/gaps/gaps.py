"""What is known of the gaps between the times of a column: how long they are, and how many rows have no time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.serial import tree_of

VERSION = 1


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of one column in one window.

    Parameters
    ----------
    window_rows : int
        All rows of the window.
    missing : int
        Those without a time.
    lengths : Numbers
        The profile of the gaps, in seconds, each above 0.
    longest : float or None
        The longest, in seconds; None where there is none.
    """

    window_rows: int
    missing: int
    lengths: Numbers
    longest: float | None

    @property
    def count(self) -> int:
        """How many gaps there are: one less than different times."""
        return self.lengths.count

    @property
    def median(self) -> float | None:
        """The length, in seconds, that half of the gaps do not exceed; None where there is none.

        Of an even number the mean of the two in the middle. Where lengths are known by cells, that of a cell is its
        mean.
        """
        weighted = self.lengths.weighted
        if not weighted:
            return None
        reached = list(accumulate(gaps for _, gaps in weighted))
        middle = (self.count - 1) // 2, self.count // 2
        lower, upper = (
            next(length for (length, _), sum_ in zip(weighted, reached, strict=True) if sum_ > place)
            for place in middle
        )
        return (lower + upper) / 2

    def to_json(self) -> bytes:
        """Return the versioned serial form."""
        tree = {"window_rows": self.window_rows, "missing": self.missing, "longest": self.longest}
        return json.dumps({"version": VERSION, **tree, "lengths": self.lengths.tree()}).encode()

    @classmethod
    def from_json(cls, body: bytes) -> "Gaps":
        """Return the gaps behind `body`.

        Raises
        ------
        ValueError
            If `body` is of another version.
        """
        tree: dict[str, Any] = tree_of(body, "gaps", VERSION)
        return cls(tree["window_rows"], tree["missing"], Numbers.from_tree(tree["lengths"]), tree["longest"])


@dataclass(frozen=True, slots=True)
class GapsPair:
    """The gaps of some columns in two windows.

    Parameters
    ----------
    window_rows : mapping of str to int
        All rows, by window.
    reference, current : mapping of str to Gaps
        By column.
    refused : mapping of str to Mismatch
        The columns that are of another type in the two windows, or missing in one.
    """

    window_rows: Mapping[str, int]
    reference: Mapping[str, Gaps]
    current: Mapping[str, Gaps]
    refused: Mapping[str, Mismatch] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return self.window_rows

    def lengths(self, column: str) -> Pair[Numbers]:
        """Return the profiles of the gaps of `column` side by side; nothing more can be asked of the engine."""
        return Pair(column, self.reference[column].lengths, self.current[column].lengths, {})
