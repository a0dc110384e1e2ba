"""How many rows are different: told by a few columns where these tell all rows apart, and else by all.

To compare rows by many columns takes long, and rows that differ in some differ in all. Columns of many different values
are known beforehand, and rows that repeat others are few.
"""

from collections.abc import Mapping
from math import prod
from typing import TYPE_CHECKING

from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_HARDLY = 10
"""Of so many times the squared rows that combinations of values are, two rows hardly meet in one by chance."""


def different_rows(view: View, columns: tuple[str, ...], rows: int, distinct: Mapping[str, int]) -> int:
    """Return how many of the `rows` of `view` are different, by `columns`.

    Parameters
    ----------
    distinct : mapping of str to int
        Different values of those columns of which they are known; null is none.
    """
    if rows in distinct.values():
        return rows
    some = telling(columns, rows, distinct)
    if some and _different(view, some) == rows:
        return rows
    return _different(view, columns)


def telling(columns: tuple[str, ...], rows: int, distinct: Mapping[str, int]) -> tuple[str, ...]:
    """Return the fewest of `columns` that should tell all `rows` apart; none where it takes them all."""
    ordered = sorted(distinct, key=lambda name: -distinct[name])
    for width in range(1, min(len(ordered), len(columns) - 1) + 1):
        if prod(distinct[name] for name in ordered[:width]) >= _HARDLY * rows**2:
            return tuple(ordered[:width])
    return ()


def _different(view: View, columns: tuple[str, ...]) -> int:
    ((different,),) = view.rows(_distinct_rows(view.table, columns))
    return int(different)


def _distinct_rows(table: "IbisTable", columns: tuple[str, ...]) -> "IbisTable":
    different = table.select(*columns).distinct()
    return different.aggregate(rows=different.count())
