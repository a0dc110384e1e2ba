"""Rows as matrices: of each the probability of every class, which of them is predicted, and which turned out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.classes import class_name
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows
from dte_exporter.statistics.contingency import as_level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Booleans = NDArray[np.bool_]
    Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class ClassScores:
    """Rows with a prediction and the probability of every class: in each matrix a row each, and a column a class.

    Parameters
    ----------
    classes : tuple of str
        In the order of the config.
    scores : matrix of float
        The predicted probabilities.
    predicted : matrix of float
        1 where that class is predicted, else 0.
    labelled : matrix of float
        1 where that class is the label, else 0; of rows whose label has not come, 0 everywhere.
    """

    classes: tuple[str, ...]
    scores: "Floats"
    predicted: "Floats"
    labelled: "Floats"

    @classmethod
    def of(cls, rows: CompleteRows, roles: Roles) -> "ClassScores":
        """Return the matrices of `rows`.

        Raises
        ------
        CheckError
            If a class that occurs has no column of probabilities, or a column holds what are none.
        """
        import numpy as np

        classes = tuple(roles.probabilities)
        scores = np.array([rows.values[column] for column in roles.probabilities.values()], float).T
        _check_probabilities(roles.probabilities, scores)
        predicted = _indicators(rows.values[str(roles.prediction)], classes, "is predicted")
        labels = rows.values.get(str(roles.label), (None,) * rows.fetched)
        return cls(classes, scores, predicted, _indicators(labels, classes, "is a label"))

    @property
    def has_label(self) -> "Booleans":
        """Whether the label of each row has come."""
        found: Booleans = self.labelled.sum(axis=1) > 0
        return found

    @property
    def in_order(self) -> "ClassScores":
        """The same rows in an order that follows from them, so that sums over them do not hang on where each stood."""
        import numpy as np

        return self[np.lexsort(np.hstack([self.scores, self.predicted, self.labelled]).T)]

    def __getitem__(self, rows: "Booleans | Places") -> "ClassScores":
        """Return those of the chosen rows."""
        return ClassScores(self.classes, self.scores[rows], self.predicted[rows], self.labelled[rows])


def _check_probabilities(columns: Mapping[str, str], scores: "Floats") -> None:
    for column, values in zip(columns.values(), scores.T, strict=True):
        if ((values < 0) | (values > 1)).any():
            raise CheckError(f"column {column!r} holds values below 0 or above 1: no probabilities")


def _indicators(levels: Iterable[Any], classes: tuple[str, ...], what: str) -> "Floats":
    """Return 1 where a row is of a class, else 0, and 0 everywhere where its level is missing."""
    import numpy as np

    places = {name: place for place, name in enumerate(classes)}
    known = [None if (level := as_level(one)) is None else class_name(level) for one in levels]
    found = np.zeros((len(known), len(classes)))
    for row, name in enumerate(known):
        if name is not None and name not in places:
            raise CheckError(f"columns.probabilities has no column for a class that {what}: name one for each class")
        if name is not None:
            found[row, places[name]] = 1.0
    return found
