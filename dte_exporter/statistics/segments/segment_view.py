"""A segment of a window as a window of its own.

Its questions are asked of the window that it lies in, as questions about that: so those of all segments are answered
together with those about all rows.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.view import DerivedView, View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class SegmentView(DerivedView):
    """The rows of a segment in a window; a `View`.

    Parameters
    ----------
    view : View
        The window, which answers.
    segment : Segment
        Which of its rows.
    """

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
