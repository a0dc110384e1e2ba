"""What volumes were: by season, a median and a robust spread; and whether the level has moved.

Medians and their deviations stay where they are while fewer than half of a season's periods were late, doubled or lost.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from dte_exporter.statistics.arrivals.calendar_periods import Season

LEAST_PAST = 4
"""Earlier periods of a season from which on its median tells what is expected."""

LEAST_OF_A_HALF = 2
"""Periods of a season that each half of the history has to have for the level of both to be compared."""

NORMAL = 1.4826
"""What makes of a median absolute deviation the standard deviation of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Volume:
    """The rows of one period, and its season."""

    rows: int
    season: Season


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the past says of a period.

    Parameters
    ----------
    rows : float
        The median of the earlier periods of its season.
    spread : float
        A robust standard deviation of them, never 0.
    """

    rows: float
    spread: float

    def score(self, rows: int) -> float:
        """Return how many standard deviations `rows` are above the expected ones; negative below."""
        return (rows - self.rows) / self.spread


def expectation(past: Sequence[Volume], season: Season) -> Expectation | None:
    """Return what `past` says of a period of `season`; None where too few of it are known.

    The spread is the largest of three: that of the season's own volumes; that of all volumes about the medians of their
    seasons, which grows with the square root of the volume (a quasi-Poisson dispersion); and Poisson's own. The last
    two are a floor: a handful of equal counts do not promise that the next is equal.
    """
    by_season = _by_season(past)
    own = by_season.get(season, [])
    if len(own) < LEAST_PAST:
        return None
    expected = median(own)
    around = [abs(rows - median(all_)) / _root(median(all_)) for all_ in by_season.values() for rows in all_]
    dispersion = max(1.0, NORMAL * median(around))
    deviation = NORMAL * median(abs(rows - expected) for rows in own)
    return Expectation(expected, max(deviation, dispersion * _root(expected)))


def trend(volumes: Sequence[Volume]) -> float | None:
    """Return the level of the later half of `volumes`, the oldest first, over that of the earlier half.

    The level of a half is the sum of its seasons' medians, of those seasons that both halves know. None where none is
    known, or the earlier level is 0.
    """
    middle = len(volumes) // 2
    earlier, later = _by_season(volumes[:middle]), _by_season(volumes[middle:])
    known = [one for one in earlier if min(len(earlier[one]), len(later.get(one, ()))) >= LEAST_OF_A_HALF]
    before, after = (math.fsum(median(half[one]) for one in known) for half in (earlier, later))
    return after / before if before else None


def _by_season(volumes: Iterable[Volume]) -> Mapping[Season, list[int]]:
    found: dict[Season, list[int]] = {}
    for one in volumes:
        found.setdefault(one.season, []).append(one.rows)
    return found


def _root(rows: float) -> float:
    """Return the standard deviation of a Poisson count of so many; of none that of one."""
    return math.sqrt(max(rows, 1.0))
