"""What the values of a column are expected to be, declared or learned from a window that is taken to be right."""

from dataclasses import dataclass, replace
from typing import Any, Literal

ReadsAs = Literal["number", "date", ""]
"""What nearly all of a column's text reads as; empty for neither."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the values of a column are expected to be.

    Parameters
    ----------
    low, high : float or None
        The least and the greatest, both included; of times, in seconds since the epoch. None where there is no limit.
    values : tuple or None
        All that there are; None where any may be.
    reads_as : ReadsAs or None
        What its text reads as; None where that is not known.
    """

    low: float | None = None
    high: float | None = None
    values: tuple[Any, ...] | None = None
    reads_as: ReadsAs | None = None

    @property
    def has_range(self) -> bool:
        """Whether there is a limit."""
        return self.low is not None or self.high is not None

    def over(self, learned: "Bounds") -> "Bounds":
        """Return these as declared, and where they say nothing what was `learned`."""
        low, high = (self.low, self.high) if self.has_range else (learned.low, learned.high)
        values = learned.values if self.values is None else self.values
        return replace(learned, low=low, high=high, values=values)


def reading(values: int, numbers: int, dates: int, share: float) -> ReadsAs:
    """Return what text reads as of which so many `values` that are not blank read as `numbers` or as `dates`."""
    if not values or max(numbers, dates) < share * values:
        return ""
    return "number" if numbers >= dates else "date"
