"""Complementary suppression: which cells of a table are withheld besides the small ones, lest these be worked out.

Where several lines of a table are told, what is withheld can be worked out from more than one of them. How much those
who add and subtract whatever is told can know of a cell is a linear programme: the most rows that it may hold. As long
as that is what a group must hold, every sum that they find it in is of so many rows or more, by duality.
"""

from collections.abc import Collection, Mapping, Sequence

Line = frozenset[str]
"""Cells whose sum is told."""


def complementary(
    sizes: Mapping[str, int], lines: Collection[Line], withheld: Collection[str], min_rows: int
) -> frozenset[str]:
    """Return the cells to withhold: those `withheld` anyway, all below `min_rows`, and as many others as it takes.

    The others are the smallest that serve, taken one by one: the fewest of all would be a search through all sets.

    Parameters
    ----------
    sizes : mapping of str to int
        Rows by cell. Their sum is told as well.
    lines : collection of Line
        The cells of each line that is told and has `min_rows` rows.
    """
    hidden = {*withheld, *(cell for cell, rows in sizes.items() if rows < min_rows)}
    small = sorted(cell for cell, rows in sizes.items() if 0 < rows < min_rows)
    while exposed := next((cell for cell in small if most_rows(cell, sizes, lines, hidden) < min_rows), None):
        shown = sorted(sizes.keys() - hidden, key=lambda cell: (sizes[cell], cell))
        if not shown:
            break
        hidden.add(_next(exposed, shown, sizes, lines, hidden, min_rows))
    return frozenset(hidden)


def _next(
    exposed: str,
    shown: Sequence[str],
    sizes: Mapping[str, int],
    lines: Collection[Line],
    hidden: Collection[str],
    min_rows: int,
) -> str:
    """Return which of the cells `shown`, the smallest first, to withhold for the `exposed` one.

    Of a line in which too little is withheld, its first. Where there is none, the first that is enough, such as the
    fourth corner of a rectangle; where none is, the first of all.
    """
    for line in lines:
        if exposed in line and sum(sizes[cell] for cell in line.intersection(hidden)) < min_rows:
            return next(cell for cell in shown if cell in line)
    enough = (cell for cell in shown if most_rows(exposed, sizes, lines, {*hidden, cell}) >= min_rows)
    return next(enough, shown[0])


def most_rows(cell: str, sizes: Mapping[str, int], lines: Collection[Line], hidden: Collection[str]) -> float:
    """Return the most rows that `cell` may hold, for all that follows from `lines` where `hidden` is not told."""
    from scipy.optimize import linprog

    unknown = sorted(hidden)
    told = [line for line in (frozenset(sizes), *lines) if not line.isdisjoint(unknown)]
    found = linprog(
        c=[-float(one == cell) for one in unknown],
        A_eq=[[float(one in line) for one in unknown] for line in told],
        b_eq=[sum(sizes[one] for one in line.intersection(unknown)) for line in told],
    )
    return round(-float(found.fun or 0.0), 6)
