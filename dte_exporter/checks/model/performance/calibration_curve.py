"""The calibration curve: what share of rows with about such a probability turned out positive.

The bins are those of scikit-learn's ``calibration_curve``, ten of equal width.
"""

from typing import Any

from dte_exporter.checks.model.performance.forecasts import Forecasts
from dte_exporter.uncertainty.proportions import wilson


def calibration_curve(forecasts: Forecasts, least_rows: int, confidence: float) -> dict[str, Any]:
    """Return the curve in JSON types.

    Parameters
    ----------
    forecasts : Forecasts
        The rows with a label and a probability.
    least_rows : int
        A bin with fewer is withheld, and so are others, the smallest first, until those withheld hold as many
        together: the whole is known, and a bin alone would be what the others leave of it.
    confidence : float
        In (0, 1): that of the interval of each share.

    Returns
    -------
    dict
        ``bins``, from the least probability to the greatest, each with its rows, their mean predicted probability, the
        share of them that is positive and the ends of its interval; and how many ``bins_withheld`` there are.
    """
    bins: dict[int, tuple[int, int, float]] = {}
    for bin_, step in forecasts.steps:
        rows, positives, promised = bins.get(bin_.tenth, (0, 0, 0.0))
        positive, negative = step.positive.rows, step.negative.rows
        bins[bin_.tenth] = rows + positive + negative, positives + positive, promised + step.promised
    withheld = _withheld({tenth: rows for tenth, (rows, _, _) in bins.items()}, least_rows)
    shown = [one for tenth, one in sorted(bins.items()) if tenth not in withheld]
    return {"bins": [_told(*one, confidence) for one in shown], "bins_withheld": len(withheld)}


def _withheld(rows: dict[int, int], least_rows: int) -> set[int]:
    """Return the bins that are not told of: those too small, and as many more as hide them."""
    withheld: set[int] = set()
    hidden = 0
    for bin_ in sorted(rows, key=lambda one: (rows[one], one)):
        if rows[bin_] >= least_rows and (not withheld or hidden >= least_rows):
            break
        withheld.add(bin_)
        hidden += rows[bin_]
    return withheld


def _told(rows: int, positives: int, promised: float, confidence: float) -> dict[str, float]:
    lower, upper = wilson(positives, rows, confidence)
    return {
        "rows": rows,
        "mean_probability": promised / rows,
        "positive_share": positives / rows,
        "positive_share_ci_lower": lower,
        "positive_share_ci_upper": upper,
    }
