"""Multivariate drift: have the columns moved together, which each by itself may not show.

Definition
    Two columns may keep their distributions and yet no longer go together: a correlation that turns round is seen in no
    column alone. Two questions are put to the features of both windows. Can a *domain classifier* tell current rows
    from those of the reference? And how far do current rows lie from what the main components of the reference say of
    them (*reconstruction error*), beside what is to be expected of the reference itself?
Formula
    Up to ``row_limit`` rows of each window are looked at, all or a seeded draw. Each window is cut into halves at
    random. Gradient boosted trees learn from the first halves; the area under the ROC curve and its interval (DeLong)
    are of the second. Since the trees have not seen these, their scores are exchangeable if nothing has moved, and the
    p-value is the one-sided one of Mann and Whitney. The reconstruction error is NannyML's: missing values become the
    reference's mean or most frequent category, a category its share of the reference's rows, each column is scaled to
    mean 0 and deviation 1, and the error is the mean Euclidean distance from the projection on the fewest principal
    components that explain more than ``explained_variance`` of the reference. Its p-value is the two-sided one of
    Mann and Whitney: of the errors of current rows against those of one half of the reference, by components of the
    other half. Numbers that are infinite are taken for missing.
Range
    Area and p-values in [0, 1], where the area is 0.5 if the windows cannot be told apart, and may fall below by
    chance. Errors from 0.
Good direction
    The area falls towards 0.5, p-values rise. An error that rises and one that falls are drift alike.
Undefined
    With fewer than 100 rows in a window, or fewer than two columns to look at. The error is not defined where no column
    of the reference varies, where all components are needed to explain ``explained_variance``, or where numbers are too
    large to be squared. Left out, each with a sentence, are the features that ``check: drift`` leaves out (identifiers,
    text that hardly repeats, columns of another type in the two windows), those without values in a window, and those
    that are neither numbers nor categories.
Reference
    Lopez-Paz, Oquab: Revisiting Classifier Two-Sample Tests (ICLR 2017); NannyML,
    https://nannyml.readthedocs.io/en/stable/how_it_works/multivariate_drift.html; Mann, Whitney: On a Test of whether
    one of Two Random Variables is Stochastically Larger than the Other (1947); DeLong, DeLong, Clarke-Pearson:
    Comparing the Areas under Two or More Correlated ROC Curves (1988).
"""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field

from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.drift.compared_columns import left_out
from dte_exporter.checks.drift.held_out.halves import MIN_ROWS
from dte_exporter.checks.drift.held_out.told_apart import one_thread
from dte_exporter.checks.drift.methods import ColumnType
from dte_exporter.checks.drift.multivariate import multivariate_metrics as metrics
from dte_exporter.checks.drift.multivariate.domain_classifier import classified
from dte_exporter.checks.drift.multivariate.encoded_rows import Encoded, encoded
from dte_exporter.checks.drift.multivariate.reconstruction import Reconstruction, TooLargeError, held_out_p_value
from dte_exporter.checks.drift.multivariate.usable_columns import Usable, features, usable
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.distribution.distribution import Distribution, DistributionPlan
from dte_exporter.uncertainty.means import mean_interval_by_variance

if TYPE_CHECKING:
    import pandas as pd


class Params(Model):
    """The parameters of ``check: multivariate-drift``."""

    row_limit: int = Field(
        default=10_000, ge=MIN_ROWS, description="So many rows of each window are looked at, at most; of more a draw."
    )
    explained_variance: float = Field(
        default=0.65,
        gt=0,
        lt=1,
        description="The share of the reference's variance that the components of the reconstruction explain.",
    )
    confidence: Confidence = 0.95


EXAMPLE = Example(
    columns={
        "part": ["then"] * 200 + ["now"] * 200,
        "height": [-1, 1] * 200,
        "weight": [-1, 1] * 100 + [1, -1] * 100,
    },
    settings={
        "columns": {"features": {"include": ["height", "weight"]}},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
    },
    expected={
        "dte_drift_domain_classifier_auc": 1,
        "dte_drift_domain_classifier_auc_ci_lower": 1 - math.sqrt(math.log(2 / 0.05) / 200),
        "dte_drift_domain_classifier_auc_ci_upper": 1,
        "dte_drift_domain_classifier_p_value": 0,
        "dte_drift_reconstruction_error": math.sqrt(2),
        "dte_drift_reconstruction_error_ci_lower": math.sqrt(2),
        "dte_drift_reconstruction_error_ci_upper": math.sqrt(2),
        "dte_drift_reconstruction_error_reference": 0,
        "dte_drift_reconstruction_error_p_value": 0,
    },
    working="Then height and weight were high together, now one is high where the other is low; each by itself has not"
    " moved. Two questions tell all rows apart, so the area is 1 on the 100 and 100 rows that were held out, and its"
    " margin of 100 pairs is Hoeffding's, sqrt(ln(2 / 0.05) / 200) = 0.136. Mean 0 and deviation 1 leave the columns as"
    " they are. The diagonal explains all of the reference, whose rows are rebuilt without an error; (-1, 1) becomes"
    " (0, 0), sqrt(2) away. Of 100 rows that all lie above 100 others z is over 12, of 200 over 17: both p-values are 0"
    " to the thirtieth digit.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, DistributionPlan]:
    """Return the one plan for all features."""
    numbers, categories = (
        tuple(column.name for column in features(roles) if column.type is type_)
        for type_ in (ColumnType.NUMBER, ColumnType.CATEGORY)
    )
    return {"distribution": DistributionPlan(numbers, categories, params.row_limit, tuple(_not_compared(roles)))}


@check(
    "multivariate-drift",
    params=Params,
    needs=needs,
    emits=metrics.SPECS,
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("pandas", "scipy.stats", "sklearn.decomposition", "sklearn.ensemble", "threadpoolctl"),
    of_rows_alone=True,
    segmented=True,
)
def multivariate_drift(statistics: Mapping[str, Distribution], params: Params, roles: Roles, now: float) -> Findings:
    """Return how well the windows are told apart, how well the current one is rebuilt, and what chance would do."""
    distribution = statistics["distribution"]
    usable_ = usable(distribution, roles)
    notices = (*usable_.left_out, *usable_.notices)
    details: dict[str, Any] = {"columns": list(usable_.names), "not_compared": _not_compared(roles)}
    if lacks := _lacks(distribution.rows, usable_):
        return Findings((), (lacks,), details, notices)

    def of_rows(reference: "Mapping[str, pd.Series]", current: "Mapping[str, pd.Series]") -> list[Sample | str]:
        rows = encoded(reference, current, usable_.categories)
        with one_thread():
            told_apart = metrics.CLASSIFIER.samples(classified(rows, params.confidence))
            return [*told_apart, *_rebuilt(rows, params, usable_.names)]

    answer = distribution.jointly(usable_.names, of_rows)
    looked_at = {side: min(rows, params.row_limit) for side, rows in distribution.rows.items()}
    return Findings(
        samples=tuple(one for one in answer.value if isinstance(one, Sample)),
        undefined=tuple(one for one in answer.value if isinstance(one, str)),
        details={**details, "rows_looked_at": looked_at, "basis": str(answer.basis)},
        notices=notices,
    )


def _not_compared(roles: Roles) -> dict[str, str]:
    return {name: kind for name, kind in left_out(roles).items() if name in roles.features}


def _lacks(rows: Mapping[str, int], usable_: Usable) -> str:
    """Return why nothing can be told; empty where something can."""
    if len(usable_.columns) < 2:
        has = f"only column {usable_.names[0]!r}" if usable_.names else "no column"
        return f"{has} can be looked at, and columns move together where there are two: see columns.features"
    few = min(rows, key=lambda side: rows[side])
    if rows[few] < MIN_ROWS:
        return (
            f"the {few} window has {rows[few]} rows, and half of {MIN_ROWS} are to be learnt from and half held out: "
            "choose a longer one"
        )
    return ""


def _rebuilt(rows: Encoded, params: Params, names: tuple[str, ...]) -> Iterator[Sample | str]:
    explained = params.explained_variance
    try:
        learnt = Reconstruction.learnt(rows.reference, rows.levels, explained)
        expected, errors = learnt.errors(rows.reference), learnt.errors(rows.current)
    except TooLargeError as error:
        column = names[error.place]
        yield f"{metrics.ERROR.key}: column {column!r} holds numbers that are too large to be squared: exclude it"
        return
    except UndefinedScoreError as error:
        yield f"{metrics.ERROR.key}: {error}"
        return
    mean = float(errors.mean())
    lower, upper = mean_interval_by_variance(len(errors), mean, float(errors.var()), params.confidence)
    yield metrics.ERROR.sample(mean)
    yield from (spec.sample(max(end, 0.0)) for spec, end in zip(metrics.ERROR_ENDS, (lower, upper), strict=True))
    yield metrics.ERROR_REFERENCE.sample(float(expected.mean()))
    try:
        yield metrics.ERROR_P_VALUE.sample(held_out_p_value(rows, explained))
    except UndefinedScoreError as error:
        yield f"{metrics.ERROR_P_VALUE.key}: of one half of the reference, {error}"
