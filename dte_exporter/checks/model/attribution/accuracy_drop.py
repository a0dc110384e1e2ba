"""Accuracy drop: which columns' shifts does a fall in accuracy go back to.

Definition
    The *drop* is the accuracy of the reference window less that of the current one, both of rows that have a label and
    a prediction. A column *explains* what of the drop is gone once the current rows are reweighted so that each of its
    values has the share that it has in the reference: as right as before on each value, of which there are now others.
    What no column explains, alone or with others, is another relation between columns and label (concept drift), or a
    shift that single columns do not show.
Formula
    explained = (accuracy of the current rows weighted by p_reference(x) / p_current(x), less their accuracy unweighted)
    / drop, where x is the column's value: a category, a truth value, or one of ``bins`` bands of numbers that hold
    about as many rows of the reference each. A missing value is a value. It follows from counts by value alone.
Interval
    ``_ci_lower`` and ``_ci_upper`` of the drop, of ``confidence``: Newcombe's, from Wilson's of both accuracies.
Range
    The drop lies in [-1, 1]; a share anywhere. Below 0, the column's shift has hidden some of the drop; above 1, other
    shifts have made up for some of what it did. Shares do not add up to 1: columns that move together explain the same
    rows.
Good direction
    The drop falls. A share is an explanation, neither good nor bad: that all is explained says that the world has other
    rows, and not that the model is right.
Undefined
    Shares of no drop: there are none where it is not above 0 or its interval holds 0. A value of the reference that
    fewer than ``min_rows`` current rows have cannot be reweighted, and is left out of both sides. A column is left out
    if over 5 % of the rows of a window have such values; if it has more than 20,000 combinations of value, label and
    prediction; if it is of another type in the two windows; if it holds times. Beyond the ``limit`` columns that
    explain most, the others are counted.
Left out
    Rows without a label or a prediction. Text that is empty or blank is no value.
Reference
    Shimodaira: Improving Predictive Inference under Covariate Shift by Weighting the Log-Likelihood Function (J. Stat.
    Plan. Inference 90, 2000); Zhang, Singh, Ghassemi, Joshi: "Why did the Model Fail?": Attributing Model Performance
    Changes to Distribution Shifts (ICML 2023), which shares the drop out among all of several shifts; Cai, Namkoong,
    Yadlowsky: Diagnosing Model Performance Under Distribution Shift (arXiv:2303.02011, 2023), which compares both
    windows on the values that they share.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import Field

from dte_exporter.checks.classes import check_classes, class_name, is_positive
from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.left_out import MODEL, labels_aside
from dte_exporter.checks.model.attribution.attributed_columns import attributed_columns, not_compared
from dte_exporter.checks.model.attribution.drop_example import EXAMPLE
from dte_exporter.checks.model.attribution.drop_metrics import COLUMNS_CUT, DROP, DROP_ENDS, EXPLAINED, SPECS
from dte_exporter.checks.model.attribution.explained import Explained, explained
from dte_exporter.checks.model.attribution.reweighting import Same, outcomes
from dte_exporter.config.models import Model, Scalar
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import check
from dte_exporter.statistics.column_counts.column_counts import ColumnCountsPair
from dte_exporter.statistics.column_counts.plan import ColumnCountsPlan
from dte_exporter.statistics.contingency import Contingency
from dte_exporter.uncertainty.difference_of_proportions import difference_interval


class Params(Model):
    """The parameters of ``check: accuracy-drop``."""

    task: Literal["binary", "multiclass"] = Field(
        default="binary", description="What is predicted: one positive class or not, or one of several classes."
    )
    columns: tuple[str, ...] = Field(default=(), description="Which columns may explain a drop; all features if empty.")
    limit: int = Field(default=20, ge=1, description="Of how many columns, those that explain most, the share is told.")
    bins: int = Field(default=10, ge=2, le=100, description="Into how many bands numbers are put, at most.")
    min_rows: int = Field(
        default=30, ge=1, description="A value that fewer current rows have cannot be reweighted, and is left out."
    )
    confidence: Confidence = 0.95


def needs(params: Params, roles: Roles) -> Mapping[str, ColumnCountsPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    CheckError
        If the data set names no label or no prediction, or the config a column that has no values to reweight by.
    """
    if not (roles.label and roles.prediction):
        raise CheckError("a drop in accuracy needs columns.label and columns.prediction, of both windows")
    kinds = attributed_columns(params.columns, roles)
    numbers = tuple(name for name, kind in kinds.items() if kind is ColumnKind.NUMBER)
    others = tuple(name for name in kinds if name not in numbers)
    return {"counts": ColumnCountsPlan(roles.label, roles.prediction, numbers, others, params.bins)}


@check(
    "accuracy-drop",
    params=Params,
    needs=needs,
    emits=[*SPECS, *MODEL.specs],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("scipy.special",),
    of_rows_alone=True,
    segmented=True,
)
def accuracy_drop(statistics: Mapping[str, ColumnCountsPair], params: Params, roles: Roles, now: float) -> Findings:
    """Return the drop with its interval, and what each column explains of it, or why it cannot be told."""
    counts = statistics["counts"]
    windows = {"reference": counts.reference.whole, "current": counts.current.whole}
    same = _same(params, roles.positive, *windows.values())
    found = {window: outcomes(table, same) for window, table in windows.items()}
    left_out = tuple(one for table in windows.values() for one in _left_out(table, roles))
    told = Findings(
        tuple(MODEL.samples(labels_aside(left_out), counts.rows)),
        details={window: one._asdict() for window, one in found.items()},
        used={window: one.rows for window, one in found.items()},
        left_out=left_out,
    )
    if empty := [window for window, one in found.items() if not one.rows]:
        return replace(told, undefined=(f"the {empty[0]} window has no row with a label and a prediction",))
    before, after = found["reference"], found["current"]
    drop = before.accuracy - after.accuracy
    ends = difference_interval((before.right, before.rows), (after.right, after.rows), params.confidence)
    gauges = DROP.sample(drop), *(spec.sample(end) for spec, end in zip(DROP_ENDS, ends, strict=True))
    told = replace(told, samples=(*gauges, *told.samples))
    if ends[0] <= 0:
        return replace(told, undefined=(f"no share of the drop is told: {_none(drop, ends)}",))
    return _attributed(told, explained(counts, drop, same, params.min_rows), params, roles)


def _same(params: Params, positive: Scalar | None, *tables: Contingency) -> Same:
    """Return whether a label and a prediction are the same class.

    Raises
    ------
    CheckError
        If the classes of two cannot be told into positive and not.
    """
    if params.task == "multiclass":
        return lambda label, prediction: class_name(label) == class_name(prediction)
    labels, predictions = (set.union(*(getattr(one, role) for one in tables)) for role in ("labels", "predictions"))
    check_classes(labels, predictions, positive)
    return lambda label, prediction: is_positive(label, positive) == is_positive(prediction, positive)


def _left_out(table: Contingency, roles: Roles) -> Iterator[LeftOut]:
    """Yield the rows without a prediction, and those without a label."""
    unpredicted = sum(rows for (_, prediction), rows in table.cells.items() if prediction is None)
    unlabelled = sum(
        rows for (label, prediction), rows in table.cells.items() if label is None and prediction is not None
    )
    yield LeftOut(str(roles.prediction), Reason.MISSING_PREDICTION, unpredicted, table.window)
    yield LeftOut(str(roles.label), Reason.MISSING_LABEL, unlabelled, table.window)


def _none(drop: float, ends: tuple[float, float]) -> str:
    """Return why there is no drop to have a share of."""
    if drop <= 0:
        return "accuracy has not fallen"
    return f"accuracy may not have fallen, its drop of {drop:.3g} lies between {ends[0]:.3g} and {ends[1]:.3g}"


def _attributed(told: Findings, found: Mapping[str, Explained | str], params: Params, roles: Roles) -> Findings:
    """Return what was `told`, with the shares of the columns that explain most, and how many others there are."""
    shares = {name: one for name, one in found.items() if isinstance(one, Explained)}
    ranked = sorted(shares, key=lambda name: (-shares[name].share, name))
    kept, cut = ranked[: params.limit], ranked[params.limit :]
    samples = [EXPLAINED.sample(shares[name].share, column=name) for name in kept]
    details = {
        "columns": {name: shares[name].details for name in kept},
        "cut": cut,
        "not_compared": dict(not_compared(params.columns, roles)),
    }
    return replace(
        told,
        samples=(*samples, COLUMNS_CUT.sample(len(cut)), *told.samples),
        undefined=tuple(one for one in found.values() if isinstance(one, str)),
        details={**told.details, **details},
        notices=(f"beyond limit, columns that explain less, whose shares are not told: {len(cut)}",) if cut else (),
    )
