"""The groups of one sensitive feature: who is counted, who is withheld, and what each group's rates are made of."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.grouping import WithoutGroup, check_few, with_missing
from dte_exporter.checks.suppression import Suppression, suppression
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.contingency import Contingency


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of one group by truth and prediction; both are whether the class is the positive one.

    Parameters
    ----------
    cells : mapping of (bool or None, bool) to int
        Truth is None for rows without a label.
    unpredicted : int
        Rows without a prediction, which no rate knows of.
    """

    cells: Mapping[tuple[bool | None, bool], int]
    unpredicted: int = 0

    @property
    def rows(self) -> int:
        """The rows of the group that have a prediction."""
        return sum(self.cells.values())

    @property
    def selected(self) -> int:
        """Those of them that are predicted positive."""
        return sum(rows for (_, positive), rows in self.cells.items() if positive)

    def of_labelled(self, truth: bool) -> tuple[int, int]:
        """Return, of the rows whose label is, or is not, the positive class, those predicted positive, and all."""
        return self.cells.get((truth, True), 0), self.labelled(truth)

    def labelled(self, truth: bool) -> int:
        """Return the rows whose label is, or is not, the positive class."""
        return self.cells.get((truth, True), 0) + self.cells.get((truth, False), 0)

    def merge(self, other: "Counts") -> "Counts":
        """Return the counts of both groups together."""
        return Counts(Counter(self.cells) + Counter(other.cells), self.unpredicted + other.unpredicted)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a sensitive feature that are large enough to be spoken of.

    Parameters
    ----------
    counts : mapping of str to Counts
        By group, in the order of their names.
    withheld : int
        Groups with fewer rows than the disclosure limit.
    carriers : mapping of str to str
        Of the withheld groups that are counted with another one, that other one.
    """

    counts: Mapping[str, Counts]
    withheld: int
    carriers: Mapping[str, str] = field(default_factory=dict)


Suppress = Callable[[Mapping[str, int], Mapping[str, int], int], Suppression]
"""From the rows of each group, those that count and the fewest of a group that is told of, to how groups are told."""


def grouped(
    table: Contingency,
    positive: Scalar | None,
    min_rows: int,
    missing: WithoutGroup = "leave_out",
    suppress: Suppress = suppression,
) -> Groups:
    """Return the groups of the one dimension of `table`; rows without a prediction count in none.

    Parameters
    ----------
    missing : str
        Whether rows without a group are left out, or a group of their own.
    suppress : callable
        What is done about groups with fewer than `min_rows` rows.

    Raises
    ------
    CheckError
        As `check_few` and `with_missing` do.
    """
    (column,) = table.dimensions
    counts = _counts(table, positive)
    ungrouped = counts.pop(None, None)
    groups: Mapping[str, Counts] = {str(group): one for group, one in counts.items()}
    if ungrouped and missing == "group":
        groups = with_missing(column, groups, ungrouped)
    predicted = {group: one.rows for group, one in groups.items()}
    check_few(column, sum(map(bool, predicted.values())))
    all_rows = {group: one.rows + one.unpredicted for group, one in groups.items()}
    found = suppress(all_rows, predicted, min_rows)
    withheld = sum(predicted[group] > 0 for group in found.withheld)
    return Groups(found.told(groups, Counts.merge), withheld, found.carriers)


def _counts(table: Contingency, positive: Scalar | None) -> dict[str | None, Counts]:
    """Return the counts of the rows by group, None among them."""
    cells: dict[str | None, Counter[tuple[bool | None, bool]]] = {}
    unpredicted: Counter[str | None] = Counter()
    for (level, truth, prediction), count in table.cells.items():
        group = None if level is None else str(level)
        counted = cells.setdefault(group, Counter())
        if prediction is None:
            unpredicted[group] += count
        else:
            counted[None if truth is None else is_positive(truth, positive), is_positive(prediction, positive)] += count
    return {group: Counts(one, unpredicted[group]) for group, one in cells.items()}
