"""The cells in which both windows of a column are counted to see what chance alone would do.

They follow from both windows pooled, never from what differs between them: else dealing the rows out again would not
tell what chance does. They are few, since a draw costs by the cell.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.drift.shares import UNBINNED, sturges_edges
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.shared_cells import SharedCells, shared_cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_EVEN = 20

_MOST_CATEGORIES = 128


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of both windows by cell.

    Parameters
    ----------
    reference, current : list of int
        The rows of each window.
    values, spreads : array of float
        Of numbers, see `SharedCells`; empty of categories, which have no order.
    """

    reference: list[int]
    current: list[int]
    values: "Floats"
    spreads: "Floats"


def even_cells(pair: Pair[Numbers]) -> Cells:
    """Return the numbers in 20 cells of about as many rows, the outermost halved again and again towards the ends.

    Of a column with a heavy tail, most of the distance and of the deviation comes from a few rows far out. Where there
    are no more than 20 different numbers, each is a cell.
    """
    import numpy as np

    shared = shared_cells(pair)
    if len(shared.values) <= _EVEN:
        return _cells(shared)
    pooled = shared.pooled
    share = (pooled.cumsum() - pooled / 2) / pooled.sum()
    halvings = np.maximum(np.floor(-np.log2(_EVEN * np.minimum(share, 1 - share))), 0)
    return _cells(shared.joined(np.floor(_EVEN * share) + np.where(share < 0.5, -halvings, halvings)))


def comparable_cells(pair: Pair[Any]) -> Cells:
    """Return the cells that Jensen-Shannon, PSI and Kullback-Leibler compare: few values one by one, many in bins."""
    if isinstance(pair.reference, Categories):
        return category_cells(pair)
    shared = shared_cells(pair)
    few = pair.exact and len(shared.values) <= UNBINNED
    return _cells(shared) if few else _binned(pair, shared, int(shared.pooled.sum()))


def distinct_cells(pair: Pair[Any]) -> Cells:
    """Return the cells that Hellinger compares: numbers in bins by how many different ones there are.

    Where numbers are not known one by one, all are taken for different.
    """
    if isinstance(pair.reference, Categories):
        return category_cells(pair)
    shared = shared_cells(pair)
    return _binned(pair, shared, len(shared.values) if pair.exact else int(shared.pooled.sum()))


def category_cells(pair: Pair[Any]) -> Cells:
    """Return the rows by category, or by value where numbers are read as categories.

    Of more than 128 categories, the most frequent in both windows together are told apart, and the others are one cell.
    """
    import numpy as np

    sides = [_by_category(side) for side in (pair.reference, pair.current)]
    pooled = {key: sum(side.get(key, 0) for side in sides) for key in sides[0].keys() | sides[1].keys()}
    told = sorted(pooled, key=lambda key: (-pooled[key], str(key)))[:_MOST_CATEGORIES]
    counts = [tuple(side.get(key, 0) for side in sides) for key in told]
    rest = (
        pair.reference.count - sum(reference for reference, _ in counts),
        pair.current.count - sum(current for _, current in counts),
    )
    # In an order that names have no part in, so that renaming a category changes no draw.
    reference, current = zip(*sorted(filter(any, [*counts, rest])), strict=True)
    return Cells(list(reference), list(current), np.empty(0), np.empty(0))


def _by_category(side: Numbers | Categories) -> Any:
    return side.counts if isinstance(side, Categories) else side.values


def _binned(pair: Pair[Numbers], shared: SharedCells, size: int) -> Cells:
    """Return the cells joined to the bins that Evidently has for `size` numbers in the range of both sides."""
    import numpy as np

    edges = sturges_edges(float(shared.values[0]), float(shared.values[-1]), size, pair.integers)
    return _cells(shared.joined(np.searchsorted(edges[1:-1], shared.values, side="right")))


def _cells(shared: SharedCells) -> Cells:
    return Cells(shared.reference.tolist(), shared.current.tolist(), shared.values, shared.spreads)
