"""Which segments there are: how many rows of each window share the same values of some columns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Level, as_level
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.required import few, require
from dte_exporter.statistics.segments.segment import Segment
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

MAX_VALUES = 1_000
"""More combinations than these are no segments."""


@dataclass(frozen=True, slots=True)
class SegmentCounts:
    """Rows by segment.

    Parameters
    ----------
    rows : mapping of str to int
        All rows, by window.
    by_segment : mapping of Segment to mapping of str to int
        Those of each segment, by window; rows that lack a value are of none.
    """

    rows: Mapping[str, int]
    by_segment: Mapping[Segment, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class SegmentCountsPlan:
    """The segments of all windows that a check reads.

    Parameters
    ----------
    columns : tuple of str
        The columns that make them.
    """

    columns: tuple[str, ...]

    def expression(self, table: "IbisTable") -> "IbisTable":
        """Return the group-by over `table`: a row a combination, at most one more than `MAX_VALUES`."""
        keys = {f"c{place}": table[column] for place, column in enumerate(self.columns)}
        return table.group_by(**keys).aggregate(rows=table.count()).limit(MAX_VALUES + 1)

    def of(self, windows: Mapping[str, View]) -> SegmentCounts:
        """Return the segments of `windows`.

        Raises
        ------
        MissingColumnError
            If a window lacks a column.
        CheckError
            If a column is no category, boolean or whole number, or there are more than `MAX_VALUES` combinations.
        """
        counted = each(partial(self._of, name, view) for name, view in windows.items())
        found = dict(zip(windows, counted, strict=True))
        segments = {segment for counts in found.values() for segment in counts if segment is not None}
        return SegmentCounts(
            {window: sum(counts.values()) for window, counts in found.items()},
            {segment: {window: counts[segment] for window, counts in found.items()} for segment in segments},
        )

    def _of(self, window: str, view: View) -> Counter[Segment | None]:
        require(view, window, *self.columns)
        self._refuse_other_types(view.table)
        found = view.rows(self.expression(view.table))
        few(found, MAX_VALUES, ", ".join(self.columns), "segments are few")
        counts: Counter[Segment | None] = Counter()
        for *values, rows in found:
            levels = [self._level(column, value) for column, value in zip(self.columns, values, strict=True)]
            counts[None if None in levels else Segment(tuple(zip(self.columns, levels, strict=True)))] += rows
        return counts

    def _refuse_other_types(self, table: "IbisTable") -> None:
        for column in self.columns:
            type_ = table[column].type()
            if not (type_.is_string() or type_.is_boolean() or type_.is_numeric()):
                raise _no_segments(column, f"is of type {type_name(type_)}")

    def _level(self, column: str, value: object) -> Level:
        """Return a value as a level; a whole number that is stored with a fraction is one all the same."""
        level = as_level(value)
        if not isinstance(level, float):
            return level
        if not level.is_integer():
            raise _no_segments(column, "holds numbers that are not whole")
        return int(level)


def _no_segments(column: str, why: str) -> CheckError:
    return CheckError(
        f"column {column!r} {why}, and makes no segments: name columns of categories, booleans or whole numbers in by"
    )
