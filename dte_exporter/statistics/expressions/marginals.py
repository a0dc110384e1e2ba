"""Aggregates of all rows, and of each group of each column that makes groups, from one look at the rows.

The engine aggregates by all those columns together and adds up what it has found, once for each of them. What leaves
it grows with the sum of the columns' groups, not with their product.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.doubles import is_finite
from dte_exporter.statistics.expressions.instants import instant

if TYPE_CHECKING:
    from ibis.expr.types import Column, Scalar
    from ibis.expr.types import Table as IbisTable

Slice = tuple[str, str | None]
"""A sensitive column and one of its groups; no group where the column holds no value in a row."""

WHOLE: Slice = ("", "")
"""The slice of all rows."""


class Sum(StrEnum):
    """How an aggregate of a whole comes from those of its parts."""

    SUM = "sum"
    LEAST = "min"
    GREATEST = "max"


def marginals(
    table: "IbisTable",
    dimensions: tuple[str, ...],
    keys: "Mapping[str, Column]",
    aggregates: "Mapping[str, tuple[Scalar, Sum]]",
) -> "IbisTable":
    """Return a row for each slice and each combination of `keys` in it: dimension, group, keys, aggregates."""
    import ibis

    groups = {f"g{place}": as_text(table[column]) for place, column in enumerate(dimensions)}
    joint = table.group_by(**groups, **keys).aggregate(**{name: one for name, (one, _) in aggregates.items()})
    how = {name: sum_ for name, (_, sum_) in aggregates.items()}
    if not dimensions:  # all rows are the one slice, and their sums are there
        return joint.select(ibis.literal("").name("dimension"), ibis.literal("").name("group"), joint)
    slices = [_of_slice(joint, "", None, tuple(keys), tuple(how))]
    slices += [
        _of_slice(joint, column, f"g{place}", tuple(keys), tuple(how)) for place, column in enumerate(dimensions)
    ]
    together = reduce(lambda one, two: one.union(two), slices)
    added = together.group_by(["dimension", "group", *keys])
    return added.aggregate(**{name: getattr(together[name], sum_)() for name, sum_ in how.items()})


def _of_slice(
    joint: "IbisTable", dimension: str, group: str | None, keys: tuple[str, ...], aggregates: tuple[str, ...]
) -> "IbisTable":
    """Return the rows of `joint` with the name of a dimension and the group of each, to be added up."""
    import ibis

    named = joint[group] if group else ibis.literal("")
    columns = {name: joint[name] for name in (*keys, *aggregates)}
    return joint.select(dimension=ibis.literal(dimension), group=named, **columns)


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
