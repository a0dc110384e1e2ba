"""A segment of a window as a window of its own.

Its questions are asked of the window that it lies in, as questions about that: so those of all segments are answered
together with those about all rows.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class SegmentView:
    """The rows of a segment in a window; a `View`.

    Parameters
    ----------
    view : View
        The window.
    segment : Segment
        Which of its rows.
    """

    view: View
    segment: Segment

    @property
    def fingerprint(self) -> str | None:
        """The identity of these rows: the window's, and what they share."""
        return self.view.fingerprint and f"{self.view.fingerprint} {self.segment!r}"

    @property
    def parts(self) -> tuple[View, ...]:
        """The segment in each part of the window."""
        return tuple(SegmentView(part, self.segment) for part in self.view.parts)

    @property
    def origin(self) -> str:
        """What the parts are of: those of each segment are kept apart."""
        return f"{self.view.origin} {self.segment!r}"

    @property
    def table(self) -> "IbisTable":
        """The rows as an Ibis expression."""
        return self.segment.of(self.view.table)

    @property
    def timezone(self) -> str:
        """The zone in which times without one are read."""
        return self.view.timezone

    @property
    def engine(self) -> object:
        """What holds the rows."""
        return self.view.engine

    def rows(self, expression: "IbisTable") -> list[tuple[Any, ...]]:
        """Return the rows of a small result, asked of the window."""
        return self.view.rows(expression)

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> list[tuple[Any, ...]]:
        """Return the rows of `expression` with the text in `column` as digests, made by the window's engine."""
        return self.view.digests(expression, column, key)
