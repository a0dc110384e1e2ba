"""The rows that figures are told of, in whichever form they were counted: all, and each group that is large enough."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.labelled_groups import Counting, LabelledGroups, Size, labelled_groups
from dte_exporter.checks.told_beside import Columns
from dte_exporter.config.groups.sensitive import Sensitive, columns_of
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
    found: Scores | Residuals, features: tuple[Sensitive, ...], missing: WithoutGroup, min_rows: int
) -> Mapping[Columns, LabelledGroups[Any]]:
    """Return the groups of each of `features`, by its columns; those that are shown have `min_rows` labelled rows.

    Raises
    ------
    CheckError
        As `labelled_groups` does.
    """
    parts: Mapping[Columns, Any] = {columns: found.parts(*columns) for columns in map(columns_of, features)}
    return labelled_groups(parts, _counting(found), min_rows, missing)


def _counting(found: Scores | Residuals) -> Counting[Any]:
    """Return how rows are counted; where nothing but probabilities is predicted, those that have one are predicted."""
    scored = isinstance(found, Scores) and found.predictions <= {None}

    def predicted(rows: Rows) -> int:
        if isinstance(rows, Errors):
            return rows.predicted
        return sum(tally.rows for cell, tally in rows.items() if (cell.bin if scored else cell.prediction) is not None)

    def size(rows: Rows) -> Size:
        told, labelled = rows_and_labelled(rows)
        return Size(told, predicted(rows), labelled)

    return Counting(size, _together)


def _together(one: Any, two: Any) -> Rows:
    return one.merge(two) if isinstance(one, Errors) else merged(one, two)
