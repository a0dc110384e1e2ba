"""What a row is predicted to be: what the model decided, or whether its probability reaches a threshold."""

from dte_exporter.checks.classes import check_classes
from dte_exporter.config.models import Scalar
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Contingency, Level


def predicted_by(threshold: float | None, roles: Roles) -> str:
    """Return the column that predictions are read from.

    Raises
    ------
    CheckError
        If the data set does not name it.
    """
    if threshold is not None and roles.probability is None:
        raise CheckError("threshold makes predictions of probabilities: set columns.probability, or leave it out")
    found = roles.prediction if threshold is None else roles.probability
    if found is None or not roles.sensitive:
        raise CheckError("fairness compares the predictions of groups: set columns.prediction and columns.sensitive")
    return found


def in_classes(table: Contingency, threshold: float | None, positive: Scalar | None) -> Contingency:
    """Return `table` with predictions in words of the labels: 1 of a `threshold` is the positive class.

    Raises
    ------
    CheckError
        As `check_classes` does.
    """
    check_classes(table.labels, table.predictions if threshold is None else (), positive)
    if threshold is None or positive is None:
        return table
    names: dict[Level, Level] = {1: positive, 0: f"not {positive}", None: None}
    return table.renamed(table.dimensions, lambda cell: (*cell[:-1], names[cell[-1]]))
