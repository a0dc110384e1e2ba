"""Complete rows of two windows, for what follows from several columns of a row at once.

They hold what may be personal data: they stay in the worker, show nothing of themselves, and have no serial form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dte_exporter.statistics.distribution.same_types import Mismatch


@dataclass(frozen=True, slots=True)
class CompleteRows:
    """The rows of one window that have all that is needed.

    Parameters
    ----------
    values : mapping of str to tuple
        The values of each column in the rows that were fetched.
    read : int
        Rows of the window.
    missing : mapping of str to int
        Rows without a value, by column; a row that lacks several counts under the first.
    """

    values: Mapping[str, tuple[Any, ...]] = field(repr=False)
    read: int
    missing: Mapping[str, int]

    @property
    def complete(self) -> int:
        """Rows that have all that is needed, fetched or not."""
        return self.read - sum(self.missing.values())

    @property
    def fetched(self) -> int:
        """Rows whose values are known."""
        return len(next(iter(self.values.values())))


@dataclass(frozen=True, slots=True)
class RowPair:
    """The complete rows of both windows.

    Parameters
    ----------
    reference, current : CompleteRows
        By window.
    refused : mapping of str to Mismatch
        The columns that were not fetched, since they are of another type in the two windows or missing in one.
    """

    reference: CompleteRows
    current: CompleteRows
    refused: Mapping[str, Mismatch] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows of each window."""
        return {"reference": self.reference.read, "current": self.current.read}

    @property
    def drawn(self) -> bool:
        """Whether of a window only some of its complete rows were fetched."""
        return any(one.fetched < one.complete for one in (self.reference, self.current))
