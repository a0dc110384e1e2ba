"""Permutation tests of two windows by their counts alone.

If both windows hold rows of one distribution, any of their rows could as well have been in the other. Dealing all rows
out again at random, with both sizes kept, gives counts of the current window that follow the multivariate
hypergeometric distribution: so no row is needed, and a draw costs the same for a thousand rows as for ten million.

References
----------
Phipson, Smyth: Permutation P-values Should Never Be Zero (Stat. Appl. Genet. Mol. Biol. 9, 2010)
Besag, Clifford: Sequential Monte Carlo p-values (Biometrika 78, 1991)
"""

import math
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.seed import seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRST_DRAWS = 200
"""Draws of every test; most are decided by them."""

MOST_DRAWS = 20_000
"""No test takes more, so that no p-value is below one in so many."""

ENOUGH = 20
"""A test ends with this many draws that reach what was observed: its p-value is known to about a fifth of itself."""

_MOST_ROWS = 499_999_999
"""Of each window: NumPy deals out fewer than a billion. A larger window is taken for one of so many rows."""

_AT_ONCE = 1_000_000
"""Counts that are held at once."""

_TIE = 1 - 1e-9
"""Equal counts reach what was observed whatever the last digits say."""


class PermutationTest:
    """A test of whether two windows hold rows of one distribution, by draws that can be continued.

    Parameters
    ----------
    reference, current : sequence of int
        The rows of each window by cell; neither is empty. Which cells there are must follow from both windows pooled,
        else the p-value is none.
    statistic : callable
        From the counts of the reference and of the current window, a draw a row and a cell a column, to a number for
        each draw, from 0, the greater the farther apart.
    """

    def __init__(
        self,
        reference: Sequence[int],
        current: Sequence[int],
        statistic: "Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]]",
    ) -> None:
        import numpy as np

        sides = [np.asarray(_bounded(side), dtype=np.int64) for side in (reference, current)]
        self._pooled = sides[0] + sides[1]
        self._current = int(sides[1].sum())
        self._statistic = statistic
        self._random = np.random.default_rng(seed_of(list(reference), list(current)))
        self.observed = float(statistic(sides[0][np.newaxis], sides[1][np.newaxis])[0])
        self.null: NDArray[np.float64] = np.empty(0)

    def draw(self, times: int) -> None:
        """Deal the rows out `times` more times."""
        import numpy as np

        batch = max(1, _AT_ONCE // len(self._pooled))
        sizes = [min(batch, times - done) for done in range(0, times, batch)]
        self.null = np.concatenate([self.null, *(self._values(size) for size in sizes)])

    def _values(self, size: int) -> "NDArray[np.float64]":
        current = self._random.multivariate_hypergeometric(self._pooled, self._current, method="marginals", size=size)
        return self._statistic(self._pooled - current, current)

    @property
    def draws(self) -> int:
        """How often the rows were dealt out."""
        return len(self.null)

    @property
    def reached(self) -> int:
        """How many draws are at least as far apart as the windows are."""
        return len(self._places)

    @property
    def _places(self) -> "NDArray[np.intp]":
        import numpy as np

        return np.flatnonzero(self.null >= self.observed * _TIE)

    @property
    def p_value(self) -> float:
        """The p-value, in (0, 1]: near 0, the windows differ by more than chance would make them.

        With b of B draws that reach what was observed it is (1 + b) / (1 + B) (Phipson, Smyth 2010). If the draw number
        l is the `ENOUGH`-th that does, it is `ENOUGH` / l, which no later draw changes (Besag, Clifford 1991).
        """
        if self.reached >= ENOUGH:
            return ENOUGH / (int(self._places[ENOUGH - 1]) + 1)
        return (1 + self.reached) / (1 + self.draws)


def resolve(tests: Collection[PermutationTest], comparisons: int, rate: float) -> None:
    """Draw until it can be told which `tests` are significant among `comparisons` at the false discovery rate `rate`.

    Benjamini and Hochberg compare the k least of m p-values with k rate / m. Where k tests were not reached by any
    draw, 2 m / (rate k) draws bring their p-values to half of that, which is 2 m / rate draws in all whatever k is.
    """
    for test in tests:
        test.draw(FIRST_DRAWS)
    while True:
        least = sum(test.reached == 0 for test in tests)
        needed = min(MOST_DRAWS, math.ceil(2 * comparisons / (rate * max(least, 1))))
        short = [test for test in tests if test.reached < ENOUGH and test.draws < needed]
        if not short:
            return
        for test in short:
            test.draw(min(test.draws, needed - test.draws))


def _bounded(counts: Sequence[int]) -> Sequence[int]:
    """Return `counts` divided so that they are no more rows than can be dealt out, which makes a test cautious."""
    divisor = -(-sum(counts) // _MOST_ROWS)
    return [count // divisor for count in counts] if divisor > 1 else counts
