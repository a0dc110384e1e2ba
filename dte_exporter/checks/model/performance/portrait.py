"""All that is told of one slice of the rows, whichever kind of prediction it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.model.performance import confusion, deviations, forecasts
from dte_exporter.checks.model.performance.confusion import Confusion
from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.checks.model.performance.measure import Measured, measured
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.statistics.scores.scores import Tallies


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of some rows.

    Parameters
    ----------
    rows, labelled : int
        All of them; those with a label.
    values : tuple of Measured
        Each measure's value, or what it lacks.
    details : mapping
        The counts behind the values, and how exact those are.
    """

    rows: int
    labelled: int
    values: tuple[Measured, ...]
    details: Mapping[str, Any]


def of_two_classes(tallies: Tallies, roles: Roles) -> Portrait:
    """Return the portrait of predictions, probabilities or both, of one class against all others."""
    values: list[Measured] = []
    details: dict[str, Any] = {}
    if roles.prediction:
        matrix = Confusion.of_two(tallies, roles.positive)
        values += measured(confusion.OF_TWO_CLASSES, matrix)
        details["confusion_matrix"] = [[matrix.cells.get((truth, one), 0) for one in (0, 1)] for truth in (0, 1)]
    if roles.probability:
        told = Forecasts.of(tallies, roles.positive)
        values += measured(forecasts.MEASURES, told)
        details |= _exactness(told)
    return _portrait(tallies, values, details)


def of_many_classes(tallies: Tallies, roles: Roles) -> Portrait:
    """Return the portrait of predictions of several classes."""
    matrix = Confusion.of_many(tallies)
    values = tuple(measured(confusion.OF_MANY_CLASSES, matrix))
    return _portrait(tallies, values, {"classes_never_predicted": len(matrix.never_predicted)})


def of_numbers(errors: Errors, roles: Roles) -> Portrait:
    """Return the portrait of numeric predictions."""
    values = tuple(measured(deviations.MEASURES, errors))
    return Portrait(errors.rows, errors.labelled, values, {"rows_measured": errors.measured})


def _portrait(tallies: Tallies, values: Sequence[Measured], details: Mapping[str, Any]) -> Portrait:
    rows = sum(tally.rows for tally in tallies.values())
    labelled = sum(tally.rows for cell, tally in tallies.items() if cell.truth is not None)
    return Portrait(rows, labelled, tuple(values), details)


def _exactness(told: Forecasts) -> Mapping[str, Any]:
    """Return how far the curves' values can lie from those of the rows."""
    details: dict[str, Any] = {"rows_with_probability": told.rows, "bins": len(told.steps)}
    if not forecasts.both_classes(told):
        details["roc_auc_error_bound"] = forecasts.roc_auc_error_bound(told)
        details["average_precision_error_bound"] = forecasts.average_precision_error_bound(told)
    return details
