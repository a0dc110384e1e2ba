"""The gaps between the times of a column as a window of its own, whose rows are numbers of seconds.

So all that can be asked of numbers can be asked of gaps. The engine makes them, by a window function over the different
times; its questions are asked of the window whose times they are.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.marginals import seconds
from dte_exporter.statistics.view import DerivedView, View

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

GAP = "gap"
"""The one column of the view."""


@dataclass(frozen=True, slots=True)
class GapView(DerivedView):
    """The gaps between successive different times in a window; a `View`.

    Parameters
    ----------
    view : View
        The window, which answers.
    column : str
        Its column of times, which are read to the second.
    """

    column: str

    @property
    def fingerprint(self) -> str | None:
        """The identity of these gaps: the window's, and how its times are read."""
        return self.view.fingerprint and f"{self.view.fingerprint} {self.column!r} in {self.timezone}"

    @property
    def parts(self) -> tuple[View, ...]:
        """None: a gap may begin in one part and end in another."""
        return ()

    @property
    def origin(self) -> str:
        """What they would be of."""
        return self.view.origin

    @property
    def moments(self) -> "Column":
        """The times of the window in whole seconds since the epoch, of which some engines would give parts.

        Days are all of one length, wherever clocks change.
        """
        is_day = self.view.table[self.column].type().is_date()
        read = seconds(self.view.table, self.column, "UTC" if is_day else self.timezone)
        return read.floor().cast("int64")

    @property
    def table(self) -> "IbisTable":
        """The gaps, in seconds, as an Ibis expression."""
        import ibis

        known = self.view.table.select(moment=self.moments).filter(ibis._.moment.notnull()).distinct()
        before = known.moment.lag().over(ibis.window(order_by="moment"))
        return known.select(**{GAP: known.moment - before}).filter(ibis._[GAP].notnull())
