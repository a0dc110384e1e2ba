"""Bias and variance: is the model wrong because it cannot learn the truth, or because it learns each draw of rows anew.

Definition
    *Replicates* are predictions of models that were trained alike on different draws of rows (bootstrap samples, folds,
    seeds). The *main prediction* of an example is their most frequent class under 0-1 loss, their mean under squared
    loss. *Bias* is the loss of the main prediction, *variance* the mean loss of the replicates against it, *expected
    loss* their mean loss against the label. *Net variance* is what variance adds to the loss.
Formula
    expected loss = bias + net variance, in means over examples. Under squared loss net variance is variance, and bias
    is the squared distance. Under 0-1 loss variance adds to the loss where the main prediction is right, and takes from
    it where that is wrong.
Range
    Under 0-1 loss all in [0, 1], net variance in [-1, 1]; under squared loss in [0, inf).
Good direction
    All fall. High bias calls for a richer model or features, high variance for more rows, regularisation or bagging.
Undefined
    Without an example that has a label and two replicates or more there is nothing to decompose. Noise in the labels
    cannot be told from bias.
Left out
    Rows without a label, and those of examples with fewer than two predictions; where each row is a replicate's, also
    rows without a key or a prediction. Text that is empty or blank is no value.
Reference
    Domingos: A Unified Bias-Variance Decomposition for Zero-One and Squared Loss (AAAI 2000); the peer to compare with
    is https://rasbt.github.io/mlxtend/user_guide/evaluate/bias_variance_decomp/
"""

from collections.abc import Iterator, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from dte_exporter.checks.left_out import MODEL
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import SCOPE, Better, MetricSpec
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.replicates.plan import Long, ReplicatesPlan, Wide
from dte_exporter.statistics.replicates.replicates import Loss, Replicates

DOMINGOS = "Domingos: A Unified Bias-Variance Decomposition for Zero-One and Squared Loss, AAAI 2000"


def _spec(name: str, help_: str, low: float | None = 0) -> MetricSpec:
    return MetricSpec(
        f"dte_model_{name}", help_, "model", (*SCOPE, "loss"), better=Better.LOWER, low=low, reference=DOMINGOS
    )


EXPECTED_LOSS = _spec("expected_loss", "Mean loss of the replicates against the label; 0 is no error.")
BIAS = _spec("loss_bias", "Mean loss of the replicates' main prediction against the label; 0 is right on the whole.")
VARIANCE = _spec("loss_variance", "Mean loss of the replicates against their main prediction; 0 is full agreement.")
NET_VARIANCE = _spec(
    "loss_net_variance",
    "Expected loss less bias: what variance adds, below 0 where it helps more than it harms.",
    low=None,
)


class Params(Model):
    """The parameters of ``check: bias-variance``."""

    loss: Literal["zero_one", "squared"] = Field(
        default="zero_one", description="What a wrong prediction costs: one for a wrong class, or the distance squared."
    )
    replicates: tuple[str, ...] = Field(
        default=(), description="The columns of the replicates' predictions, where a row is an example."
    )
    key: str | None = Field(
        default=None,
        description="The column that says of which example a row's prediction is, where each row is one replicate's.",
    )

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if bool(self.replicates) == bool(self.key):
            raise ValueError("name the columns of the replicates, or the key of a table with a row a replicate")
        if len(self.replicates) == 1:
            raise ValueError("one replicate alone does not vary: name two columns or more")
        return self


EXAMPLE = Example(
    columns={
        "y": [1, 1, 0, None],
        "first": [1, 0, 0, 1],
        "second": [1, 0, 1, 1],
        "third": [1, 1, 0, 0],
        "fourth": [0, 0, 0, 0],
    },
    settings={
        "columns": {"label": "y"},
        "params": {"replicates": ["first", "second", "third", "fourth"]},
    },
    expected={
        'dte_model_expected_loss{loss="zero_one"}': 5 / 12,
        'dte_model_loss_bias{loss="zero_one"}': 1 / 3,
        'dte_model_loss_variance{loss="zero_one"}': 1 / 4,
        'dte_model_loss_net_variance{loss="zero_one"}': 1 / 12,
        'dte_model_left_out_rows{column="y",reason="missing_label"}': 1.0,
        'dte_model_left_out_ratio{column="y",reason="missing_label"}': 0.25,
        'dte_model_left_out_rows{column="",reason="lone_prediction"}': 0.0,
        'dte_model_left_out_ratio{column="",reason="lone_prediction"}': 0.0,
    },
    working=(
        "Of the first example three of four say 1, of the second three say 0, of the third three say 0: the main "
        "predictions 1, 0, 0 are wrong once in three. One of four disagrees with each: 1/4. Against the labels 1, 1, 0 "
        "one, three and one of four are wrong: 5/12. Variance harms twice and helps once: (1/4 - 1/4 + 1/4) / 3. The "
        "fourth example has no label yet."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, ReplicatesPlan]:
    """Return the losses of the replicates, in whichever shape they come.

    Raises
    ------
    CheckError
        If the data set names no label, or no prediction where each row is a replicate's, or if labels and predictions
        cannot be compared.
    """
    if roles.label is None:
        raise CheckError("bias and variance are told from labels: set columns.label")
    if params.key is not None and roles.prediction is None:
        raise CheckError("a table with a row a replicate has their predictions in one column: set columns.prediction")
    shape = Wide(params.replicates) if params.key is None else Long(params.key, str(roles.prediction))
    predictions = params.replicates or (str(roles.prediction),)
    loss = Loss(params.loss)
    _check_kinds(loss, roles, roles.label, predictions)
    return {"replicates": ReplicatesPlan(shape, roles.label, loss)}


def _check_kinds(loss: Loss, roles: Roles, label: str, predictions: tuple[str, ...]) -> None:
    numbers = {ColumnKind.NUMBER, ColumnKind.BOOLEAN}
    kinds = {column: roles.kinds.get(column) in numbers for column in (label, *predictions)}
    for column, number in kinds.items():
        if loss is Loss.SQUARED and not number:
            raise CheckError(f"squared loss is of numbers, and column {column!r} does not hold any: set loss: zero_one")
        if number != kinds[label]:
            raise CheckError(
                f"columns {label!r} and {column!r} hold numbers and words: their classes cannot be compared"
            )


@check(
    "bias-variance",
    params=Params,
    needs=needs,
    emits=[EXPECTED_LOSS, BIAS, VARIANCE, NET_VARIANCE, *MODEL.specs],
    example=EXAMPLE,
    of_rows_alone=True,
    segmented=True,
)
def bias_variance(statistics: Mapping[str, Replicates], params: Params, roles: Roles, now: float) -> Findings:
    """Return the decomposition, with what was counted as evidence."""
    found = statistics["replicates"]
    counted = {"examples": found.examples, "predictions": found.predictions, "examples_with_one_replicate": found.lone}
    used, left_out = {found.window: found.used_rows}, tuple(_left_out(found, params, roles))
    if not found.examples:
        none = "no example has a label and two replicates or more"
        return Findings((), (none,), counted, used=used, left_out=left_out)
    values = {
        EXPECTED_LOSS: found.expected,
        BIAS: found.bias,
        VARIANCE: found.variance,
        NET_VARIANCE: found.expected - found.bias,
    }
    samples = [spec.sample(total / found.examples, loss=params.loss) for spec, total in values.items()]
    samples += MODEL.samples(left_out, found.rows)
    return Findings(tuple(samples), details=counted, used=used, left_out=left_out)


def _left_out(found: Replicates, params: Params, roles: Roles) -> Iterator[LeftOut]:
    """Yield the rows that no example is made of; only where each row is a replicate's can key or prediction lack."""
    if params.key is not None:
        yield LeftOut(params.key, Reason.MISSING_KEY, found.without_key, found.window)
        yield LeftOut(str(roles.prediction), Reason.MISSING_PREDICTION, found.without_prediction, found.window)
    yield LeftOut(str(roles.label), Reason.MISSING_LABEL, found.without_label, found.window)
    yield LeftOut("", Reason.LONE_PREDICTION, found.lone_rows, found.window)
