"""How much farther apart groups lie in synthetic data, and by models that learnt from them, than in real."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.classes import check_classes
from dte_exporter.checks.fairness.disparities import Comparison
from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.checks.fairness.groups import Groups
from dte_exporter.checks.fairness.rates import SELECTION_RATE
from dte_exporter.checks.synthetic.utility import utility_metrics as metrics
from dte_exporter.checks.synthetic.utility.tried_models import Cell
from dte_exporter.config.groups.sensitive import Sensitive
from dte_exporter.config.models import Scalar
from dte_exporter.metric import Sample
from dte_exporter.statistics.contingency import Contingency

Cells = Mapping[Cell, int]
"""Rows by what makes their groups, and the class that they are of, or are taken for."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What is held against each other.

    Parameters
    ----------
    real, synthetic : mapping of Cell to int
        Rows by their label.
    tested : mapping of Cell to int
        The real rows that models may be tested on, by their label.
    by_real, by_synthetic : mapping of Cell to int
        Rows that models were tested on, in all redraws, by what one that learnt from these took them for.
    """

    real: Cells
    synthetic: Cells
    tested: Cells
    by_real: Cells
    by_synthetic: Cells


@dataclass(frozen=True, slots=True)
class Grouping:
    """How rows make groups.

    Parameters
    ----------
    columns : tuple of str
        What makes them.
    features : tuple of Sensitive
        The sensitive features.
    positive : bool, int, float, str or None
        The positive class, None for 1 or true.
    min_rows : int
        The fewest rows of a group that counts.
    """

    columns: tuple[str, ...]
    features: tuple[Sensitive, ...]
    positive: Scalar | None
    min_rows: int

    def groups(self, cells: Cells, min_rows: int) -> Mapping[str, Groups]:
        """Return the groups of each feature that have enough rows, with how many of them are positive."""
        counts: Counter[tuple[Any, ...]] = Counter()
        for (groups, class_), rows in cells.items():
            counts[*groups, None, class_] += rows
        return groups_of_features(Contingency(self.columns, counts), self.features, self.positive, min_rows)


def shifts(sides: Sides, grouping: Grouping) -> Iterator[Sample | str]:
    """Yield the shifts of each sensitive feature, or a sentence on why there is none.

    Raises
    ------
    CheckError
        If labels cannot be told into positive and not, or a feature has too many groups.
    """
    check_classes(_classes(sides.real), _classes(sides.synthetic), grouping.positive)
    least = grouping.min_rows
    real, synthetic, tested = (grouping.groups(one, least) for one in (sides.real, sides.synthetic, sides.tested))
    # a row is tested on in several redraws: that a group is large enough is asked of the rows themselves
    by_real, by_synthetic = (grouping.groups(one, 1) for one in (sides.by_real, sides.by_synthetic))
    for name in real:
        both = real[name].counts.keys() & synthetic[name].counts.keys()
        yield _shift(name, "base_rate", (real[name], synthetic[name]), both)
        known = tested[name].counts.keys() & by_real[name].counts.keys()
        yield _shift(name, "prediction", (by_real[name], by_synthetic[name]), known)


def _classes(cells: Cells) -> Iterable[Any]:
    return {class_ for _, class_ in cells}


def _shift(feature: str, metric: str, sides: tuple[Groups, Groups], names: Collection[str]) -> Sample | str:
    before, now = (_difference(one, names) for one in sides)
    if before is None or now is None:
        told = "in both synthetic and real data" if metric == "base_rate" else "among the real rows to be tested on"
        return (
            f"{metrics.SHIFT.key} of {feature}, {metric}: fewer than two groups have min_group_rows rows {told}: raise "
            "row_limit, or make groups larger"
        )
    return metrics.SHIFT.sample(now - before, sensitive_feature=feature, metric=metric)


def _difference(groups: Groups, names: Collection[str]) -> float | None:
    """Return the highest less the lowest share of positives in groups; None below two."""
    comparison = Comparison({name: groups.counts[name] for name in sorted(names)}, (SELECTION_RATE,))
    return comparison.of(SELECTION_RATE).difference()
