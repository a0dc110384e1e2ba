"""The domain classifier: boosted trees that learn to tell current rows from those of the reference."""

from functools import partial
from typing import TYPE_CHECKING

from dte_exporter.checks.drift.held_out.told_apart import told_apart
from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded
from dte_exporter.uncertainty.separation import Separation

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_LEVELS = 254
"""The most categories of a column that trees tell apart: of more the rarest are one."""

TREES = 100


def classified(rows: Encoded, confidence: float) -> Separation:
    """Return how well trees tell the windows apart on the rows that they have not learnt from."""
    kept = _with_few_levels(rows)
    learn = partial(_learnt, categorical=[levels > 0 for levels in rows.levels])
    return told_apart(kept.reference, kept.current, rows.split, learn, confidence)


def _learnt(reference: "Floats", current: "Floats", categorical: list[bool]) -> "Callable[[Floats], Floats]":
    """Return a function from rows to the log-odds that they are current ones.

    A column without a value in any row that is learnt from is passed over: trees have no cut of it.
    """
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    rows = np.concatenate([reference, current])
    seen = ~np.isnan(rows).all(axis=0)
    if not seen.any():
        return lambda rows: np.zeros(len(rows))
    trees = HistGradientBoostingClassifier(
        max_iter=TREES,
        early_stopping=False,
        categorical_features=np.array(categorical)[seen],
        class_weight="balanced",
        random_state=0,
    )
    trees.fit(rows[:, seen], np.repeat([False, True], [len(reference), len(current)]))

    def scores(rows: "Floats") -> "Floats":
        found: Floats = trees.decision_function(rows[:, seen])
        return found

    return scores


def _with_few_levels(rows: Encoded) -> Encoded:
    """Return the rows with places of categories by how many rows have each, those beyond the most in one."""
    import numpy as np

    both = np.concatenate([rows.reference, rows.current])
    for column, levels in enumerate(rows.levels):
        if levels > MOST_LEVELS:
            known = ~np.isnan(both[:, column])
            places = both[known, column].astype(int)
            ranks = np.empty(levels)
            ranks[np.argsort(-np.bincount(places, minlength=levels), kind="stable")] = np.arange(levels)
            both[known, column] = np.minimum(ranks[places], MOST_LEVELS - 1)
    return Encoded(both[: len(rows.reference)], both[len(rows.reference) :], rows.levels)
