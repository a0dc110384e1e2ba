"""How often a clean day's volume is called unusual, and how often a halved, doubled or shortened one is found."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.quality.volume.past_volumes import Expectation, Volume, expectation
from dte_exporter.checks.quality.volume.volume import Params

BY_WEEKDAY = np.array([1, 1.05, 1, 0.95, 1.1, 0.5, 0.4])
"""The rows of a weekday to one of Monday."""

LEVELS = (20, 100, 1_000, 100_000)
"""The rows of a Monday."""

SPREADS = (0.0, 0.05, 0.1, 0.2)
"""The coefficient of variation of a day's mean about its weekday's: 0 is Poisson, above it is a negative binomial."""

PAST = 56
"""Days before the one that is judged: eight weeks."""

THINNED: Mapping[str, float] = {"halved": 0.5, "0.8 of the rows": 0.8, "none": 0.0}
"""What is left of a day where rows are lost."""


def volume_alarms(repetitions: int, seed: int = 17) -> Iterator[dict[str, str | float]]:
    """Yield one row after the other: for each level and spread, false alarms and what is found.

    Parameters
    ----------
    repetitions : int
        How many days are judged, each by eight weeks of its own.
    seed : int
        What they are drawn from.

    Yields
    ------
    dict
        False alarms in 1,000 clean days and in a year, and the shares of lost, shortened and doubled days found.
    """
    cases = [(level, spread) for level in LEVELS for spread in SPREADS]
    for (level, spread), stream in zip(cases, np.random.SeedSequence(seed).spawn(len(cases)), strict=True):
        random = np.random.default_rng(stream)
        told = np.mean([_told(level, spread, random) for _ in range(repetitions)], axis=0)
        found = dict(zip((*THINNED, "doubled"), map(float, told[1:]), strict=True))
        yield {
            "rows": level,
            "spread": "Poisson" if not spread else f"{spread:.0%} more",
            "false in 1,000 days": float(1_000 * told[0]),
            "false in a year": float(365 * told[0]),
            **found,
        }


def _told(level: int, spread: float, random: np.random.Generator) -> list[bool]:
    """Return whether the day after eight weeks is unusual: as it is, with rows lost, and doubled."""
    first = int(random.integers(7))
    days = (first + np.arange(PAST + 1)) % 7
    counts = _drawn(level * BY_WEEKDAY[days], spread, random)
    volumes = [Volume(int(rows), (int(day),)) for rows, day in zip(counts, days, strict=True)]
    *past, last = volumes
    expected = expectation(past, last.season) or Expectation(0, 1)
    left = [int(random.binomial(last.rows, share)) for share in THINNED.values()]
    threshold = Params().threshold
    return [abs(expected.score(rows)) > threshold for rows in (last.rows, *left, 2 * last.rows)]


def _drawn(means: NDArray[np.float64], spread: float, random: np.random.Generator) -> NDArray[np.int64]:
    """Return counts about `means`, each of which is drawn first with a coefficient of variation of `spread`."""
    if spread:
        means = means * random.gamma(1 / spread**2, spread**2, size=len(means))
    return random.poisson(means)
