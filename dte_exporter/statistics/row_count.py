"""Row count: how many rows there are, for what needs to know only which columns they have."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View


@dataclass(frozen=True, slots=True)
class RowCount:
    """Rows of the table, by window."""

    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RowCountPlan:
    """The rows of one window; none are no error, since the columns are there without them."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> RowCount:
        """Return the count of the one window in `views`."""
        window, view = sources.own
        return RowCount({window: rows_of(view)})


def rows_of(view: View) -> int:
    """Return how many rows there are."""
    ((rows,),) = view.rows(view.table.aggregate(rows=view.table.count()))
    return int(rows)
