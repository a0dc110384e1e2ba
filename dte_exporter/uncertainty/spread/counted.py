"""What groups are compared by: positives among rows, and how likely they are at given rates."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_POSSIBLE = 1e-300, 1 - 1e-16
"""A rate of 0 or 1 is taken for one of these: what could not be is very surprising instead."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The positives and the rows of each group, for one rate.

    Parameters
    ----------
    positives, rows : array of float
        By group; each has a row.
    """

    positives: "Floats"
    rows: "Floats"

    @classmethod
    def of(cls, groups: Iterable[tuple[int, int]]) -> "Counted":
        """Return the groups, each given by its positives and its rows."""
        import numpy as np

        positives, rows = np.array(list(groups), float).T
        return cls(positives, rows)

    @property
    def rates(self) -> "Floats":
        """The observed rate of each group."""
        return self.positives / self.rows

    @property
    def overall(self) -> float:
        """The rate of all groups together."""
        return float(self.positives.sum() / self.rows.sum())

    def surprise(self, rates: "Floats") -> "Floats":
        """Return the negative log-likelihood of each group's positives, but for what no rate changes.

        Parameters
        ----------
        rates : array of float
            Groups are along the last axis, where they differ.
        """
        import numpy as np

        possible = np.clip(rates, *_POSSIBLE)
        unlikely: Floats = -(self.positives * np.log(possible) + (self.rows - self.positives) * np.log1p(-possible))
        return unlikely
