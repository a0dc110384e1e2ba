"""Ways to say how far apart the lowest and the highest of several rates lie, and which rates lie a given way apart."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.spread.constrained_rates import Bands
from dte_exporter.uncertainty.spread.counted import Counted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart several rates lie, a value in [0, 1].

    Parameters
    ----------
    name : str
        Which it is.
    of : callable
        From rates, groups along the first axis, to what is seen of them, which rises with the value; NaN for 0/0.
    worst : callable
        From the values of several kinds of rates to the one that counts; NaN where one of them is.
    parity : float
        Its value where all rates are equal, which is an end of [0, 1].
    bands : callable
        From the observed groups and a value in [0, 1] to the bands of rates that have this value, as far as they can be
        the likeliest: beyond, all that is moved would only be moved further.
    passes_parity : bool
        Whether what is seen goes on beyond what equal rates show: then groups cannot be too close together.
    """

    name: str
    of: "Callable[[Floats], Floats]"
    worst: "Callable[[Sequence[Floats]], Floats]"
    parity: float
    bands: Callable[[Counted, float], Bands]
    passes_parity: bool = False


def _difference(rates: "Floats") -> "Floats":
    spread: Floats = rates.max(axis=0) - rates.min(axis=0)
    return spread


def _bands_of_difference(counted: Counted, difference: float) -> Bands:
    """Return the bands of one width, by their lowest rate."""
    import numpy as np

    ends = sorted((counted.rates.min(), counted.rates.max() - difference))
    first, last = np.clip(ends, 0, 1 - difference)
    return Bands(first, last, lambda low: (low, np.minimum(low + difference, 1)))


def _share(of: "Floats", highest: "Floats") -> "Floats":
    import numpy as np

    with np.errstate(invalid="ignore"):
        return np.divide(of, highest)


def _bands_of_share(counted: Counted, share: float, lowest: float, highest: float, group: int | None) -> Bands:
    """Return the bands whose lowest rate is a `share` of the highest, by the logarithm of the highest.

    Parameters
    ----------
    lowest, highest : float
        The observed rates that are to lie so far apart. Where one of them is 0, the highest of the likeliest rates is
        no less than that of all groups together.
    group : int or None
        The group that is to have the lowest rate, if it is one.
    """
    import numpy as np

    ends = sorted((highest, lowest / share if share else 1.0))
    first, last = (math.log(min(end or counted.overall, 1.0)) for end in ends)

    def at(line: "Floats") -> "tuple[Floats, Floats]":
        high = np.minimum(np.exp(line), 1)
        return share * high, high

    return Bands(first, last, at, group)


def _largest(values: "Sequence[Floats]") -> "Floats":
    import numpy as np

    worst: Floats = np.max(values, axis=0)
    return worst


def _smallest(values: "Sequence[Floats]") -> "Floats":
    import numpy as np

    worst: Floats = np.min(values, axis=0)
    return worst


DIFFERENCE = Spread("difference", _difference, _largest, 0.0, _bands_of_difference)
"""The highest less the lowest rate; of several kinds of rates the largest difference."""

RATIO = Spread(
    "ratio",
    lambda rates: _share(rates.min(axis=0), rates.max(axis=0)),
    _smallest,
    1.0,
    lambda counted, ratio: _bands_of_share(counted, ratio, counted.rates.min(), counted.rates.max(), None),
)
"""The lowest over the highest rate; of several kinds of rates the smallest ratio."""

SHARE_OF_HIGHEST = Spread(
    "share of highest",
    lambda rates: _share(rates[0], rates[0] + rates[1:].max(axis=0)),
    _smallest,
    1.0,
    lambda counted, share: _bands_of_share(counted, share, counted.rates[0], counted.rates[1:].max(), 0),
    passes_parity=True,
)
"""The rate of the first group over the highest of all.

What is seen is its part in the sum with the highest of the others: where it is the highest itself, that rises further.
"""
