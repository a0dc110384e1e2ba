"""The metrics of an estimate in [0, 1]: its value, the ends of its interval, and in hindsight how far it was off."""

import functools

from dte_exporter.metric import SCOPE, Better, MetricSpec, Role, end_of

REFERENCE = "Kivimäki et al.: Performance Estimation Using Calibrated Confidence, arXiv:2505.05295, 2025"

_SIDES = {Role.LOWER: "below", Role.UPPER: "above"}


@functools.cache
def estimate_specs(name: str, title: str, *, measured: bool = True) -> tuple[MetricSpec, ...]:
    """Return the metrics of an estimate and of the lower and upper end of its interval; the same ones at every call.

    Parameters
    ----------
    name, title : str
        The key of what is estimated, such as ``accuracy``, and its words.
    measured : bool
        Whether there is a metric of what it turned out to be.
    """
    estimate = MetricSpec(
        f"dte_model_{name}_estimated",
        f"{title} to be expected of rows whose labels are not known; 1 is the best.",
        "model",
        SCOPE,
        better=Better.HIGHER,
        low=0,
        high=1,
        reference=REFERENCE,
        role=Role.ESTIMATE if measured else Role.FIGURE,
        of=f"dte_model_{name}" if measured else "",
    )
    end = f"{title} that the realised one hardly lies {{}}, if probabilities keep their meaning."
    lower, upper = (end_of(estimate, role, end.format(side)) for role, side in _SIDES.items())
    return estimate, lower, upper


@functools.cache
def error_spec(name: str, title: str) -> MetricSpec:
    """Return the metric of how far the estimate was off; the same one at every call."""
    return MetricSpec(
        f"dte_model_{name}_estimated_error",
        f"{title} estimated less realised, of current rows whose labels have come; 0 is right, above 0 was too high.",
        "model",
        SCOPE,
        low=-1,
        high=1,
        reference=REFERENCE,
    )
