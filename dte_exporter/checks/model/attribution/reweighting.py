"""How right a model would be on the current rows, had a column kept the distribution that it had in the reference.

The mean of a loss over rows weighted by the ratio of two densities is its mean under the other density (Shimodaira:
Improving Predictive Inference under Covariate Shift, J. Stat. Plan. Inference 90, 2000). Of one column that takes
finitely many values all weights of a value are equal, so that counts by value are all it takes.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dte_exporter.statistics.contingency import Contingency, Level

Same = Callable[[Level, Level], bool]
"""Whether a label and a prediction are the same class."""


class Outcomes(NamedTuple):
    """Rows with a label and a prediction, and those of them that are predicted right."""

    rows: int
    right: int

    @property
    def accuracy(self) -> float:
        """The share of rows that is right, in [0, 1]; there is a row at least."""
        return self.right / self.rows


@dataclass(frozen=True, slots=True)
class Reweighted:
    """What reweighting by a column comes to.

    Parameters
    ----------
    gained : float
        The accuracy of the reweighted current rows less that of the same rows as they are, in [-1, 1].
    beyond : float
        The share of rows, of the window where it is larger, whose value has too few current rows to be reweighted, in
        [0, 1]; they have no part in `gained`.
    values : int
        The values, or bands, that rows were reweighted by.
    """

    gained: float
    beyond: float
    values: int


def outcomes(table: Contingency, same: Same) -> Outcomes:
    """Return how many rows of `table` have a label and a prediction, and how many of these are right."""
    found = [(rows, same(truth, guess)) for (*_, truth, guess), rows in table.cells.items() if _both(truth, guess)]
    return Outcomes(sum(rows for rows, _ in found), sum(rows for rows, right in found if right))


def by_value(table: Contingency, same: Same) -> Mapping[Level, Outcomes]:
    """Return the same for each value of the one dimension of `table`; a missing value is one like others."""
    found: defaultdict[Level, Outcomes] = defaultdict(lambda: Outcomes(0, 0))
    for (value, truth, guess), rows in table.cells.items():
        if _both(truth, guess):
            before = found[value]
            found[value] = Outcomes(before.rows + rows, before.right + rows * same(truth, guess))
    return found


def _both(truth: Level, guess: Level) -> bool:
    return truth is not None and guess is not None


def reweighted(
    reference: Mapping[Level, Outcomes], current: Mapping[Level, Outcomes], min_rows: int
) -> Reweighted | None:
    """Return what reweighting the current rows to the reference's shares of each value comes to.

    Values that the reference lacks get the weight 0. Those that it has, and the current window has in fewer than
    `min_rows` rows, cannot be reweighted: both sides are then of the other values alone.

    Returns
    -------
    Reweighted or None
        None where no value can be reweighted.
    """
    beyond = {value for value in reference if value not in current or current[value].rows < min_rows}
    shares, former = (_shares({value: side[value] for value in side.keys() - beyond}) for side in (current, reference))
    if not shares or not former:
        return None
    gains = ((former.get(value, 0.0) - share) * current[value].accuracy for value, share in shares.items())
    left_out = max(_part(beyond, side) for side in (reference, current))
    return Reweighted(math.fsum(gains), left_out, len(shares))


def _shares(side: Mapping[Level, Outcomes]) -> Mapping[Level, float]:
    total = sum(one.rows for one in side.values())
    return {value: one.rows / total for value, one in side.items()}


def _part(values: set[Level], side: Mapping[Level, Outcomes]) -> float:
    return sum(one.rows for value, one in side.items() if value in values) / sum(one.rows for one in side.values())
