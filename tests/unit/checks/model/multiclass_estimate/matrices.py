"""Rows of three classes as matrices, literal and drawn."""

import numpy as np
from hypothesis import strategies as st

from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores

CLASSES = ("a", "b", "c")


def rows_of(scores: list[tuple[float, float, float]], predicted: str, labelled: str = "") -> ClassScores:
    """Return rows with these scores, predictions and labels, a letter each; without labels, none has one."""
    indicators = [[[float(one == name) for name in CLASSES] for one in word] for word in (predicted, labelled)]
    labels = np.array(indicators[1]) if labelled else np.zeros((len(scores), 3))
    return ClassScores(CLASSES, np.array(scores, float), np.array(indicators[0]), labels)


@st.composite
def drawn_rows(draw: st.DrawFn, most: int = 30) -> ClassScores:
    """Return rows with a label each, of every class one at least, and scores with ties."""
    size = draw(st.integers(6, most))
    parts = st.tuples(*[st.integers(1, 4)] * 3)
    weights = draw(st.lists(parts, min_size=size, max_size=size))
    letters = st.lists(st.sampled_from("abc"), min_size=size - 3, max_size=size - 3)
    scores = [tuple(one / sum(row) for one in row) for row in weights]
    predicted, labelled = ("abc" + "".join(draw(letters)) for _ in range(2))
    return rows_of([(a, b, c) for a, b, c in scores], predicted, labelled)


def reordered(rows: ClassScores, places: list[int]) -> ClassScores:
    """Return the rows at `places`."""
    return ClassScores(rows.classes, rows.scores[places], rows.predicted[places], rows.labelled[places])


def renamed(rows: ClassScores, order: list[int]) -> ClassScores:
    """Return the same rows with the classes in another order, as they are when they have other names."""
    names = tuple(rows.classes[place] for place in order)
    return ClassScores(names, rows.scores[:, order], rows.predicted[:, order], rows.labelled[:, order])
