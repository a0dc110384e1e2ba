"""The newest times of some columns up to now, and how many rows have none, or one that lies ahead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.marginals import seconds
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.sources import Sources

if TYPE_CHECKING:
    from ibis.expr.types import Scalar
    from ibis.expr.types import Table as IbisTable

    from dte_exporter.statistics.view import View


@dataclass(frozen=True, slots=True)
class Newest:
    """What the times of one column tell.

    Parameters
    ----------
    time : float or None
        The newest that is not later than the moment of the run, in whole seconds since the epoch; None without any.
    ahead : int
        Rows whose time is later than that moment.
    missing : int
        Rows without one.
    """

    time: float | None
    ahead: int
    missing: int


@dataclass(frozen=True, slots=True)
class NewestTimes:
    """The newest times of a window by column."""

    columns: Mapping[str, Newest]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NewestTimesPlan:
    """The newest times in one window.

    Parameters
    ----------
    columns : tuple of str
        Columns of times; a day is its first moment.
    """

    columns: tuple[str, ...]

    def measure(self, sources: Sources, cache: StatisticsCache) -> NewestTimes:
        """Return the newest times up to the moment of the run, which are not kept: there are others a moment later.

        Raises
        ------
        SourceError
            If the window lacks a column, or it does not hold times.
        NoDataError
            If it holds no rows.
        """
        window, view = sources.own
        require(view, window, *self.columns)
        ((rows, *told),) = view.rows(_looked_at(view, self.columns, sources.now))
        not_empty(window, int(rows))
        parts = zip(self.columns, told[::3], told[1::3], told[2::3], strict=True)
        found = {
            column: Newest(None if newest is None else float(newest), int(ahead), int(rows) - int(known))
            for column, newest, ahead, known in parts
        }
        return NewestTimes(found, {window: int(rows)})


def _looked_at(view: "View", columns: tuple[str, ...], now: float) -> "IbisTable":
    """Return one row: all rows, then of each column its newest time up to `now`, those ahead of it, those known."""
    moments = {
        f"moment{place}": seconds(view.table, column, view.timezone).floor().cast("int64")
        for place, column in enumerate(columns)
    }
    times = view.table.select(**moments)
    aggregates: dict[str, Scalar] = {"rows": times.count()}
    for place in range(len(columns)):
        moment = times[f"moment{place}"]
        aggregates |= {
            f"newest{place}": moment.max(where=moment <= int(now)),
            f"ahead{place}": times.count(where=moment > int(now)),
            f"known{place}": moment.count(),
        }
    return times.aggregate(**aggregates)
