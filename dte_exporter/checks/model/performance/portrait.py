"""All that is told of one slice of the rows, whichever kind of prediction it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.model.performance import confusion, deviations, forecasts
from dte_exporter.checks.model.performance.confusion import Confusion
from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.checks.model.performance.measure import Measure, Measured, measured
from dte_exporter.checks.model.performance.slices import rows_and_labelled
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.statistics.scores.scores import Tallies

Subject = tuple[tuple[Measure[Any], ...], Any]
"""Measures, and what they are taken of."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of some rows.

    Parameters
    ----------
    rows, labelled : int
        All of them; those with a label.
    subjects : tuple of Subject
        What is measured.
    details : mapping
        The counts behind the values, and how exact those are.
    forecasts : Forecasts or None
        The rows with a label and a probability, where there is a column of those.
    """

    rows: int
    labelled: int
    subjects: tuple[Subject, ...]
    details: Mapping[str, Any]
    forecasts: Forecasts | None = None

    def values(self, confidence: float | None = None) -> Iterator[Measured]:
        """Yield each measure's value, followed by the ends of its interval if that is asked for, or what it lacks."""
        for measures, subject in self.subjects:
            yield from measured(measures, subject, confidence)


def of_two_classes(tallies: Tallies, roles: Roles) -> Portrait:
    """Return the portrait of predictions, probabilities or both, of one class against all others."""
    subjects: list[Subject] = []
    details: dict[str, Any] = {}
    told = Forecasts.of(tallies, roles.positive) if roles.probability else None
    if roles.prediction:
        matrix = Confusion.of_two(tallies, roles.positive)
        subjects.append((confusion.OF_TWO_CLASSES, matrix))
        details["confusion_matrix"] = [[matrix.cells.get((truth, one), 0) for one in (0, 1)] for truth in (0, 1)]
    if told:
        subjects.append((forecasts.MEASURES, told))
        details |= _exactness(told)
    return Portrait(*rows_and_labelled(tallies), tuple(subjects), details, told)


def of_many_classes(tallies: Tallies, roles: Roles) -> Portrait:
    """Return the portrait of predictions of several classes."""
    matrix = Confusion.of_many(tallies)
    details = {"classes_never_predicted": len(matrix.never_predicted)}
    return Portrait(*rows_and_labelled(tallies), ((confusion.OF_MANY_CLASSES, matrix),), details)


def of_numbers(errors: Errors, roles: Roles) -> Portrait:
    """Return the portrait of numeric predictions."""
    details = {"rows_measured": errors.measured}
    return Portrait(errors.rows, errors.labelled, ((deviations.MEASURES, errors),), details)


def _exactness(told: Forecasts) -> Mapping[str, Any]:
    """Return how far the curves' values can lie from those of the rows."""
    details: dict[str, Any] = {"rows_with_probability": told.rows, "bins": len(told.steps)}
    if not forecasts.both_classes(told):
        details["roc_auc_error_bound"] = forecasts.roc_auc_error_bound(told)
        details["average_precision_error_bound"] = forecasts.average_precision_error_bound(told)
    return details
