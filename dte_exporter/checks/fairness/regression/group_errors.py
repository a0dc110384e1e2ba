"""What is told of numeric predictions by group: the figures of each group, and how far apart groups lie in them.

Each figure of a group has an interval, whose variance follows from sums that are there. How far apart groups lie comes
out too high by chance, and nothing here allows for that as hybrid resampling does for counts: so it has no interval
rather than one that does not cover.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dte_exporter.checks.fairness.disparity_families import LABELS
from dte_exporter.checks.model.performance.deviations import explained
from dte_exporter.checks.model.performance.measure import WITHOUT_WIDTH, Ends
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit, end_of
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.uncertainty.means import mean_interval, mean_interval_by_variance, root_mean_square_interval

FAIRLEARN = "https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html"
WILLMOTT = "Willmott, Matsuura: Advantages of the mean absolute error, Climate Research 30, 2005"
SCIKIT_LEARN = "https://scikit-learn.org/stable/modules/generated/sklearn.metrics.{}.html"

_END = "{} end of the confidence interval of {}, whose truth lies seldom {} it."


@dataclass(frozen=True)
class Figure:
    """A figure of the rows of a group that have a label and a prediction.

    Parameters
    ----------
    name, help : str
        What it is called in metrics, and what it is, in words.
    better : Better
        Which direction is good.
    reference : str
        Who defines it.
    compute : callable
        From what is known of a group's rows to the figure.
    interval : callable
        From that and the confidence to the ends of the figure, None where the sums do not tell them.
    low, high : float or None
        Its range.
    has_ratio : bool
        Whether 0 means none of it, so that a ratio of two figures says something.
    of_variance : bool
        Whether it divides by the variance of the labels.
    """

    name: str
    help: str
    better: Better
    reference: str
    compute: Callable[[Errors], float]
    interval: Callable[[Errors, float], Ends]
    low: float | None = None
    high: float | None = None
    has_ratio: bool = False
    of_variance: bool = False

    @cached_property
    def of_group(self) -> MetricSpec:
        """The metric of a group."""
        return MetricSpec(
            f"dte_fairness_group_{self.name}",
            f"{self.help}, of the group.",
            "fairness",
            (*LABELS, "group"),
            better=self.better,
            low=self.low,
            high=self.high,
            reference=self.reference,
        )

    @cached_property
    def ends(self) -> tuple[MetricSpec, ...]:
        """The metrics of the lower and of the upper end of a group's interval."""
        name = self.of_group.name
        places = (Role.LOWER, "below"), (Role.UPPER, "above")
        return tuple(end_of(self.of_group, role, _END.format(role.capitalize(), name, where)) for role, where in places)

    @cached_property
    def difference(self) -> MetricSpec:
        """The metric of the highest less the lowest figure of a group."""
        name, help_ = (
            f"dte_fairness_{self.name}_difference",
            f"{self.help}: highest minus lowest between groups, 0 is parity.",
        )
        return MetricSpec(name, help_, "fairness", LABELS, better=Better.LOWER, low=0, reference=FAIRLEARN)

    @cached_property
    def ratio(self) -> MetricSpec | None:
        """The metric of the lowest over the highest figure of a group."""
        if not self.has_ratio:
            return None
        name, help_ = (
            f"dte_fairness_{self.name}_ratio",
            f"{self.help}: lowest over highest between groups, 1 is parity.",
        )
        better = Better.HIGHER
        return MetricSpec(
            name, help_, "fairness", LABELS, Unit.RATIO, better=better, low=0, high=1, reference=FAIRLEARN
        )

    @property
    def specs(self) -> Iterator[MetricSpec]:
        """All of its metrics."""
        yield from (self.of_group, *self.ends, self.difference, *filter(None, (self.ratio,)))

    def value(self, errors: Errors) -> float | None:
        """Return the figure of some rows; None where it is 0/0, or its sums are beyond any number."""
        if self.of_variance and not errors.truth.squares > 0:
            return None
        value = self.compute(errors)
        return value if math.isfinite(value) else None

    def told(self, column: str, group: str, errors: Errors, confidence: float) -> Iterator[Sample | str]:
        """Yield the figure of a group of the sensitive `column` and the ends of its interval, or why there is none."""
        value = self.value(errors)
        if value is None:
            lacking = "variance among its labels" if self.of_variance else "finite sums"
            yield f"group {group!r} has no {lacking}, so {self.name} is computed without it"
            return
        yield self.of_group.sample(value, sensitive_feature=column, group=group)
        ends = self.interval(errors, confidence)
        if ends is None or not -math.inf < ends[0] < ends[1] < math.inf:
            yield f"group {group!r} has no interval of {self.name}: {WITHOUT_WIDTH}"
            return
        for spec, end in zip(self.ends, ends, strict=True):
            lowest = -math.inf if self.low is None else self.low
            yield spec.sample(max(end, lowest), sensitive_feature=column, group=group)

    def compared(self, column: str, groups: Iterable[Errors]) -> Iterator[Sample | str]:
        """Yield how far apart the `groups` lie that have the figure, or why nothing is compared."""
        values = [value for errors in groups if (value := self.value(errors)) is not None]
        if len(values) < 2:
            yield f"{self.difference.key} has no two groups to compare"
            return
        yield self.difference.sample(max(values) - min(values), sensitive_feature=column)
        if self.ratio and max(values) == 0:
            yield f"{self.ratio.key} is 0/0"
        elif self.ratio:
            yield self.ratio.sample(min(values) / max(values), sensitive_feature=column)


def _of_prediction(errors: Errors, confidence: float) -> tuple[float, float]:
    told = errors.prediction
    return mean_interval_by_variance(told.count, told.mean, told.variance, confidence)


FIGURES = (
    Figure(
        "mean_prediction",
        "Mean prediction, in the label's unit",
        Better.NEITHER,
        "https://fairlearn.org/main/api_reference/generated/fairlearn.metrics.mean_prediction.html",
        lambda errors: errors.prediction.mean,
        _of_prediction,
    ),
    Figure(
        "mean_error",
        "Mean of prediction less label, in the label's unit; above 0 predictions are too high",
        Better.NEITHER,
        WILLMOTT,
        lambda errors: errors.errors / errors.measured,
        lambda errors, confidence: mean_interval(errors.measured, errors.errors, errors.squares, confidence),
    ),
    Figure(
        "mean_absolute_error",
        "Mean absolute distance of prediction from label, in the label's unit; 0 is no error",
        Better.LOWER,
        SCIKIT_LEARN.format("mean_absolute_error"),
        lambda errors: errors.absolute / errors.measured,
        lambda errors, confidence: mean_interval(errors.measured, errors.absolute, errors.squares, confidence),
        low=0,
        has_ratio=True,
    ),
    Figure(
        "root_mean_squared_error",
        "Root of the mean squared distance of prediction from label, in the label's unit; 0 is no error",
        Better.LOWER,
        SCIKIT_LEARN.format("root_mean_squared_error"),
        lambda errors: math.sqrt(errors.squares / errors.measured),
        lambda errors, confidence: root_mean_square_interval(
            errors.measured, errors.squares, errors.fourths, confidence
        ),
        low=0,
        has_ratio=True,
    ),
    Figure(
        "r2",
        "Share of the labels' variance that predictions explain; 1 is no error, 0 no better than the mean",
        Better.HIGHER,
        SCIKIT_LEARN.format("r2_score"),
        lambda errors: 1 - errors.squares / errors.truth.squares,
        explained,
        high=1,
        of_variance=True,
    ),
)
