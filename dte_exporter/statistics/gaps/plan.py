"""How gaps are measured: as numbers of a view of their own, by value while there are few lengths, else by cells."""

import math
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import Profile, completed, first_look
from dte_exporter.statistics.distribution.same_types import mismatch
from dte_exporter.statistics.gaps.gap_view import GAP, GapView
from dte_exporter.statistics.gaps.gaps import VERSION, Gaps, GapsPair
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.row_count import rows_of
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.together.attempts import both, each

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class GapsPlan:
    """The gaps between the times of some columns in two windows.

    Parameters
    ----------
    columns : tuple of str
        Columns of times.
    """

    columns: tuple[str, ...]

    def measure(self, sources: Sources, cache: StatisticsCache) -> GapsPair:
        """Return the gaps of all columns that can be compared, those of the current window in the reference's cells.

        Those of the reference are kept in `cache` where its rows have a fingerprint.

        Raises
        ------
        NoDataError
            If a window holds no rows.
        SourceError
            If a column does not hold times.
        """
        views = sources.windows
        rows = dict(zip(SIDES, each(partial(rows_of, views[side]) for side in SIDES), strict=True))
        for side, count in rows.items():
            not_empty(side, count)
        refused = {column: types for column in self.columns if (types := mismatch(column, views))}
        compared = [column for column in self.columns if column not in refused]
        then = each(partial(_kept, GapView(views["reference"], column), cache) for column in compared)
        before = dict(zip(compared, then, strict=True))
        now = each(partial(_measured, GapView(views["current"], column), before[column].lengths) for column in compared)
        return GapsPair(rows, before, dict(zip(compared, now, strict=True)), refused)


def _kept(gaps: GapView, cache: StatisticsCache) -> Gaps:
    """Return the gaps of the reference, from `cache` where they were measured before."""
    if gaps.fingerprint is None:
        return _measured(gaps)
    key = f"gaps {VERSION} of {gaps.fingerprint}"
    body = cache.get(key)
    if body is not None:
        with suppress(ValueError, TypeError, KeyError):  # a file that a crash left torn is as good as none
            return Gaps.from_json(body)
    measured = _measured(gaps)
    cache.put(key, measured.to_json())
    return measured


def _measured(gaps: GapView, like: Numbers | None = None) -> Gaps:
    """Return the gaps of a window; their cells are those of `like`, which they will be compared with."""
    ((rows, known),), first = both(lambda: gaps.rows(_known(gaps)), lambda: first_look(gaps, (GAP,), ()))
    frame = None if like is None else Profile(0, {GAP: like}, {})
    lengths = completed(gaps, first, frame).numbers[GAP]
    longest = first.totals[GAP].high
    return Gaps(rows, rows - known, lengths, longest if math.isfinite(longest) else None)


def _known(gaps: GapView) -> "IbisTable":
    """Return one row: all rows of the window, and those with a time."""
    times = gaps.view.table.select(moment=gaps.moments)
    return times.aggregate(rows=times.count(), known=times.moment.count())
