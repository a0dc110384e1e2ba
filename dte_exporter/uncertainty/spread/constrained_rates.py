"""The most likely rates of groups of which the lowest and the highest are tied to each other.

A *band* is a lowest and a highest rate. Of rates inside a band the most likely are the observed ones, those that lie
outside moved to its nearer end. To *fill* it, one group is moved onto the lowest rate and another onto the highest: the
two for which that is likeliest. Of all bands that a value in question allows, such as those of one width, the likeliest
is looked for on a line, by a grid that is drawn again around its best place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.spread.counted import Counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

_PLACES, _GRIDS = 17, 2


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands that a value in question allows, on a line.

    Parameters
    ----------
    first, last : float
        The part of the line that the likeliest is on.
    ends : callable
        From places on the line to the lowest and the highest rates of their bands.
    lowest : int or None
        The group that is on the lowest rate, while others may lie below; None where any may be on it, and none below.
    """

    first: float
    last: float
    ends: "Callable[[Floats], tuple[Floats, Floats]]"
    lowest: int | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The most likely rates under a constraint, by group, and the surprise of the data at them, in nats."""

    rates: "Floats"
    surprise: float


def inside(counted: Counted, bands: Bands) -> Fit:
    """Return the most likely rates inside one of the bands."""
    return _likeliest(counted, bands, _moved_inside)


def filling(counted: Counted, bands: Bands) -> Fit:
    """Return the most likely rates that fill one of the bands; there are two groups at least."""
    return _likeliest(counted, bands, _moved_to_fill)


def _likeliest(
    counted: Counted, bands: Bands, moved: "Callable[[Counted, Floats, Floats, int | None], tuple[Floats, Floats]]"
) -> Fit:
    import numpy as np

    first, last = bands.first, bands.last
    for _ in range(_GRIDS):
        line = np.linspace(first, last, _PLACES)
        rates, surprise = moved(counted, *bands.ends(line), bands.lowest)
        best = int(surprise.argmin())
        first, last = line[max(best - 1, 0)], line[min(best + 1, _PLACES - 1)]
    return Fit(rates[best], float(surprise[best]))


def _moved_inside(counted: Counted, low: "Floats", high: "Floats", lowest: int | None) -> "tuple[Floats, Floats]":
    """Return the rates inside each band, a row a band, and how surprising the data are at these."""
    import numpy as np

    floor = low[:, None] if lowest is None else 0.0
    rates = np.clip(counted.rates, floor, high[:, None])
    return rates, counted.surprise(rates).sum(axis=1)


def _moved_to_fill(counted: Counted, low: "Floats", high: "Floats", lowest: int | None) -> "tuple[Floats, Floats]":
    """Return the rates that fill each band, a row a band, and how surprising the data are at these."""
    import numpy as np

    rates, surprise = _moved_inside(counted, low, high, lowest)
    already = counted.surprise(rates)
    to_low, to_high = (counted.surprise(end[:, None]) - already for end in (low, high))
    if lowest is not None:
        to_low[:, np.arange(len(counted.rows)) != lowest] = np.inf
    at_low, at_high, more = _cheapest_pair(to_low, to_high)
    bands = np.arange(len(low))
    rates[bands, at_low], rates[bands, at_high] = low, high
    return rates, surprise + more


def _cheapest_pair(to_low: "Floats", to_high: "Floats") -> "tuple[Places, Places, Floats]":
    """Return of each row the places of two groups, one to move low and another to move high, and what that costs.

    They are among the two that are cheapest to move either way.
    """
    import numpy as np

    lows, highs = (np.argpartition(costs, 1, axis=1)[:, :2] for costs in (to_low, to_high))
    both = np.take_along_axis(to_low, lows, 1)[:, :, None] + np.take_along_axis(to_high, highs, 1)[:, None, :]
    both[lows[:, :, None] == highs[:, None, :]] = np.inf
    rows, best = np.arange(len(both)), both.reshape(-1, 4).argmin(axis=1)
    return lows[rows, best // 2], highs[rows, best % 2], both.reshape(-1, 4)[rows, best]
