"""Whether a classifier that has learnt to tell the windows apart does so on rows that it has not seen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.drift.held_out.halves import Halves
from dte_exporter.uncertainty.separation import Separation, separation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Score = Callable[[NDArray[Any]], Floats]
    Learn = Callable[[NDArray[Any], NDArray[Any]], Score]


def told_apart(
    reference: "NDArray[Any]", current: "NDArray[Any]", split: tuple[Halves, Halves], learn: "Learn", confidence: float
) -> Separation:
    """Return how well the rows that are held out are told apart.

    Parameters
    ----------
    reference, current : array
        The rows of each window.
    split : tuple of Halves
        Of the reference, and of the current window.
    learn : callable
        From rows of the reference and of the current window to a function from rows to scores, the higher the more
        they look like current ones.
    confidence : float
        In (0, 1), of the interval.
    """
    before, now = split
    with one_thread():
        score = learn(reference[before.learnt], current[now.learnt])
        return separation(score(reference[before.held_out]), score(current[now.held_out]), confidence)


def one_thread() -> Any:
    """Return a context in which nothing is computed by several threads, whose order would change the last digits."""
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1)
