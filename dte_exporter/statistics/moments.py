"""Count, mean and variance that add up: of two sets of numbers together, from those of each."""

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """The first two moments of some numbers.

    Parameters
    ----------
    count : int
        How many numbers.
    mean : float
        Their mean, 0 for none.
    squares : float
        The sum of their squared distances from the mean; infinite if it is beyond all numbers.
    """

    count: int = 0
    mean: float = 0.0
    squares: float = 0.0

    @property
    def variance(self) -> float:
        """The variance of the numbers themselves (divided by their count, not one less); 0 for none."""
        return self.squares / self.count if self.count else 0.0

    @property
    def deviation(self) -> float:
        """The standard deviation, in the numbers' own unit."""
        return math.sqrt(self.variance)

    def merge(self, other: "Moments") -> "Moments":
        """Return the moments of both together (Chan, Golub, LeVeque 1983)."""
        return total([self, other])


def total(parts: Iterable[Moments]) -> Moments:
    """Return the moments of all parts together; no digit is lost to the order in which they come."""
    filled = [part for part in parts if part.count]
    count = sum(part.count for part in filled)
    if not count:
        return Moments()
    mean = math.fsum(part.mean * (part.count / count) for part in filled)
    squares = [part.squares + part.count * (part.mean - mean) * (part.mean - mean) for part in filled]
    return Moments(count, mean, _sum(squares))


def _sum(squares: list[float]) -> float:
    """Return the sum of `squares`, infinite if no number holds it, as each of them is that no number holds."""
    try:
        return math.fsum(squares)
    except OverflowError:
        return math.inf
