"""Aggregates of all rows, and of each group that columns make, one by one or together, from one look at the rows.

The engine aggregates by all those columns together and adds up what it has found, once for each way to divide the rows.
What leaves it grows with the sum of their groups, not with the product of the columns'.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import reduce
from itertools import chain, starmap
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.doubles import is_finite
from dte_exporter.statistics.expressions.instants import instant

if TYPE_CHECKING:
    from ibis.expr.types import Column, Scalar
    from ibis.expr.types import Table as IbisTable

Slice = tuple[str, str | None] | tuple[tuple[str, ...], tuple[str | None, ...]]
"""A sensitive column and one of its groups, or several and one of each; None where a column holds no value in a row."""

WHOLE: Slice = ("", "")
"""The slice of all rows."""


class Sum(StrEnum):
    """How an aggregate of a whole comes from those of its parts."""

    SUM = "sum"
    LEAST = "min"
    GREATEST = "max"


def slice_of(columns: tuple[str, ...], groups: tuple[str | None, ...]) -> Slice:
    """Return the slice of the rows that hold `groups` in `columns`; of no columns that of all rows."""
    if not columns:
        return WHOLE
    return (columns[0], groups[0]) if len(columns) == 1 else (columns, groups)


def group_names(width: int) -> tuple[str, ...]:
    """Return what the columns of groups are called in an answer on so many."""
    return tuple(f"group{place}" for place in range(width))


def marginals(
    table: "IbisTable",
    ways: tuple[tuple[str, ...], ...],
    keys: "Mapping[str, Column]",
    aggregates: "Mapping[str, tuple[Scalar, Sum]]",
) -> "IbisTable":
    """Return a row for each group of each way to divide the rows and each combination of `keys` in it.

    Parameters
    ----------
    ways : tuple of tuple of str
        The columns of each; the first has none, and its one group is all rows.

    Returns
    -------
    Table
        The place of the way, the group in each of its columns (null in further ones), keys, aggregates.
    """
    import ibis

    dimensions = {column: f"g{place}" for place, column in enumerate(dict.fromkeys(chain.from_iterable(ways)))}
    groups = {name: as_text(table[column]) for column, name in dimensions.items()}
    joint = table.group_by(**groups, **keys).aggregate(**{name: one for name, (one, _) in aggregates.items()})
    if not dimensions:  # all rows are the one slice, and their sums are there
        return joint.select(ibis.literal(0, "int16").name("way"), joint)
    names = group_names(max(map(len, ways)))

    def divided(way: int, columns: tuple[str, ...]) -> "IbisTable":
        told = [*(joint[dimensions[column]] for column in columns), *[ibis.null("string")] * len(names)]
        kept = {name: joint[name] for name in (*keys, *aggregates)}
        return joint.select(way=ibis.literal(way, "int16"), **dict(zip(names, told, strict=False)), **kept)

    together = reduce(lambda one, two: one.union(two), starmap(divided, enumerate(ways)))
    added = together.group_by(["way", *names, *keys])
    return added.aggregate(**{name: getattr(together[name], sum_)() for name, (_, sum_) in aggregates.items()})


def as_text(column: "Column") -> "Column":
    """Return the names of groups behind the values of `column`, as Python writes them; none for NaN or infinity.

    Names that are blank are still told apart: whoever reads the few groups makes one of those that are missing.
    """
    import ibis

    if column.type().is_boolean():
        return ibis.ifelse(column, "True", "False")
    if column.type().is_floating():
        return ibis.ifelse(is_finite(column), column.cast("string"), ibis.null("string"))
    return column.cast("string")


def seconds(table: "IbisTable", time: str | None, timezone: str) -> "Column":
    """Return the column `time` as seconds since the epoch, see `instants.instant`; nulls where it is None.

    Numbers are seconds already.
    """
    import ibis

    if time is None:
        return ibis.null("int64")
    numbers = table[time].type().is_numeric()
    return (table[time].cast("timestamp") if numbers else instant(table, time, timezone)).epoch_seconds()
