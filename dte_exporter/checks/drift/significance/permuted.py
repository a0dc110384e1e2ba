"""How what chance alone would do to a column is found: in which cells, and by which distance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.drift.significance.cells import Cells
from dte_exporter.checks.drift.significance.distances_of_counts import OfCounts
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.uncertainty.permutation import PermutationTest


@dataclass(frozen=True, slots=True)
class Permuted:
    """What is computed on rows that are dealt out again.

    Parameters
    ----------
    name : str
        What it is, for people.
    cells : callable
        From the two profiles of a column to the cells that it is computed on.
    distance : callable
        From these cells to the distance.
    order : int
        The power of the distance that falls as the rows grow, see `uncertainty.resolution`.
    """

    name: str
    cells: Callable[[Pair[Any]], Cells]
    distance: OfCounts
    order: int = 2

    def test(self, pair: Pair[Any]) -> PermutationTest:
        """Return the test of the windows of `pair`, without a draw yet."""
        cells = self.cells(pair)
        return PermutationTest(cells.reference, cells.current, self.distance(cells))
