"""What can be told from the residuals of numeric predictions.

The means of residuals and of their absolute values have an interval: their variance follows from the sum of squares.
Those of squares and of shares follow from the sums of their own squares, that of R2 from powers of the labels too.
"""

import math

from dte_exporter.checks.model.performance.measure import Ends, Measure, scikit_learn, spec
from dte_exporter.metric import Better
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.uncertainty.explained_variance import explained_interval
from dte_exporter.uncertainty.means import mean_interval, positive_mean_interval, root_mean_square_interval


def _rows(errors: Errors) -> str:
    return "" if errors.measured else "rows with a label and a prediction"


def _no_zeros(errors: Errors) -> str:
    zeros = "finite share of its label: labels of 0 are among them"
    return _rows(errors) or (zeros if errors.zeros else "")


def _variance(errors: Errors) -> str:
    return _rows(errors) or ("" if errors.truth.squares > 0 else "variance among its labels")


def _of_mean(errors: Errors, value: float, confidence: float) -> Ends:
    """Return the interval of a mean of what has the squares of the residuals as its squares."""
    return mean_interval(errors.measured, value * errors.measured, errors.squares, confidence)


def _of_root(errors: Errors, value: float, confidence: float) -> Ends:
    """Return the interval of the root of a mean of squares."""
    return root_mean_square_interval(errors.measured, errors.squares, errors.fourths, confidence)


def _of_shares(errors: Errors, value: float, confidence: float) -> Ends:
    """Return the interval of a mean of shares."""
    return positive_mean_interval(errors.measured, errors.shares, errors.share_squares, confidence)


def explained(errors: Errors, confidence: float) -> Ends:
    """Return the interval of R2 behind rows whose labels vary; None where they predict without an error, or lie far."""
    beside = errors.powers.about_mean(errors.truth, errors.squares)
    if beside is None or not errors.squares:
        return None
    residuals, labels = (errors.squares, errors.fourths), (errors.truth.squares, beside[0])
    return explained_interval(errors.measured, residuals, labels, beside[1], confidence)


MEASURES: tuple[Measure[Errors], ...] = (
    Measure(
        spec(
            "mean_absolute_error",
            "Mean absolute distance of prediction from label, in the label's unit; 0 is no error.",
            Better.LOWER,
            scikit_learn("mean_absolute_error"),
            low=0,
        ),
        _rows,
        lambda errors: errors.absolute / errors.measured,
        _of_mean,
    ),
    Measure(
        spec(
            "root_mean_squared_error",
            "Root of the mean squared distance of prediction from label, in the label's unit; 0 is no error.",
            Better.LOWER,
            scikit_learn("root_mean_squared_error"),
            low=0,
        ),
        _rows,
        lambda errors: math.sqrt(errors.squares / errors.measured),
        _of_root,
    ),
    Measure(
        spec(
            "mean_absolute_percentage_error",
            "Mean absolute distance of prediction from label as a share of the label; 0 is no error, 1 as much as it.",
            Better.LOWER,
            scikit_learn("mean_absolute_percentage_error"),
            low=0,
        ),
        _no_zeros,
        lambda errors: errors.shares / errors.measured,
        _of_shares,
    ),
    Measure(
        spec(
            "r2",
            "Share of the labels' variance that predictions explain; 1 is no error, 0 no better than the mean.",
            Better.HIGHER,
            scikit_learn("r2_score"),
            high=1,
        ),
        _variance,
        lambda errors: 1 - errors.squares / errors.truth.squares,
        lambda errors, _, confidence: explained(errors, confidence),
    ),
    Measure(
        spec(
            "mean_error",
            "Mean of prediction less label, in the label's unit; above 0 predictions are too high.",
            Better.NEITHER,
            "Willmott, Matsuura: Advantages of the mean absolute error, Climate Research 30, 2005",
        ),
        _rows,
        lambda errors: errors.errors / errors.measured,
        _of_mean,
    ),
)
