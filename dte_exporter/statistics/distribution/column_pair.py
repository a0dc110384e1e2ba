"""One column in two windows: the two profiles side by side, and what can still be asked of the engine about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.sources import SIDES
from dte_exporter.statistics.view import View

Side = TypeVar("Side", Numbers, Categories)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Side]):
    """The profiles of a column in the reference and in the current window.

    Parameters
    ----------
    column : str
        Its name.
    reference, current : Numbers or Categories
        Its profiles.
    views : mapping of str to View
        The windows, by name.
    """

    column: str
    reference: Side
    current: Side
    views: Mapping[str, View]

    @property
    def exact(self) -> bool:
        """Whether every value is known on both sides."""
        return self.reference.exact and self.current.exact

    @property
    def whole(self: "Pair[Numbers]") -> bool:
        """Whether the column's type on both sides has whole numbers alone; doubles have others."""
        types = [view.table[self.column].type() for view in self.views.values()]
        return all(type_.is_integer() or (type_.is_decimal() and type_.scale == 0) for type_ in types)

    @property
    def integers(self: "Pair[Numbers]") -> bool:
        """Whether the column holds integers, and none is missing, on both sides."""
        nulls = self.reference.missing.nulls + self.current.missing.nulls
        return not nulls and all(view.table[self.column].type().is_integer() for view in self.views.values())

    def distinct(self) -> int:
        """Return how many different numbers both sides hold together."""
        reference, current = (self.views[side] for side in SIDES)
        ((found,),) = current.rows(counting.distinct_in_both(reference.table, current.table, self.column))
        return int(found)

    def range(self) -> tuple[float, float]:
        """Return the least and the greatest finite number of both sides."""
        ranges = [view.rows(counting.finite_range(view.table, self.column))[0] for view in self.views.values()]
        return min(low for low, _ in ranges), max(high for _, high in ranges)

    def histograms(self, edges: tuple[float, ...]) -> tuple[list[int], list[int]]:
        """Return the finite numbers of each side between `edges`, which span them all; the last bin has both ends."""
        reference, current = (self._histogram(self.views[side], edges) for side in SIDES)
        return reference, current

    def _histogram(self, view: View, edges: tuple[float, ...]) -> list[int]:
        counts = dict(view.rows(counting.between(view.table, self.column, edges[1:-1])))
        return [counts.get(place, 0) for place in range(len(edges) - 1)]
