"""How often groups lie further apart than was observed, if the rates behind their rows lie a given way apart.

By chance groups may lie closer together than even equal ones hardly ever do. All disparities would then be rejected,
and what is left would claim to know that there is none. So what speaks against a disparity is at most as close as equal
groups lie in one of six data sets (power-constrained limits; Cowan, Cranmer, Gross, Vitells, arXiv:1105.3166, 2011).
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.spread.binomial_draws import BinomialDraws
from dte_exporter.uncertainty.spread.constrained_rates import Fit, filling, inside
from dte_exporter.uncertainty.spread.counted import Counted
from dte_exporter.uncertainty.spread.spreads import Spread

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_CLOSEST = 0.16
"""The share of data sets of equal groups that lie closer together: a standard deviation from their median."""

_TIE = 1e-12
"""Two values that are nearer than this differ by rounding."""


class ResampledSpread:
    """What was observed of groups, and draws of what else could have been.

    Parameters
    ----------
    spread : Spread
        What is looked at.
    compared : sequence of Counted
        The groups, by each kind of rate that is compared; those of one are drawn independently of those of another.
    draws : int
        How often counts are drawn.
    seed : int
        Of these draws.
    """

    def __init__(self, spread: Spread, compared: Sequence[Counted], draws: int, seed: int) -> None:
        self._spread = spread
        self._compared = compared
        self._draws = [BinomialDraws(len(one.rows), draws, seed + place) for place, one in enumerate(compared)]
        self._observed = float(spread.worst([spread.of(one.rates) for one in compared]))

    def exceeded(self, value: float) -> float:
        """Return the probability that what is drawn is higher than what was observed, half of a tie counted.

        A draw that is 0/0 does not count: of such data nobody asks for an interval.

        Parameters
        ----------
        value : float
            In [0, 1]: the spread of the rates to draw at.
        """
        return self._exceeded(self._observed, value)

    def plausibly_exceeded(self, value: float) -> float:
        """Return the same of what was observed or, if that is closer together, of as close as equal groups may lie."""
        return self._exceeded(self._plausible, value)

    @cached_property
    def _plausible(self) -> float:
        import numpy as np

        if self._spread.passes_parity:
            return self._observed
        alike = self._drawn(self._spread.parity)  # some draw has a positive: with the rate of all groups, most have
        if self._spread.parity == 0:
            return max(self._observed, float(np.quantile(alike, _CLOSEST, method="lower")))
        return min(self._observed, float(np.quantile(alike, 1 - _CLOSEST, method="higher")))

    def _exceeded(self, observed: float, value: float) -> float:
        import numpy as np

        higher = self._drawn(value) - observed
        return float((higher > _TIE).mean() + (np.abs(higher) <= _TIE).mean() / 2)

    def _drawn(self, value: float) -> "Floats":
        """Return what is seen of rates that are spread by `value`, without what is 0/0."""
        import numpy as np

        drawn = self._spread.worst(
            [
                self._spread.of(draws.counts(one.rows, fit.rates) / one.rows[:, None])
                for one, draws, fit in zip(self._compared, self._draws, self._fits(value), strict=True)
            ]
        )
        return drawn[~np.isnan(drawn)]

    def _fits(self, value: float) -> list[Fit]:
        """Return the most likely rates: those of one kind are spread by `value`, those of the others by no more."""
        bands = [self._spread.bands(one, value) for one in self._compared]
        fits = list(map(filling, self._compared, bands))
        if len(fits) > 1:
            within = list(map(inside, self._compared, bands))
            costs = [there.surprise - here.surprise for there, here in zip(fits, within, strict=True)]
            cheapest = costs.index(min(costs))
            fits = [*within[:cheapest], fits[cheapest], *within[cheapest + 1 :]]
        return fits
