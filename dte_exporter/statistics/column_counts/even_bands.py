"""Bounds between bands of a column of numbers that hold about as many rows each."""

from bisect import bisect_left
from itertools import accumulate

from dte_exporter.statistics.distribution.numbers import Numbers


def even_bounds(numbers: Numbers, bands: int) -> tuple[float, ...]:
    """Return the ascending bounds, one at least, of bands of about as many rows; a bound belongs to the band above it.

    Each number has a band of its own where there are no more than `bands` of them. A number alone is the bound above
    which it lies, so that what is less or missing can be told from it.

    Parameters
    ----------
    numbers : Numbers
        The profile of the column: where it is one of cells, a bound is the mean of a cell.
    bands : int
        At least 2: the most bands, but for that of a number alone.
    """
    weighted = numbers.weighted
    values = [value for value, _ in weighted]
    if len(values) <= bands:
        return tuple(values[1:] or values or [0.0])
    below = [0, *accumulate(rows for _, rows in weighted[:-1])]
    places = (bisect_left(below, part * numbers.count / bands) for part in range(1, bands))
    return tuple(sorted({values[min(place, len(values) - 1)] for place in places}))
