from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.checks.model.multiclass_estimate.class_scores import ClassScores
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows

RolesOf = Callable[..., Roles]
COLUMNS = {"1": "p_one", "2": "p_two", "3": "p_three"}
VALUES: dict[str, tuple[Any, ...]] = {
    "p_one": (0.5, 0.25),
    "p_two": (0.25, 0.25),
    "p_three": (0.25, 0.5),
    "hired": (1, 3.0),
    "apt": ("2", None),
}


def scores(roles: Roles, **other: tuple[Any, ...]) -> ClassScores:
    """Return the matrices of two rows."""
    return ClassScores.of(CompleteRows({**VALUES, **other}, 2, {}), roles)


def test_classes_are_told_by_name(roles: RolesOf) -> None:
    """1, 3.0 and "2" are the classes 1, 3 and 2; a label that has not come is of none."""
    found = scores(roles(probabilities=COLUMNS))
    assert found.scores.tolist() == [[0.5, 0.25, 0.25], [0.25, 0.25, 0.5]]
    assert found.predicted.tolist() == [[1, 0, 0], [0, 0, 1]]
    assert found.labelled.tolist() == [[0, 1, 0], [0, 0, 0]]
    assert found[found.has_label].scores.tolist() == [[0.5, 0.25, 0.25]]


def test_without_a_column_of_labels_no_row_has_one(roles: RolesOf) -> None:
    """As of a current window that waits for them."""
    rows = CompleteRows({name: values for name, values in VALUES.items() if name != "apt"}, 2, {})
    assert not ClassScores.of(rows, roles(probabilities=COLUMNS)).has_label.any()


@pytest.mark.parametrize(("column", "what"), [("hired", "is predicted"), ("apt", "is a label")])
def test_a_class_without_a_column_is_refused(column: str, what: str, roles: RolesOf) -> None:
    """Its probability is not known, and what the class is called stays in the data."""
    with pytest.raises(CheckError, match=rf"^columns.probabilities has no column for a class that {what}: name one"):
        scores(roles(probabilities=COLUMNS), **{column: (1, 4)})


@pytest.mark.parametrize("value", [-0.1, 1.5])
def test_what_is_no_probability_is_refused(value: float, roles: RolesOf) -> None:
    """The sentence names the column."""
    with pytest.raises(CheckError, match=r"column 'p_two' holds values below 0 or above 1: no probabilities"):
        scores(roles(probabilities=COLUMNS), p_two=(0.25, value))
