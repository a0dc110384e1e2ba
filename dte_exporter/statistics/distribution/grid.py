"""A grid: equal cells on the number line whose borders are multiples of a power of two.

Such cells nest: a cell of any grid lies within, or is made of, cells of any other. So profiles that were measured
apart add up, a crowded cell can be divided again, and the borders tell nothing of the least and the greatest value.
The arithmetic that finds a value's cell is exact, since it only moves the binary point.
"""

import math
from dataclasses import dataclass

CELLS = 1024
"""The most cells of a grid over a whole column."""

_DIVISION = 4
"""A crowded cell is divided into two to the power of this."""

_FINEST, _COARSEST = -1000, 1000
"""Powers of two whose inverses a double can hold."""

Cell = tuple[int, int]
"""A cell: the power of two that is its width, and the multiple of it where the cell starts."""

BELOW: Cell = (_COARSEST + 1, -1)
"""The cell of what lies below a grid."""

ABOVE: Cell = (_COARSEST + 1, 0)
"""The cell of what lies above a grid."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Adjacent cells of one width; each holds its lower border and not its upper one.

    Parameters
    ----------
    level : int
        The width of a cell is two to this power.
    first : int
        The first cell starts at this multiple of the width.
    cells : int
        How many there are.
    """

    level: int
    first: int
    cells: int

    @classmethod
    def over(cls, low: float, high: float, cells: int = CELLS) -> "Grid":
        """Return the finest grid of at most `cells` cells that holds all from `low` to `high`, both finite."""
        half = high / 2 - low / 2  # their difference may be more than a double holds
        level = max(math.frexp(half)[1] + 1 - cells.bit_length() if half else _FINEST, _resolution(low, high))
        while (grid := cls._spanning(low, high, level)).cells > cells:
            level += 1
        return grid

    @classmethod
    def _spanning(cls, low: float, high: float, level: int) -> "Grid":
        first = math.floor(low / 2.0**level)
        return cls(level, first, math.floor(high / 2.0**level) - first + 1)

    @property
    def width(self) -> float:
        """The width of a cell."""
        return 2.0**self.level

    @property
    def edges(self) -> list[float]:
        """The borders between the cells, without the two outermost."""
        return [(self.first + place) * self.width for place in range(1, self.cells)]

    def cell(self, place: int) -> Cell:
        """Return the cell at `place`, counted from 0."""
        return self.level, self.first + place

    def value(self, steps: float) -> float:
        """Return the number that lies `steps` widths above the start of the grid."""
        return (self.first + steps) * self.width

    def divided(self, low: int, high: int) -> "Grid | None":
        """Return the finer grid over the cells from place `low` to `high`, None where numbers are not finer."""
        start, end = self.value(low), self.value(high + 1)
        level = self.level - _DIVISION
        if level < _resolution(start, end):
            return None
        return Grid(level, (self.first + low) << _DIVISION, (high + 1 - low) << _DIVISION)

    def parent(self, place: int, coarser: "Grid") -> int:
        """Return the place in `coarser` of the cell that holds the one at `place` here."""
        return ((self.first + place) >> (coarser.level - self.level)) - coarser.first


def _resolution(low: float, high: float) -> int:
    """Return the least power of two that tells doubles as large as these apart, and whose inverse is a double."""
    return max(math.frexp(math.ulp(max(abs(low), abs(high))))[1] - 1, _FINEST)
