"""How rows are counted by label and prediction for each column: a group-by a column, all in one look at the rows.

The bands of numbers follow from the reference alone, so that its counts can be kept.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from dte_exporter.statistics.column_counts.column_counts import VERSION, Bounds, ColumnCounts, ColumnCountsPair
from dte_exporter.statistics.column_counts.even_bands import even_bounds
from dte_exporter.statistics.contingency import MAX_CELLS, Contingency, ContingencyPlan, counted
from dte_exporter.statistics.distribution.profile import profile
from dte_exporter.statistics.distribution.same_types import mismatch
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import few, not_empty, require
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.together.attempts import both, each
from dte_exporter.statistics.view import View

MAX_COUNTS = 20_000
"""The most combinations of value, label and prediction of a column that are told apart: with more it identifies rows.

There may be hundreds of columns, and each costs itself alone.
"""


@dataclass(frozen=True, slots=True)
class ColumnCountsPlan:
    """The rows of both windows by label and prediction, for each value or band of some columns.

    Parameters
    ----------
    truth, prediction : str
        The columns of labels and predictions.
    numbers, categories : tuple of str
        The columns by how their values are read: numbers by band, the others by value.
    bands : int
        The most bands of a column of numbers.
    """

    truth: str
    prediction: str
    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    bands: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> ColumnCountsPair:
        """Return the counts; the reference's are kept in `cache` where its rows have a fingerprint.

        Raises
        ------
        SourceError
            If a window lacks the column of labels or of predictions.
        NoDataError
            If a window holds no rows.
        CheckError
            If labels and predictions have too many combinations to be classes.
        """
        views = sources.windows
        for side in SIDES:
            require(views[side], side, self.truth, self.prediction)
        refused = {name: types for name in (*self.numbers, *self.categories) if (types := mismatch(name, views))}
        compared = replace(
            self,
            numbers=tuple(name for name in self.numbers if name not in refused),
            categories=tuple(name for name in self.categories if name not in refused),
        )
        reference = compared._kept(views["reference"], cache)
        return ColumnCountsPair(reference, compared._of("current", views["current"], reference.bounds), refused)

    def _kept(self, view: View, cache: StatisticsCache) -> ColumnCounts:
        """Return the counts of the reference, from `cache` where it was measured before."""
        if view.fingerprint is None:
            return self._of("reference", view, self._bounds(view))
        key = f"counts by column {VERSION} of {view.fingerprint}: {self!r}"
        body = cache.get(key)
        if body is not None:
            with suppress(ValueError, TypeError, KeyError):  # a file that a crash left torn is as good as none
                return ColumnCounts.from_json(body)
        measured = self._of("reference", view, self._bounds(view))
        cache.put(key, measured.to_json())
        return measured

    def _bounds(self, view: View) -> Mapping[str, Bounds]:
        numbers = profile(view, self.numbers, ()).numbers
        return {name: even_bounds(one, self.bands) for name, one in numbers.items()}

    def _of(self, window: str, view: View, bounds: Mapping[str, Bounds]) -> ColumnCounts:
        names = (*self.numbers, *self.categories)
        whole, tables = both(
            lambda: self._whole(window, view),
            lambda: each(partial(self._table, window, view, name, bounds.get(name)) for name in names),
        )
        return ColumnCounts(whole, dict(zip(names, tables, strict=True)), bounds)

    def _whole(self, window: str, view: View) -> Contingency:
        found = view.rows(ContingencyPlan((), self.prediction, self.truth).expression(view.table))
        not_empty(window, found)
        few(found, MAX_CELLS, f"{self.truth}, {self.prediction}", "classes are few")
        return Contingency((), counted(found), window)

    def _table(self, window: str, view: View, name: str, bounds: Bounds | None) -> Contingency | None:
        """Return the table of one column, None where it has too many values."""
        bands = ((name, bounds),) if bounds else ()
        asked = ContingencyPlan((name,), self.prediction, self.truth, bands).expression(view.table)
        found = view.rows(asked.limit(MAX_COUNTS + 1))
        return Contingency((name,), counted(found), window) if len(found) <= MAX_COUNTS else None
