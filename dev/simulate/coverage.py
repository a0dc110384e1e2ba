"""How often the interval of a disparity holds the true one: on groups whose rates are known, drawn again and again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval

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


SETTINGS = [
    Setting(groups, rows, largest, spread)
    for groups, rows, largest, spread in product((2, 6), (500, 50_000), (1, 20), SPREADS)
    if groups > 2 or spread != "tied"  # of two groups that is the same as apart
]

STATISTICS: Mapping[str, tuple[Callable[..., tuple[float, float]], Callable[[list[float]], float]]] = {
    "difference": (difference_interval, lambda rates: max(rates) - min(rates)),
    "ratio": (ratio_interval, lambda rates: min(rates) / max(rates)),
}


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
        table.append({**_words(setting, statistic), **_summary(ends, STATISTICS[statistic][1](setting.rates))})
    return table


def intervals(setting: Setting, statistic: str, repetitions: int, seed: int) -> Iterator[tuple[float, float]]:
    """Yield the interval of each data set drawn in `setting`; one in which nobody is positive has no ratio."""
    draws = np.random.default_rng(seed).binomial(setting.sizes, setting.rates, (repetitions, setting.groups))
    for positives in draws.tolist():
        if any(positives):
            yield STATISTICS[statistic][0]([list(zip(positives, setting.sizes, strict=True))], CONFIDENCE)


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
