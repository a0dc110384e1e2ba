"""The metrics of a classifier that tells the windows apart: the area, the ends of its interval, and the p-value."""

from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.metric import Better, MetricSpec, Role, Sample, end_of
from dte_exporter.uncertainty.separation import MANN_WHITNEY, Separation

LOPEZ_PAZ = "Lopez-Paz, Oquab: Revisiting Classifier Two-Sample Tests, ICLR 2017"


@dataclass(frozen=True, slots=True)
class SeparationMetrics:
    """The metrics of one classifier.

    Parameters
    ----------
    area, lower, upper, p_value : MetricSpec
        See `Separation`.
    """

    area: MetricSpec
    lower: MetricSpec
    upper: MetricSpec
    p_value: MetricSpec

    @property
    def specs(self) -> tuple[MetricSpec, ...]:
        """All of them."""
        return self.area, self.lower, self.upper, self.p_value

    def samples(self, found: Separation, **labels: str) -> Iterator[Sample]:
        """Yield the value of each."""
        values = found.area, found.lower, found.upper, found.p_value
        yield from (spec.sample(value, **labels) for spec, value in zip(self.specs, values, strict=True))


def separation_metrics(classifier: str, told: str, labels: tuple[str, ...]) -> SeparationMetrics:
    """Return the metrics of a classifier.

    Parameters
    ----------
    classifier : str
        The name of it, as part of a metric's.
    told : str
        What it tells apart, in words.
    labels : tuple of str
        Those of the metrics.
    """
    area = MetricSpec(
        f"dte_drift_{classifier}_auc",
        f"Area under the ROC curve of telling current {told} from the reference: 0.5 cannot be told apart, 1 surely.",
        "drift",
        labels,
        better=Better.LOWER,
        low=0,
        high=1,
        reference=LOPEZ_PAZ,
    )
    lower, upper = (
        end_of(area, role, f"Area that the true one of this classifier hardly lies {side}.")
        for role, side in ((Role.LOWER, "below"), (Role.UPPER, "above"))
    )
    return SeparationMetrics(area, lower, upper, p_value(classifier, f"current {told} cannot be told apart", labels))


def p_value(of: str, alike: str, labels: tuple[str, ...], reference: str = MANN_WHITNEY) -> MetricSpec:
    """Return the metric of the p-value that the windows are alike in some way.

    Parameters
    ----------
    of : str
        The name of what is tested, as part of the metric's.
    alike : str
        What holds where they are alike, in words.
    labels : tuple of str
        Those of the metric.
    reference : str
        Who defined the test.
    """
    return MetricSpec(
        f"dte_drift_{of}_p_value",
        f"P-value of the test that {alike}, near 0 it does not hold.",
        "drift",
        labels,
        better=Better.HIGHER,
        low=0,
        high=1,
        reference=reference,
    )
