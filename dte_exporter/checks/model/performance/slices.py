"""The rows that figures are told of, in whichever form they were counted: all, and each group that is large enough."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.checks.grouping import WithoutGroup, check_few, with_missing
from dte_exporter.checks.suppression import Suppression, suppression
from dte_exporter.statistics.residuals.residuals import Errors, Residuals
from dte_exporter.statistics.scores.scores import Scores, Tallies, merged

Rows = Tallies | Errors
"""What was counted of some rows."""


def rows_and_labelled(rows: Rows) -> tuple[int, int]:
    """Return the number of all `rows`, and of those with a label."""
    if isinstance(rows, Errors):
        return rows.rows, rows.labelled
    labelled = sum(tally.rows for cell, tally in rows.items() if cell.truth is not None)
    return sum(tally.rows for tally in rows.values()), labelled


def slices(
    found: Scores | Residuals, column: str, missing: WithoutGroup, min_rows: int
) -> tuple[Mapping[str, Rows], Suppression]:
    """Return the rows of each group of `column` that has `min_rows` labelled ones, and what became of the others.

    Raises
    ------
    CheckError
        As `check_few` and `with_missing` do.
    """
    groups: Mapping[str, Any] = found.groups(column)
    ungrouped = found.ungrouped(column)
    if missing == "group" and ungrouped:
        groups = with_missing(column, groups, ungrouped)
    check_few(column, len(groups))
    sizes = {group: rows_and_labelled(one) for group, one in groups.items()}
    rows, labelled = ({group: size[place] for group, size in sizes.items()} for place in (0, 1))
    how = suppression(rows, labelled, min_rows)
    return how.told(groups, _together), how


def _together(one: Any, two: Any) -> Rows:
    return one.merge(two) if isinstance(one, Errors) else merged(one, two)
