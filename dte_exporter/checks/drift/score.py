"""How far one column has moved: its score, the threshold, and whether it has drifted, which Evidently decides."""

from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.drift.compared_columns import Scored
from dte_exporter.checks.drift.methods import Family, Method
from dte_exporter.metric import Better, MetricSpec, Role, Sample
from dte_exporter.statistics.distribution.distribution import Answer

LABELS = ("check", "dataset", "column", "method")
EVIDENTLY = "Evidently, https://docs.evidentlyai.com/metrics/explainer_drift"

SCORES = {
    Family.DISTANCE: MetricSpec(
        "dte_drift_distance",
        "Distance of the column's current values from the reference, 0 is none.",
        "drift",
        LABELS,
        better=Better.LOWER,
        low=0,
        reference=EVIDENTLY,
        role=Role.SCORE,
    ),
    Family.P_VALUE: MetricSpec(
        "dte_drift_p_value",
        "P-value of the test that current and reference values are distributed alike, near 0 they are not.",
        "drift",
        LABELS,
        better=Better.HIGHER,
        low=0,
        high=1,
        reference=EVIDENTLY,
        role=Role.SCORE,
    ),
}
THRESHOLD = MetricSpec(
    "dte_drift_threshold",
    "The distance from which, or the p-value below which, the column has drifted.",
    "drift",
    LABELS,
    low=0,
    reference=EVIDENTLY,
    role=Role.THRESHOLD,
)
DETECTED = MetricSpec(
    "dte_drift_detected",
    "Whether the column has drifted: 1 it has, 0 it has not.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=EVIDENTLY,
    role=Role.VERDICT,
)


@dataclass(frozen=True, slots=True)
class Score:
    """How far one column has moved.

    Parameters
    ----------
    column : Scored
        The column.
    method : Method
        How it was scored.
    answer : Answer of float
        The distance or p-value, and what it was computed on.
    """

    column: Scored
    method: Method
    answer: Answer[float]

    @property
    def threshold(self) -> float:
        """The score from which the column has drifted."""
        return self.column.threshold(self.method)

    @property
    def drifted(self) -> bool:
        """Whether the column has drifted."""
        return self.method.drifted(self.answer.value, self.threshold)

    @property
    def samples(self) -> tuple[Sample, ...]:
        """The score, its threshold and whether it was reached."""
        specs = {SCORES[self.method.family]: self.answer.value, THRESHOLD: self.threshold, DETECTED: self.drifted}
        return tuple(spec.sample(value, **self.labels) for spec, value in specs.items())

    @property
    def labels(self) -> dict[str, str]:
        """The labels that tell its series apart within a check."""
        return {"column": self.column.name, "method": self.method.name}

    @property
    def details(self) -> dict[str, Any]:
        """How it came about; JSON types only."""
        return {
            "method": self.method.name,
            "score": self.answer.value,
            "threshold": self.threshold,
            "drifted": self.drifted,
            "better": str(SCORES[self.method.family].better),
            "basis": str(self.answer.basis),
        }
