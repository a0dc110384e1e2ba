"""Whether the values of a column repeat: those of an identifier do not, and their distribution says nothing.

For whole numbers it takes more than that all are different, which amounts of money may be as well: of `n` independent
numbers out of `r` all differ with a probability of at most exp(-n (n - 1) / 2r), whatever they are distributed like
(the birthday problem: even shares are the likeliest not to meet). Where that is next to nothing and all differ none the
less, somebody has given each row its own.
"""

from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.sources import SIDES

FEW = 20
"""So many different texts are categories, however few the rows."""

CERTAIN = 20.0
"""The exponent from which numbers do not differ by chance: exp(-20) is one in 500 million."""


def hardly_repeats(distinct: int, values: int) -> bool:
    """Return whether a text with so many different values among all is a name, an identifier or a remark."""
    return distinct > max(FEW, values / 2)


def texts_hardly_repeat(pair: Pair[Categories]) -> bool:
    """Return whether both sides hardly repeat: a category may have more levels than one small window has rows."""
    return all(hardly_repeats(side.distinct, side.count) for side in (pair.reference, pair.current))


def numbers_are_given(pair: Pair[Numbers]) -> bool:
    """Return whether `pair` holds whole numbers that differ in every row, on one side at least not by chance."""
    if not pair.whole:
        return False
    sides = list(zip(SIDES, (pair.reference, pair.current), strict=True))
    if not any(would_repeat(*_extent(pair, name, side)) for name, side in sides):
        return False
    return not any(_repeats(pair, name, side) for name, side in sides)


def would_repeat(count: int, room: float) -> bool:
    """Return whether `count` numbers that lie among `room` whole ones cannot all differ by chance."""
    return count > 1 and count * (count - 1) / 2 >= CERTAIN * room


def _extent(pair: Pair[Numbers], name: str, side: Numbers) -> tuple[int, float]:
    """Return how many numbers a side holds, and among how many whole ones they lie."""
    if side.exact:
        low, high = min(side.values, default=0.0), max(side.values, default=0.0)
    else:
        view = pair.views[name]
        ((_, _, low, high),) = view.rows(counting.totals(view.table, (pair.column,)))
    return side.count, float(high) - float(low) + 1


def _repeats(pair: Pair[Numbers], name: str, side: Numbers) -> bool:
    """Return whether a number occurs twice on a side; its first rows mostly tell."""
    if side.exact:
        return len(side.values) < side.count
    view = pair.views[name]
    questions = (counting.repeated(view.table, pair.column, limit) for limit in (counting.PROBE_ROWS, None))
    return any(repeated for question in questions for ((repeated,),) in [view.rows(question)])
