"""The finest cells that two profiles of numbers both tell apart, with the rows of each window in them.

Where every number is known on both sides, each is a cell. Cells of two grids nest; where one side has divided a cell
and the other has not, the whole cell is taken, and a single number belongs to the cell that holds it.
"""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.grid import ABOVE, BELOW
from dte_exporter.statistics.distribution.numbers import Numbers

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Places = NDArray[np.generic]

_GREATEST = sys.float_info.max


@dataclass(frozen=True, slots=True)
class SharedCells:
    """Cells in ascending order.

    Parameters
    ----------
    reference, current : array of int
        The rows of each window by cell.
    values : array of float
        The mean of the numbers of both windows in each cell.
    spreads : array of float
        The root of the mean squared distance of these numbers from the mean of all.
    """

    reference: "Rows"
    current: "Rows"
    values: "Floats"
    spreads: "Floats"

    @property
    def pooled(self) -> "Rows":
        """The rows of both windows by cell."""
        return self.reference + self.current

    def joined(self, places: "Places") -> "SharedCells":
        """Return the cells with those of the same of `places`, which ascend, made into one."""
        import numpy as np

        joined = np.concatenate([[0], np.cumsum(places[1:] != places[:-1])])
        pooled = np.bincount(joined, self.pooled)
        widest = self.spreads.max() or 1.0
        squares = np.bincount(joined, self.pooled * (self.spreads / widest) ** 2) / pooled
        return SharedCells(
            np.bincount(joined, self.reference).astype(np.int64),
            np.bincount(joined, self.current).astype(np.int64),
            np.bincount(joined, self.pooled * self.values) / pooled,
            np.sqrt(squares) * widest,
        )


def shared_cells(pair: Pair[Numbers]) -> SharedCells:
    """Return the finest cells that both sides of `pair` tell apart; at least one side has numbers."""
    import numpy as np

    sides = [_parts(side) for side in (pair.reference, pair.current)]
    low, high, rows, means, deviations = np.concatenate(sides, axis=1)
    is_current = np.repeat([False, True], [side.shape[1] for side in sides])
    order = np.argsort(low)
    reached = np.maximum.accumulate(high[order])
    cells = np.cumsum(np.concatenate([[0], low[order][1:] >= reached[:-1]]))
    mean = (rows * means).sum() / rows.sum()
    single = SharedCells(
        np.where(is_current, 0, rows)[order].astype(np.int64),
        np.where(is_current, rows, 0)[order].astype(np.int64),
        means[order],
        np.hypot(deviations, means - mean)[order],
    )
    return single.joined(cells)


def _parts(numbers: Numbers) -> "Floats":
    """Return lower border, upper border, rows, mean and deviation of what is known one by one and of the cells."""
    import numpy as np

    known = np.fromiter(numbers.values, float)
    rows = np.fromiter(numbers.values.values(), float)
    values = [known, np.nextafter(known, np.inf), rows, known, np.zeros(len(known))]
    cells = [(*_borders(*cell), one.count, one.mean, one.deviation) for cell, one in numbers.cells.items()]
    return np.concatenate([np.array(values), np.array(cells, dtype=float).reshape(-1, 5).T], axis=1)


def _borders(level: int, place: int) -> tuple[float, float]:
    """Return the borders of a cell; the open ones lie beyond all others."""
    if (level, place) == BELOW:
        return -float("inf"), -_GREATEST
    if (level, place) == ABOVE:
        return _GREATEST, float("inf")
    width = 2.0**level
    return place * width, (place + 1) * width
