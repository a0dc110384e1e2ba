"""Two windows that hold the very same rows: compared with themselves they have not moved, and that says nothing."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.sources import SIDES
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_GLANCE = 4
"""Columns that are looked at first: windows that differ nearly always differ in one of them."""

_MODULUS = 2**31 - 1
"""Remainders by it sum up to no more than 64 bits in any window of under four thousand million rows."""


def same_rows(views: Mapping[str, View], rows: Mapping[str, int]) -> bool:
    """Return whether the reference and the current window hold the same rows, in whatever order.

    They do if they are the same part of the same content. If not, windows of as many rows are held against each other
    by what their engine makes of each row: first of a few columns, and of all that both have if those are alike.

    Parameters
    ----------
    views : mapping of str to View
        The windows, by name; of one alone, nothing is the same.
    rows : mapping of str to int
        How many rows each holds.
    """
    if not views.keys() >= {*SIDES}:
        return False
    reference, current = (views[side] for side in SIDES)
    if reference.fingerprint is not None and reference.fingerprint == current.fingerprint:
        return True
    if rows.get(SIDES[0]) != rows.get(SIDES[1]) or reference.engine != current.engine:
        return False
    common = tuple(name for name in reference.table.columns if name in current.table.columns)
    return bool(common) and all(_alike(reference, current, names) for names in (common[:_GLANCE], common))


def sentence(dataset: str, rows: int) -> str:
    """Return what to say of a data set whose windows both hold the same `rows`."""
    return (
        f"the reference and the current window hold the same {rows:,} rows, so there is nothing to compare: "
        f"set datasets.{dataset}.windows.reference to other rows, such as those that the model was trained on"
    )


def _alike(reference: View, current: View, columns: tuple[str, ...]) -> bool:
    first, second = (view.rows(_digest(view.table, columns)) for view in (reference, current))
    return first == second


def _digest(table: "IbisTable", columns: tuple[str, ...]) -> "IbisTable":
    """Return one row that rows in another order share, and other rows hardly do."""
    import ibis

    row: Any = ibis.struct({name: table[name] for name in columns}).hash()
    return table.aggregate(bits=row.bit_xor(), sum=(row % _MODULUS).sum())
