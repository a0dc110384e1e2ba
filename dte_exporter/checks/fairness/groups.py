"""The groups of one sensitive feature: who is counted, who is withheld, and what each group's rates are made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.grouping import WithoutGroup, check_few, with_missing
from dte_exporter.config.models import Scalar
from dte_exporter.statistics.contingency import Contingency


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows of one group by truth and prediction; both are whether the class is the positive one.

    Parameters
    ----------
    cells : mapping of (bool or None, bool) to int
        Truth is None for rows without a label.
    """

    cells: Mapping[tuple[bool | None, bool], int]

    @property
    def rows(self) -> int:
        """All rows of the group."""
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


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of a sensitive feature that are large enough to be spoken of.

    Parameters
    ----------
    counts : mapping of str to Counts
        By group, in the order of their names.
    withheld : int
        Groups with fewer rows than the disclosure limit.
    """

    counts: Mapping[str, Counts]
    withheld: int


def grouped(table: Contingency, positive: Scalar | None, min_rows: int, missing: WithoutGroup = "leave_out") -> Groups:
    """Return the groups of the one dimension of `table`; rows without a prediction are in none.

    Parameters
    ----------
    missing : str
        Whether rows without a group are left out, or a group of their own.

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
    check_few(column, len(groups))
    shown = {group: groups[group] for group in sorted(groups) if groups[group].rows >= min_rows}
    return Groups(shown, len(groups) - len(shown))


def _counts(table: Contingency, positive: Scalar | None) -> dict[str | None, Counts]:
    """Return the counts of the rows with a prediction by group, None among them."""
    cells: dict[str | None, Counter[tuple[bool | None, bool]]] = {}
    for (group, truth, prediction), count in table.cells.items():
        if prediction is not None:
            key = (None if truth is None else is_positive(truth, positive), is_positive(prediction, positive))
            cells.setdefault(None if group is None else str(group), Counter())[key] += count
    return {group: Counts(one) for group, one in cells.items()}
