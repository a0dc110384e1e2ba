"""What is told of one sensitive feature: its disparities and the values of its groups, most with an interval."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dte_exporter.checks.fairness.disparities import Comparison, Rates, impact_ratios
from dte_exporter.checks.fairness.disparity_families import (
    ENDS,
    EXTREMES,
    GROUP_RATES,
    IMPACT_RATIO,
    P_VALUE,
    Family,
)
from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.checks.fairness.rates import SELECTION_RATE
from dte_exporter.config.roles import Roles
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.uncertainty.homogeneity import bonferroni, homogeneity
from dte_exporter.uncertainty.spread.extremes import difference_interval, ratio_interval, share_of_highest_interval

Against = Literal["between_groups", "to_overall", "extremes"]
"""What is told of groups: how far they lie apart, how far from all of them together, the lowest and the highest."""


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
    families : tuple of Family
        What the groups are compared by.
    compare : collection of str
        What is told of them.
    """

    column: str
    comparison: Comparison
    roles: Roles
    confidence: float
    families: tuple[Family, ...]
    compare: Collection[Against]

    def disparities(self) -> Iterator[Sample | str]:
        """Yield the differences and ratios of each family, with ends and p-value where it has them, or why not."""
        for family in self.families:
            if family.needs_labels and not self.roles.label:
                continue
            found = self.comparison.of(*family.rates)
            for group, lacking in found.undefined.items():
                yield f"group {group!r} has no {lacking}, so {family.name} is computed without it"
            if "between_groups" in self.compare:
                yield from self._between_groups(family, found)
            if "to_overall" in self.compare:
                values = found.difference("to_overall"), found.ratio("to_overall")
                for spec, value in zip(family.to_overall, values, strict=True):
                    yield _nothing(spec) if value is None else spec.sample(value, sensitive_feature=self.column)

    def _between_groups(self, family: Family, found: Rates) -> Iterator[Sample | str]:
        kept = [counts for group, counts in self.comparison.groups.items() if group not in found.undefined]
        compared = [[rate.counted(counts) for counts in kept] for rate in family.rates]
        for spec, value, interval in (
            (family.difference, found.difference(), difference_interval),
            (family.ratio, found.ratio(), ratio_interval),
        ):
            if value is None:
                yield _nothing(spec)
            elif family.of_proportions:
                yield from self._with_ends(spec, value, interval(compared, self.confidence))
            else:
                yield spec.sample(value, sensitive_feature=self.column)
        if family.of_proportions and found.difference() is not None:
            p_value = bonferroni(map(homogeneity, compared))
            yield P_VALUE.sample(p_value, sensitive_feature=self.column, criterion=family.criterion)

    def extremes(self) -> Iterator[Sample]:
        """Yield the lowest and the highest value of each rate, where that is asked for and a group has one."""
        for rate in self.comparison.rates if "extremes" in self.compare else ():
            for spec, value in zip(EXTREMES[rate], self.comparison.of(rate).extremes, strict=False):
                yield spec.sample(value, sensitive_feature=self.column)

    def group_values(self) -> Iterator[Sample | str]:
        """Yield the rates and the impact ratio of each group with their ends, or why there is none."""
        for rate in self.comparison.rates:
            for group, value in self.comparison.of(rate).by_group.items():
                ends = rate.ends(self.comparison.groups[group], self.confidence)
                yield from self._with_ends(GROUP_RATES[rate], value, ends, group=group)
        if SELECTION_RATE in self.comparison.rates:
            yield from self._impact_ratios()

    def _impact_ratios(self) -> Iterator[Sample | str]:
        rates = self.comparison.of(SELECTION_RATE).by_group
        impacts = impact_ratios(rates, self.roles.favourable)
        if rates and impacts is None:
            yield "no group has the favourable decision, so impact ratios are 0/0"
        for group, value in (impacts or {}).items():
            yield from self._with_ends(IMPACT_RATIO, value, self._impact_ends(group, rates), group=group)

    def _impact_ends(self, group: str, among: Iterable[str]) -> tuple[float, float]:
        """Return the ends of the impact ratio of `group`."""
        favoured = {name: self._favoured(self.comparison.groups[name]) for name in among}
        own = favoured.pop(group)
        return share_of_highest_interval(own, favoured.values(), self.confidence)

    def _favoured(self, counts: Counts) -> tuple[int, int]:
        """Return the rows of a group that have the favourable decision, and all."""
        selected, rows = SELECTION_RATE.counted(counts)
        return selected if self.roles.favourable else rows - selected, rows

    def _with_ends(self, spec: MetricSpec, value: float, ends: tuple[float, float], **labels: str) -> Iterator[Sample]:
        for metric, one in zip((spec, *ENDS[spec]), (value, *ends), strict=True):
            yield metric.sample(one, sensitive_feature=self.column, **labels)


def _nothing(spec: MetricSpec) -> str:
    return f"{spec.key} has no two groups to compare, or is 0/0"
