"""How far rows are from the closest ones of others, and what that tells, in memory that does not grow with the rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Encoded:
    """Rows as numbers.

    Parameters
    ----------
    numbers : array of float
        A column each, NaN where there is none.
    codes : array of int
        A column of categories each, -1 where there is none.
    """

    numbers: "Floats"
    codes: "NDArray[np.int64]"

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.numbers)

    def taken(self, places: "NDArray[np.int64]") -> "Encoded":
        """Return the rows at `places`."""
        return Encoded(self.numbers[places], self.codes[places])


def nearest(rows: Encoded, reference: Encoded) -> "tuple[Floats, Floats]":
    """Return the distance of each of `rows` to the closest and the second closest of `reference`, as SDMetrics has it.

    The mean over the columns: of numbers the difference over the range in `reference`, at most 1; of categories, and
    where one of both is missing, 1 unless they are alike. Of one row the second closest is the closest.
    """
    import numpy as np

    found = [np.empty((0, 2))]
    for start in range(0, len(rows), _CHUNK):
        apart = _apart(rows.taken(np.arange(start, min(start + _CHUNK, len(rows)))), reference)
        second = min(1, len(reference) - 1)
        found.append(np.partition(apart, second, axis=1)[:, [0, second]])
    both = np.concatenate(found)
    return both[:, 0], both[:, 1]


def _apart(rows: Encoded, reference: Encoded) -> "Floats":
    import numpy as np

    total: Floats = np.zeros((len(rows), len(reference)))
    for ours, theirs in zip(rows.numbers.T, reference.numbers.T, strict=True):
        total += _apart_in_numbers(ours, theirs)
    for codes, their_codes in zip(rows.codes.T, reference.codes.T, strict=True):
        total += codes[:, None] != their_codes
    mean: Floats = total / (rows.numbers.shape[1] + rows.codes.shape[1])
    return mean


def _apart_in_numbers(ours: "Floats", theirs: "Floats") -> "Floats":
    import numpy as np

    known = theirs[~np.isnan(theirs)]
    range_ = float(known.max() - known.min()) if len(known) else 0.0
    apart = np.abs(ours[:, None] - theirs)
    apart = np.minimum(apart / range_, 1.0) if range_ else (apart > 0).astype(float)
    one, other = np.isnan(ours)[:, None], np.isnan(theirs)[None, :]
    return np.where(one | other, (one != other).astype(float), apart)


def advantage(members: "Floats", others: "Floats") -> float:
    """Return how much more often than other rows `members` are within some distance, at the best one; 0 at least."""
    import numpy as np

    ends = np.unique(np.concatenate([members, others]))
    right, wrong = (np.searchsorted(np.sort(one), ends, side="right") / len(one) for one in (members, others))
    return max(float((right - wrong).max()), 0.0)


def neighbour_ratio(first: "Floats", second: "Floats") -> float:
    """Return the median of the closest distance over the second closest; 1 where both are none."""
    import numpy as np

    return float(np.median(np.divide(first, second, out=np.ones_like(first), where=second > 0)))
