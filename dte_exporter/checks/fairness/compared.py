"""What is told of one sensitive feature: its disparities and the values of its groups, each with its interval."""

from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.checks.fairness.disparities import SELECTION_RATE, Comparison, impact_ratios
from dte_exporter.checks.fairness.disparity_families import (
    ENDS,
    FAMILIES,
    GROUP_RATES,
    IMPACT_RATIO,
    P_VALUE,
    Family,
)
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.config.roles import Roles
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.uncertainty.homogeneity import bonferroni, homogeneity
from dte_exporter.uncertainty.proportions import wilson
from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval, share_of_highest_interval


@dataclass(frozen=True, slots=True)
class Feature:
    """A sensitive feature whose groups are compared.

    Parameters
    ----------
    column : str
        The feature.
    comparison : Comparison
        Its groups; those that are withheld have no part in anything.
    roles : Roles
        Whether there are labels, and whether the positive class is favourable.
    confidence : float
        The share of data sets whose interval holds the true value, in (0, 1).
    """

    column: str
    comparison: Comparison
    roles: Roles
    confidence: float

    def disparities(self) -> Iterator[Sample | str]:
        """Yield the difference and the ratio of each family with their ends, and its p-value, or why it has none."""
        for family in self._families:
            found = self.comparison.of(*family.rates)
            for group, lacking in found.undefined.items():
                yield f"group {group!r} has no {lacking}, so {family.name} is computed without it"
            kept = [counts for group, counts in self.comparison.groups.items() if group not in found.undefined]
            compared = [[rate.counted(counts) for counts in kept] for rate in family.rates]
            for spec, value, interval in (
                (family.difference, found.difference, difference_interval),
                (family.ratio, found.ratio, ratio_interval),
            ):
                if value is None:
                    yield f"{spec.key} has no two groups to compare, or is 0/0"
                else:
                    yield from self._with_ends(spec, value, interval(compared, self.confidence))
            if found.difference is not None:
                p_value = bonferroni(map(homogeneity, compared))
                yield P_VALUE.sample(p_value, sensitive_feature=self.column, criterion=family.criterion)

    def group_values(self) -> Iterator[Sample | str]:
        """Yield the rates and the impact ratio of each group with their ends, or why there is none."""
        for rate in dict.fromkeys(rate for family in self._families for rate in family.rates):
            for group, value in self.comparison.of(rate).by_group.items():
                ends = wilson(*rate.counted(self.comparison.groups[group]), self.confidence)
                yield from self._with_ends(GROUP_RATES[rate], value, ends, group=group)
        impacts = impact_ratios(self.comparison.of(SELECTION_RATE).by_group, self.roles.favourable)
        if impacts is None:
            yield "no group has the favourable decision, so impact ratios are 0/0"
        for group, value in (impacts or {}).items():
            yield from self._with_ends(IMPACT_RATIO, value, self._impact_ends(group), group=group)

    def _impact_ends(self, group: str) -> tuple[float, float]:
        """Return the ends of the impact ratio of `group`."""
        favoured = {name: self._favoured(counts) for name, counts in self.comparison.groups.items()}
        own = favoured.pop(group)
        return share_of_highest_interval(own, favoured.values(), self.confidence)

    def _favoured(self, counts: Counts) -> tuple[int, int]:
        """Return the rows of a group that have the favourable decision, and all."""
        return counts.selected if self.roles.favourable else counts.rows - counts.selected, counts.rows

    def _with_ends(self, spec: MetricSpec, value: float, ends: tuple[float, float], **labels: str) -> Iterator[Sample]:
        for metric, one in zip((spec, *ENDS[spec]), (value, *ends), strict=True):
            yield metric.sample(one, sensitive_feature=self.column, **labels)

    @property
    def _families(self) -> tuple[Family, ...]:
        """The families that can be told: without labels, those that need none."""
        return tuple(one for one in FAMILIES if self.roles.label or not any(rate.needs_labels for rate in one.rates))
