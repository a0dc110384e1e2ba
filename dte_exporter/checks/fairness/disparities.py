"""Disparities: how far apart the groups' rates are, computed by Fairlearn on the groups' counts.

Given counts as sample weights Fairlearn returns what it returns on the rows, and given what the counted rows weigh,
what it returns on rows with these weights. It scores a rate of 0/0 as 0, which
would invent a disparity, so a group without the rows that a rate divides by is left out before Fairlearn sees it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from dte_exporter.checks.fairness.groups import Counts
from dte_exporter.checks.fairness.rates import Rate

if TYPE_CHECKING:
    from fairlearn.metrics import MetricFrame

Method = Literal["between_groups", "to_overall"]
"""What groups are compared with: with each other, or with all their rows together."""


@dataclass(frozen=True, slots=True)
class Rates:
    """One or more rates of the groups for which they are all defined.

    Parameters
    ----------
    frame : fairlearn.metrics.MetricFrame or None
        By group; None where no group is left.
    names : list of str
        The rates' names in the frame.
    undefined : mapping of str to str
        The groups left out, each with the rows that it lacks.
    """

    frame: "MetricFrame | None"
    names: list[str]
    undefined: Mapping[str, str]

    @property
    def by_group(self) -> dict[str, float]:
        """The first rate of each group, in [0, 1]."""
        return {} if self.frame is None else self.frame.by_group[self.names[0]].to_dict()

    @property
    def extremes(self) -> tuple[float, ...]:
        """The lowest and the highest first rate of a group, in [0, 1]. Empty where no group is left."""
        if self.frame is None:
            return ()
        return tuple(float(of[self.names[0]]) for of in (self.frame.group_min(), self.frame.group_max()))

    def difference(self, method: Method = "between_groups") -> float | None:
        """Return the largest difference over all rates; 0 is parity, 1 the most. None below two groups."""
        if self.frame is None or len(self.frame.by_group) < 2:
            return None
        return float(self.frame.difference(method=method)[self.names].max())

    def ratio(self, method: Method = "between_groups") -> float | None:
        """Return the smallest ratio, lower over higher, over all rates; 1 is parity. None below two groups, or for 0/0.

        To all rows together it is that of the group whose rate is, either way, the farthest from theirs.
        """
        if self.frame is None or len(self.frame.by_group) < 2 or (self.frame.group_max()[self.names] == 0).any():
            return None
        return float(self.frame.ratio(method=method)[self.names].min())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The groups of one sensitive feature, compared.

    A frame costs more than the counting, so rates that are defined on the same rows of the same groups share one.

    Parameters
    ----------
    groups : mapping of str to Counts
        The groups.
    rates : tuple of Rate
        All that will be asked for.
    """

    groups: Mapping[str, Counts]
    rates: tuple[Rate, ...]
    _frames: dict[tuple[tuple[str, ...], bool], "MetricFrame"] = field(default_factory=dict, init=False)

    @property
    def fully_labelled(self) -> bool:
        """Whether every row has a label, so that all rates are of the same rows."""
        return not any(truth is None for counts in self.groups.values() for truth, _ in counts.cells)

    def of(self, *wanted: Rate) -> Rates:
        """Return the rates `wanted` together: a group in which one of them is undefined is left out of all."""
        undefined = {name: lacks for name, counts in self.groups.items() if (lacks := _lacks(counts, wanted))}
        names = tuple(name for name in self.groups if name not in undefined)
        frame = self._frame(names, wanted[0].needs_labels and not self.fully_labelled) if names else None
        return Rates(frame, [rate.name for rate in wanted], undefined)

    def _frame(self, names: tuple[str, ...], labelled_only: bool) -> "MetricFrame":
        if (names, labelled_only) not in self._frames:
            groups = {name: self.groups[name] for name in names}
            rates = [rate for rate in self.rates if self.fully_labelled or rate.needs_labels == labelled_only]
            self._frames[names, labelled_only] = _metric_frame(groups, rates, labelled_only)
        return self._frames[names, labelled_only]


def _lacks(counts: Counts, wanted: tuple[Rate, ...]) -> str:
    return " and no ".join(dict.fromkeys(lacking for rate in wanted for lacking in rate.lacking(counts)))


def _metric_frame(groups: Mapping[str, Counts], rates: Iterable[Rate], labelled_only: bool) -> "MetricFrame":
    """Return the frame of those of `rates` that are defined for all of `groups`."""
    import fairlearn.metrics
    import pandas as pd

    truth, prediction, group, weight = zip(*_cells(groups, labelled_only), strict=True)
    defined = [rate for rate in rates if not any(_lacks(counts, (rate,)) for counts in groups.values())]
    return fairlearn.metrics.MetricFrame(
        metrics={rate.name: rate.imported() for rate in defined},
        y_true=truth,
        y_pred=prediction,
        sensitive_features=pd.Series(group),  # a bare sequence of one cell would be squeezed to nothing
        sample_params={rate.name: {"sample_weight": weight} for rate in defined},
    )


def _cells(groups: Mapping[str, Counts], labelled_only: bool) -> Iterator[tuple[int, int, str, float]]:
    """Yield truth, prediction, group and weight of each cell; where labels are not needed, any truth will do."""
    for name, counts in groups.items():
        for (truth, prediction), weight in counts.weighed.cells.items():
            if truth is not None or not labelled_only:
                yield int(bool(truth)), int(prediction), name, weight


def impact_ratios(selection: Mapping[str, float], favourable: bool) -> dict[str, float] | None:
    """Return each group's rate of the favourable decision over the highest such rate; None where that is 0.

    The four-fifths rule of US employment law (29 CFR 1607.4 D) looks at values under 0.8.
    """
    chances = {group: rate if favourable else 1 - rate for group, rate in selection.items()}
    highest = max(chances.values(), default=0.0)
    return {group: chance / highest for group, chance in chances.items()} if highest > 0 else None
