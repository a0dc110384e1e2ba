"""Whether a column's drift is more than chance: the metrics of it, and what stands behind them."""

from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.drift.score import DETECTED, LABELS, Score
from dte_exporter.metric import Better, MetricSpec, Role, Sample
from dte_exporter.uncertainty.permutation import PermutationTest
from dte_exporter.uncertainty.resolution import Resolution

BENJAMINI_HOCHBERG = "Benjamini, Hochberg: Controlling the False Discovery Rate (J. R. Stat. Soc. B 57, 1995)"

P_VALUE_ADJUSTED = MetricSpec(
    "dte_drift_p_value_adjusted",
    "P-value that current and reference values are distributed alike, adjusted for all columns; near 0 they are not.",
    "drift",
    LABELS,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=BENJAMINI_HOCHBERG,
)
SIGNIFICANT = MetricSpec(
    "dte_drift_significant",
    "Whether the column differs by more than chance, at the false discovery rate: 1 it does, 0 it may not.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=BENJAMINI_HOCHBERG,
    role=Role.SIGNIFICANT,
    of=DETECTED.name,
)
INSUFFICIENT = MetricSpec(
    "dte_drift_insufficient_evidence",
    "Whether it cannot be told if the column has drifted: 1 chance may be why it has, or the windows are too small.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=BENJAMINI_HOCHBERG,
    role=Role.INSUFFICIENT,
    of=DETECTED.name,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the drift of one column is more than chance.

    Parameters
    ----------
    score : Score
        How far it has moved.
    p_value : float
        Of the test that both windows are distributed alike, in [0, 1].
    adjusted : float
        The same for all columns together (Benjamini, Hochberg 1995), in [0, 1].
    rate : float
        The false discovery rate, up to which `adjusted` is significant.
    test : PermutationTest or None
        The permutation test behind it; None where the p-value is the method's own.
    resolution : Resolution or None
        What the distance can tell in windows of these sizes; None of a method that gives a p-value, whose threshold is
        no distance.
    """

    score: Score
    p_value: float
    adjusted: float
    rate: float
    test: PermutationTest | None
    resolution: Resolution | None

    @property
    def significant(self) -> bool:
        """Whether the column differs by more than chance."""
        return self.adjusted <= self.rate

    @property
    def sure(self) -> bool:
        """Whether it has drifted as far as the threshold, and by more than chance."""
        return self.score.drifted and self.significant

    @property
    def insufficient(self) -> bool:
        """Whether it cannot be told if the column has drifted."""
        too_small = self.resolution is not None and self.resolution.too_small
        return not self.sure and (self.score.drifted or too_small)

    @property
    def samples(self) -> tuple[Sample, ...]:
        """The adjusted p-value, and what follows from it."""
        specs = {P_VALUE_ADJUSTED: self.adjusted, SIGNIFICANT: self.significant, INSUFFICIENT: self.insufficient}
        return tuple(spec.sample(value, **self.score.labels) for spec, value in specs.items())

    @property
    def details(self) -> dict[str, Any]:
        """How it came about; JSON types only."""
        method = self.score.method
        told: dict[str, Any] = {
            "p_value": self.p_value,
            "p_value_adjusted": self.adjusted,
            "p_value_of": f"permutations of {method.permuted.name}" if method.permuted else method.name,
            "significant": self.significant,
            "insufficient_evidence": self.insufficient,
        }
        if method.doubt:
            told["not_its_own_p_value"] = f"{method.name} {method.doubt}"
        if self.test:
            told["draws"] = self.test.draws
        if self.resolution:
            told["null_quantile"] = self.resolution.null_quantile
            told["minimum_current_rows"] = self.resolution.minimum_current_rows
            told["power_at_threshold"] = self.resolution.power
        return told
