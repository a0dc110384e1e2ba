"""Hindsight: how far estimates were off, of rows whose labels have come since.

The estimate of just these rows is held to what they turned out to be: of other rows it may be as good or not.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from dte_exporter.checks.model.estimate.calibration import Calibration
from dte_exporter.checks.model.estimate.expected import Expectation
from dte_exporter.checks.model.performance import confusion, forecasts
from dte_exporter.checks.model.performance.confusion import Confusion
from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.checks.model.performance.measure import Measure
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.scores.scores import Tallies

_Subject = Callable[[Tallies, Scalar | None], Any]

_REALISED: Mapping[str, tuple[Measure[Any], _Subject]] = {
    **{one.spec.key: (one, Confusion.of_two) for one in confusion.OF_TWO_CLASSES},
    **{one.spec.key: (one, Forecasts.of) for one in forecasts.MEASURES},
}


class Hindsight:
    """The rows of the current window that have a label by now, and all that an estimate needs.

    Parameters
    ----------
    current : Tallies
        All rows of the window.
    positive : Scalar or None
        The positive class.
    calibration : Calibration
        What probabilities are worth.
    """

    def __init__(self, current: Tallies, positive: Scalar | None, calibration: Calibration) -> None:
        self._labelled: Tallies = {cell: tally for cell, tally in current.items() if None not in cell}
        self._positive = positive
        self._calibration = calibration

    @property
    def rows(self) -> int:
        """Rows with a label, a prediction and a probability."""
        return sum(tally.rows for tally in self._labelled.values())

    def error(self, name: str, lacks: Callable[[Expectation], str], function: Callable[[Expectation], Any]) -> float:
        """Return the estimated less the realised value of the metric called `name`.

        Parameters
        ----------
        name : str
            Its key, such as ``accuracy``.
        lacks, function : callable
            What the estimate may lack, in words, and how it is computed.

        Returns
        -------
        float
            NaN where the estimated or the realised value is not defined, as of rows that are all positive.
        """
        measure, subject_of = _REALISED[name]
        subject = subject_of(self._labelled, self._positive)
        if not self._labelled or measure.lacks(subject):
            return float("nan")
        if lacks(self._expectation):
            return float("nan")
        return self._expectation.estimate(function).value - measure.compute(subject)

    @cached_property
    def _expectation(self) -> Expectation:
        return Expectation.of(self._labelled, self._positive, self._calibration)
