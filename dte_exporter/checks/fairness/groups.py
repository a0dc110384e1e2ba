"""The groups of one sensitive feature: who is counted, who is withheld, and what each group's rates are made of."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.checks.classes import is_positive
from dte_exporter.checks.groups import check_few
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
    left_out : int
        Rows without a group or without a prediction.
    """

    counts: Mapping[str, Counts]
    withheld: int
    left_out: int


def grouped(table: Contingency, positive: Scalar | None, min_rows: int) -> Groups:
    """Return the groups of the one dimension of `table`.

    Raises
    ------
    CheckError
        As `check_few` does.
    """
    cells: dict[str, Counter[tuple[bool | None, bool]]] = {}
    left_out = 0
    for (group, truth, prediction), count in table.cells.items():
        if group is None or prediction is None:
            left_out += count
            continue
        key = (None if truth is None else is_positive(truth, positive), is_positive(prediction, positive))
        cells.setdefault(str(group), Counter())[key] += count
    check_few(table.dimensions[0], len(cells))
    counts = {group: Counts(cells[group]) for group in sorted(cells)}
    shown = {group: one for group, one in counts.items() if one.rows >= min_rows}
    return Groups(shown, len(counts) - len(shown), left_out)
