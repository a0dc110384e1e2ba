"""How far numbers reach: what one look at a table tells of each of its columns of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers of a column.

    Parameters
    ----------
    low, high : float or None
        The smallest and the largest; None where there is none.
    missing : int
        Rows without a finite number.
    """

    low: float | None
    high: float | None
    missing: int


@dataclass(frozen=True, slots=True)
class Ranges:
    """Rows of a table, and the range of each of its columns of numbers."""

    rows: int
    by_column: Mapping[str, Range]

    @property
    def known(self) -> Mapping[str, tuple[float, float]]:
        """The ends of those that have any number."""
        ends = {name: (one.low, one.high) for name, one in self.by_column.items()}
        return {name: (low, high) for name, (low, high) in ends.items() if low is not None and high is not None}


def number(column: "Column") -> Any:
    """Return the finite numbers of `column` as doubles; whole ones are finite as they are."""
    return column.cast("float64") if column.type().is_integer() else finite(column)


def ranges(view: View, columns: tuple[str, ...]) -> Ranges:
    """Return the ranges of `columns`, in one look at the rows."""
    asked: dict[str, Any] = {"rows": view.table.count()}
    for place, name in enumerate(columns):
        one = number(view.table[name])
        asked |= {f"low{place}": one.min(), f"high{place}": one.max(), f"known{place}": one.count()}
    rows, *found = view.rows(view.table.aggregate(**asked))[0]
    of_columns = zip(columns, found[::3], found[1::3], found[2::3], strict=True)
    return Ranges(int(rows), {name: _range(low, high, int(rows) - int(known)) for name, low, high, known in of_columns})


def _range(low: Any, high: Any, missing: int) -> Range:
    return Range(None, None, missing) if low is None else Range(float(low), float(high), missing)


def inside(view: View, ends: Mapping[str, tuple[float, float]]) -> Mapping[str, int]:
    """Return how many numbers of each column lie between its `ends`."""
    within = {
        f"n{place}": ((number(view.table[name]) >= low) & (number(view.table[name]) <= high)).sum()
        for place, (name, (low, high)) in enumerate(ends.items())
    }
    counted = view.rows(view.table.aggregate(**within))[0] if within else ()
    return {name: int(rows or 0) for name, rows in zip(ends, counted, strict=True)}
