"""Rows of several columns as numbers, in an order of their own."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.drift.held_out.halves import Halves, halves

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Columns = Mapping[str, pd.Series]


@dataclass(frozen=True, slots=True)
class Encoded:
    """The rows of both windows, sorted: in whatever order they were read, they are the same.

    Parameters
    ----------
    reference, current : array of float
        A line a row, a place a column: numbers, and of categories their place among all that either window has, in
        the order of their texts. What is missing, or infinite, is NaN.
    levels : tuple of int
        How many categories each column has; 0 of numbers.
    """

    reference: "Floats"
    current: "Floats"
    levels: tuple[int, ...]

    @property
    def split(self) -> tuple[Halves, Halves]:
        """The halves of both windows, which follow from their rows."""
        rows = len(self.reference), len(self.current)
        return halves(self.reference.tobytes(), self.current.tobytes(), rows)


def encoded(reference: "Columns", current: "Columns", categories: Collection[str]) -> Encoded:
    """Return the rows of both windows as numbers.

    Parameters
    ----------
    reference, current : mapping of str to Series
        The values of the same columns in each window.
    categories : collection of str
        Those of the columns that are not read as numbers.
    """
    import numpy as np

    columns = [_column(reference[name], current[name], name in categories) for name in reference]
    both = np.column_stack([values for values, _ in columns])
    rows = len(next(iter(reference.values())))
    return Encoded(_sorted(both[:rows]), _sorted(both[rows:]), tuple(levels for _, levels in columns))


def _column(reference: "pd.Series", current: "pd.Series", categorical: bool) -> "tuple[Floats, int]":
    """Return the values of a column in both windows, one after the other, and how many categories it has."""
    import numpy as np

    if not categorical:
        numbers = np.concatenate([reference.to_numpy(float, na_value=np.nan), current.to_numpy(float, na_value=np.nan)])
        return np.where(np.isfinite(numbers), numbers, np.nan) + 0.0, 0  # of two zeros there is one
    values = [*reference, *current]
    known = sorted({value for value in values if _is_there(value)}, key=str)
    places = {value: float(place) for place, value in enumerate(known)}
    return np.array([places[value] if _is_there(value) else np.nan for value in values]), len(known)


def _is_there(value: object) -> bool:
    return value is not None and value == value


def _sorted(rows: "Floats") -> "Floats":
    import numpy as np

    return rows[np.lexsort(rows.T[::-1])]
