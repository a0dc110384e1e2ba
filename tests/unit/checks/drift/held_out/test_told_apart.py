from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dte_exporter.checks.drift.held_out.halves import Halves
from dte_exporter.checks.drift.held_out.told_apart import told_apart

SPLIT = Halves(np.array([0, 1]), np.array([2, 3])), Halves(np.array([3, 2]), np.array([1, 0]))
REFERENCE, CURRENT = np.array([0.0, 1.0, 2.0, 3.0]), np.array([10.0, 11.0, 12.0, 13.0])


def test_what_is_scored_was_not_learnt() -> None:
    """The learner sees the one half of each window, and its scores are asked of the other."""
    seen: list[list[float]] = []

    def learn(reference: NDArray[Any], current: NDArray[Any]) -> Callable[[NDArray[Any]], NDArray[np.float64]]:
        seen.extend([reference.tolist(), current.tolist()])

        def score(rows: NDArray[Any]) -> NDArray[np.float64]:
            seen.append(rows.tolist())
            return rows

        return score

    assert told_apart(REFERENCE, CURRENT, SPLIT, learn, 0.95).area == 1
    assert seen == [[0, 1], [13, 12], [2, 3], [11, 10]]


def test_current_rows_are_to_score_higher() -> None:
    """A classifier that is wrong throughout has an area of 0, which is kept as it is, and no evidence."""
    found = told_apart(REFERENCE, CURRENT, SPLIT, lambda reference, current: lambda rows: -rows, 0.95)
    assert found.area == 0
    assert found.p_value > 0.9
