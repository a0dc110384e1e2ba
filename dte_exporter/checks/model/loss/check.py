"""Loss estimate: how far are predicted numbers likely to lie from labels that are not known yet.

Definition
    Direct loss estimation: on the reference, where labels are known, a *model of the loss* learns from the features and
    the prediction how far the prediction is from the label, absolute and squared. The means of what it expects of the
    current rows are the expected *mean absolute error* and, by the root, *root mean squared error*.
Formula
    mean absolute error = mean of max(0, expected absolute distance); root mean squared error = root of the mean of
    max(0, expected squared distance). The model: 100 gradient-boosted trees of at most 31 leaves of 20 rows or more, at
    a rate of 0.1, of scikit-learn's HistGradientBoostingRegressor.
Interval
    None: how the labels fall has a formula, but how wrong the model of the loss is where features have moved has none,
    and an interval without it would be too narrow just when it matters.
Range
    [0, inf), of the label's unit.
Good direction
    Both fall.
Undefined
    Without a row of the reference that has a label and a prediction nothing can be learnt, nor from losses of 1e30 and
    more; without a current row that has a prediction there is nothing to estimate.
Left out
    Current rows without a prediction; of the reference, also those without a label. NaN and infinities are neither.
    Features may lack values. Those that are neither numbers, booleans nor categories are not looked at, nor, with a
    sentence, those that are of another type in the two windows or missing in one; of the categories of a column the 254
    most frequent ones are told apart.
Exactness
    All rows of a window are looked at up to ``row_limit``, and of more a seeded draw of so many.
Blind spots
    It takes what features tell of the loss to be as it was on the reference: where the same features come to mean
    another label (concept drift), or rows lie beyond those that it learnt from, it errs and cannot know. Of fewer than
    forty rows it learns the mean alone. When labels arrive, ``_estimated_error`` tells by how much it was off.
Reference
    Direct loss estimation (DLE) of NannyML, which learns by LightGBM:
    https://nannyml.readthedocs.io/en/stable/how_it_works/performance_estimation.html#direct-loss-estimation-dle
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import Field

from dte_exporter.checks.left_out import MODEL
from dte_exporter.checks.model.loss.feature_matrix import FeatureMatrix, learnable
from dte_exporter.checks.model.loss.loss_model import LossModel
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import SCOPE, Better, MetricSpec, Role, Sample
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.complete_rows.plan import RowPairPlan
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows, RowPair
from dte_exporter.statistics.distribution.same_types import Mismatch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NANNYML = "NannyML: Direct Loss Estimation"


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss: its metric, that of how far it was off, and the power of the distance that is its mean's.

    Parameters
    ----------
    name, title : str
        The key of its metric, and its words.
    power : int
        1 for the absolute distance, 2 for the squared one.
    """

    name: str
    title: str
    power: int

    @property
    def spec(self) -> MetricSpec:
        """The metric of what is to be expected."""
        return MetricSpec(
            f"dte_model_{self.name}_estimated",
            f"{self.title} to be expected of rows whose labels are not known, in the label's unit; 0 is no error.",
            "model",
            SCOPE,
            better=Better.LOWER,
            low=0,
            reference=NANNYML,
            role=Role.ESTIMATE,
            of=f"dte_model_{self.name}",
        )

    @property
    def error(self) -> MetricSpec:
        """The metric of how far that was off."""
        return MetricSpec(
            f"dte_model_{self.name}_estimated_error",
            f"{self.title} estimated less realised, of current rows whose labels have come; 0 is right, above 0 was "
            "too high.",
            "model",
            SCOPE,
            reference=NANNYML,
        )

    def of(self, distances: "Floats") -> "Floats":
        """Return the loss of each row."""
        import numpy as np

        with np.errstate(over="ignore"):  # what is too large is told
            found: Floats = np.abs(distances) ** self.power
        return found

    def mean(self, distances: "Floats") -> float:
        """Return the mean loss of rows, the same in whatever order they come; infinite if it is too large."""
        import numpy as np

        with np.errstate(over="ignore"):
            return float(np.sort(self.of(distances)).mean())

    def told(self, mean: float) -> float:
        """Return the figure behind the mean of the losses."""
        return float(mean ** (1 / self.power))


LOSSES = (
    Loss("mean_absolute_error", "Mean absolute distance of prediction from label", 1),
    Loss("root_mean_squared_error", "Root of the mean squared distance of prediction from label", 2),
)

LARGEST = 1e30
"""The loss from which none is learnt: the learner adds in single precision."""

DRAWN = "of windows of more rows than row_limit a seeded draw of so many was looked at"


class Params(Model):
    """The parameters of ``check: loss-estimate``."""

    row_limit: int = Field(
        default=50_000, ge=100, description="Windows of more rows are estimated by a seeded draw of so many."
    )


EXAMPLE = Example(
    columns={
        "part": ["then"] * 8 + ["now"] * 5,
        "rooms": [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 5],
        "guess": [*[10.0] * 8, 20.0, 20.0, 20.0, 20.0, None],
        "rent": [9.0, 11.0, 9.0, 11.0, 7.0, 13.0, 7.0, 13.0, 19.0, 22.0, None, None, 20.0],
    },
    settings={
        "columns": {"label": "rent", "prediction": "guess", "features": {"include": ["rooms"]}},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
    },
    expected={
        "dte_model_mean_absolute_error_estimated": 2.0,
        "dte_model_mean_absolute_error_estimated_error": 0.5,
        "dte_model_root_mean_squared_error_estimated": math.sqrt(5),
        "dte_model_root_mean_squared_error_estimated_error": math.sqrt(5) - math.sqrt(2.5),
        'dte_model_left_out_rows{column="guess",reason="missing_prediction"}': 1.0,
        'dte_model_left_out_ratio{column="guess",reason="missing_prediction"}': 0.2,
        'dte_model_left_out_rows{column="rent",reason="missing_label"}': 0.0,
        'dte_model_left_out_ratio{column="rent",reason="missing_label"}': 0.0,
    },
    working=(
        "Then, four guesses were off by 1 and four by 3: eight rows are too few to be divided into leaves of twenty, "
        "so their mean is what is expected of every row now, (4 + 12) / 8 = 2, and of squares (4 + 36) / 8 = 5. Of the "
        "four rows now that have a guess two have a label, off by 1 and 2: 2 less 3/2, and the root of 5 less that of "
        "(1 + 4) / 2."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, RowPairPlan]:
    """Return the rows of both windows, of the current one with the labels that have come.

    Raises
    ------
    CheckError
        If the data set names no label or prediction, or these are no numbers.
    """
    for role, column in (("prediction", roles.prediction), ("label", roles.label)):
        if column is None or roles.kinds.get(column) is not ColumnKind.NUMBER:
            raise CheckError(f"an estimate of losses is of numbers, and {_no_numbers(role, column)}")
    prediction, label = str(roles.prediction), str(roles.label)
    plan = RowPairPlan((prediction,), label, params.row_limit, learnable(roles), numbers=(prediction, label))
    return {"rows": plan}


def _no_numbers(role: str, column: str | None) -> str:
    if column is None:
        return f"columns.{role} is not set"
    return (
        f"column {column!r} does not hold any: set columns.types.{column}: number if it is read as text, as an empty "
        "column of a CSV file is, or name another"
    )


@check(
    "loss-estimate",
    params=Params,
    needs=needs,
    emits=[*(spec for loss in LOSSES for spec in (loss.spec, loss.error)), *MODEL.specs],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("numpy", "sklearn.ensemble", "threadpoolctl"),
    of_rows_alone=True,
    segmented=True,
)
def loss_estimate(statistics: Mapping[str, RowPair], params: Params, roles: Roles, now: float) -> Findings:
    """Return both estimates, and where labels have come how far they were off."""
    rows = statistics["rows"]
    left_out = tuple(_left_out(rows, roles))
    used = {"reference": rows.reference.complete, "current": rows.current.complete}
    nothing = Findings((), used=used, left_out=left_out)
    if not rows.reference.complete:
        return replace(nothing, undefined=("no row of the reference has a label and a prediction to learn from",))
    if not rows.current.complete:
        return replace(nothing, undefined=("no current row has a prediction",))
    learnt_from = [name for name in learnable(roles) if name not in rows.refused]
    matrix = FeatureMatrix.on(rows.reference, dict.fromkeys((*learnt_from, str(roles.prediction))), roles)
    models, features, distances = _learnt(rows, matrix, roles), matrix.of(rows.current), _distances(rows.current, roles)
    found = [one for loss in LOSSES for one in _told(loss, models.get(loss), features, distances)]
    return replace(
        nothing,
        samples=(*(one for one in found if isinstance(one, Sample)), *MODEL.samples(left_out, rows.rows)),
        undefined=tuple(one for one in found if isinstance(one, str)),
        details={
            "reference_rows_learnt_from": rows.reference.fetched,
            "current_rows_estimated": rows.current.fetched,
            "current_rows_with_label": int(_labelled(distances).sum()),
            "features": list(matrix.columns),
        },
        notices=(*(_passed_over(*one) for one in rows.refused.items()), *([DRAWN] if rows.drawn else [])),
    )


def _passed_over(feature: str, types: Mismatch) -> str:
    return f"nothing is learnt of column {feature!r}, {types}: give both windows the same columns, or exclude it"


def _learnt(rows: RowPair, matrix: FeatureMatrix, roles: Roles) -> Mapping[Loss, LossModel]:
    """Return the model of each loss that can be learnt."""
    features, distances = matrix.of(rows.reference), _distances(rows.reference, roles)
    losses = {loss: loss.of(distances) for loss in LOSSES}
    return {loss: LossModel.on(matrix, features, one) for loss, one in losses.items() if one.max() < LARGEST}


def _told(loss: Loss, model: LossModel | None, features: "Floats", distances: "Floats") -> Iterator[Sample | str]:
    """Yield the estimate, and how far it was off where that is known by now; or why there is none."""
    if model is None:
        yield f"{loss.spec.key} cannot be learnt: distances of predictions from labels are too large"
        return
    yield loss.spec.sample(loss.told(model.mean(features)))
    labelled = _labelled(distances)
    if labelled.any():
        realised = loss.told(loss.mean(distances[labelled]))
        if math.isfinite(realised):
            yield loss.error.sample(loss.told(model.mean(features[labelled])) - realised)
        else:
            yield f"{loss.error.key}: distances of predictions from labels that have come are too large"


def _distances(rows: CompleteRows, roles: Roles) -> "Floats":
    """Return prediction less label of each row, NaN where the label has not come, or is no number."""
    import numpy as np

    prediction = np.array(rows.values[str(roles.prediction)], np.float64)
    label = np.array(rows.values.get(str(roles.label), (None,) * rows.fetched), np.float64)
    with np.errstate(over="ignore"):  # what is too large is told
        return prediction - np.where(np.isfinite(label), label, np.nan)


def _labelled(distances: "Floats") -> "NDArray[np.bool_]":
    """Return whether the label of each row has come."""
    import numpy as np

    found: NDArray[np.bool_] = ~np.isnan(distances)
    return found


def _left_out(rows: RowPair, roles: Roles) -> Iterator[LeftOut]:
    """Yield the rows that lack something, by what they lack first."""
    reasons = {str(roles.prediction): Reason.MISSING_PREDICTION, str(roles.label): Reason.MISSING_LABEL}
    for window, found in (("current", rows.current), ("reference", rows.reference)):
        yield from (LeftOut(column, reasons[column], lacking, window) for column, lacking in found.missing.items())
