"""How often the interval of a disparity holds the true one: on groups whose rates are known, drawn again and again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval, share_of_highest_interval
from dte_exporter.uncertainty.spread.larger_groups import Group

CONFIDENCE = 0.95
LOW, HIGH = 0.3, 0.5

SPREADS: Mapping[str, Callable[[int], NDArray[np.float64]]] = {
    "apart": lambda groups: np.linspace(LOW, HIGH, groups),
    "tied": lambda groups: np.where(np.arange(groups) % 2, HIGH, LOW),
    "alike": lambda groups: np.full(groups, LOW),
}
"""Rates evenly apart; half of the groups on the lowest rate and half on the highest; one rate for all."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Groups with known rates.

    Parameters
    ----------
    groups, rows : int
        How many, and the rows of all together.
    largest : int
        The rows of the largest group to one of each other.
    spread : str
        One of `SPREADS`.
    """

    groups: int
    rows: int
    largest: int
    spread: str

    @property
    def sizes(self) -> list[int]:
        """The rows of each group."""
        share = self.rows // (self.largest + self.groups - 1)
        return [share * self.largest] + [share] * (self.groups - 1)

    @property
    def rates(self) -> list[float]:
        """The true rate of each group."""
        return [float(rate) for rate in SPREADS[self.spread](self.groups)]


@dataclass(frozen=True, slots=True)
class Disparity:
    """A way to tell how far apart groups are.

    Parameters
    ----------
    interval : callable
        From the groups by each kind of rate that is compared, and a confidence, to the ends.
    truth : callable
        From the true rates of the groups, by each kind, to the true value.
    kinds : tuple of float
        What the rates of a setting are multiplied by, for each kind that is compared; each has as many of the rows.
    """

    interval: Callable[[Sequence[Sequence[Group]], float], tuple[float, float]]
    truth: Callable[[Sequence[Sequence[float]]], float]
    kinds: tuple[float, ...] = (1.0,)

    def of(self, setting: Setting) -> float:
        """Return the true value in `setting`."""
        return self.truth([[kind * rate for rate in setting.rates] for kind in self.kinds])


SETTINGS = [
    Setting(groups, rows, largest, spread)
    for groups, rows, largest, spread in product((2, 6), (500, 50_000), (1, 20), SPREADS)
    if groups > 2 or spread != "tied"  # of two groups that is the same as apart
]

ODDS = (1.5, 0.5)
"""True positive rates of 0.45 to 0.75, false positive rates of 0.15 to 0.25."""


def _difference(compared: Sequence[Sequence[float]]) -> float:
    return max(max(rates) - min(rates) for rates in compared)


def _ratio(compared: Sequence[Sequence[float]]) -> float:
    return min(min(rates) / max(rates) for rates in compared)


STATISTICS = {
    "difference": Disparity(difference_interval, _difference),
    "ratio": Disparity(ratio_interval, _ratio),
    "difference of odds": Disparity(difference_interval, _difference, ODDS),
    "ratio of odds": Disparity(ratio_interval, _ratio, ODDS),
    "impact ratio of the first": Disparity(
        lambda compared, confidence: share_of_highest_interval(compared[0][0], compared[0][1:], confidence),
        lambda compared: compared[0][0] / max(compared[0]),
    ),
}
"""What intervals are of, by what the table calls it. Odds are equalized: two rates are compared, the worse counts."""


def coverage(
    repetitions: int, seed: int = 17, told: Callable[[str], None] = lambda setting: None
) -> list[dict[str, str | float]]:
    """Return, for every setting, how many intervals hold the truth and how wide they are.

    Parameters
    ----------
    repetitions : int
        Data sets of each setting.
    seed : int
        Of the data sets.
    told : callable
        Called with each setting before it is simulated.
    """
    table = []
    for setting, statistic in product(SETTINGS, STATISTICS):
        told(f"{statistic} of {setting}")
        ends = list(intervals(setting, statistic, repetitions, seed))
        table.append({**_words(setting, statistic), **_summary(ends, STATISTICS[statistic].of(setting))})
    return table


def intervals(setting: Setting, statistic: str, repetitions: int, seed: int) -> Iterator[tuple[float, float]]:
    """Yield the interval of each data set drawn in `setting`; one in which nobody is positive has no ratio."""
    disparity, random = STATISTICS[statistic], np.random.default_rng(seed)
    sizes = [rows // len(disparity.kinds) for rows in setting.sizes]
    shape = repetitions, len(disparity.kinds), setting.groups
    for compared in random.binomial(sizes, np.outer(disparity.kinds, setting.rates), shape).tolist():
        if all(map(any, compared)):
            yield disparity.interval([list(zip(kind, sizes, strict=True)) for kind in compared], CONFIDENCE)


def _words(setting: Setting, statistic: str) -> dict[str, str | float]:
    return {
        "statistic": statistic,
        "groups": setting.groups,
        "rows": setting.rows,
        "sizes": "balanced" if setting.largest == 1 else f"1:{setting.largest}",
        "rates": setting.spread,
    }


def _summary(ends: list[tuple[float, float]], truth: float) -> dict[str, str | float]:
    return {
        "truth": truth,
        "covered": sum(lower <= truth <= upper for lower, upper in ends) / len(ends),
        "mean width": sum(upper - lower for lower, upper in ends) / len(ends),
    }
