"""Correlations of columns of numbers from their co-moments, as the engine adds them up in two looks at the rows."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.synthetic.ranges import number
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

Couple = tuple[str, str]

_ROUNDING = 1e-12
"""The deviation, as a share of the mean, that rounding alone gives numbers that are all the same."""


def correlations(view: View, pairs: tuple[Couple, ...]) -> Mapping[Couple, float | None]:
    """Return Pearson's correlation of each of `pairs`, in [-1, 1], over the rows that have both numbers.

    The second look is at deviations from the means of the first, so that nothing is lost of numbers far from 0. None
    where a column of the pair does not vary in those rows.
    """
    if not pairs:
        return {}
    complete = [_complete(view.table, pair) for pair in pairs]
    means = _asked(view, [one.mean() for pair in complete for one in pair])
    centres = list(zip(means[::2], means[1::2], strict=True))
    known = [
        (pair, both, centre) for pair, both, centre in zip(pairs, complete, centres, strict=True) if None not in centre
    ]
    moments = _asked(view, [moment for _, both, centre in known for moment in _moments(both, centre)])
    of_pairs = zip(known, moments[::3], moments[1::3], moments[2::3], strict=True)
    found = {pair: _correlation(centre, *of_pair) for (pair, _, centre), *of_pair in of_pairs}
    return {pair: found.get(pair) for pair in pairs}


def _complete(table: "IbisTable", pair: Couple) -> tuple[Any, Any]:
    """Return both columns, each null in the rows in which the other has no number."""
    import ibis

    first, second = (number(table[name]) for name in pair)
    nothing = ibis.null("float64")
    return ibis.ifelse(second.notnull(), first, nothing), ibis.ifelse(first.notnull(), second, nothing)


def _moments(both: tuple[Any, Any], centre: tuple[float, float]) -> tuple[Any, Any, Any]:
    first, second = (one - mean for one, mean in zip(both, centre, strict=True))
    return (first * first).mean(), (second * second).mean(), (first * second).mean()


def _asked(view: View, aggregates: list[Any]) -> tuple[Any, ...]:
    """Return the answers to aggregates, in their order."""
    named = {f"n{place}": one for place, one in enumerate(aggregates)}
    return view.rows(view.table.aggregate(**named))[0] if named else ()


def _correlation(centre: tuple[float, float], first: float, second: float, product: float) -> float | None:
    constant = (math.sqrt(own) <= _ROUNDING * abs(mean) for own, mean in zip((first, second), centre, strict=True))
    return None if any(constant) else max(-1.0, min(1.0, product / math.sqrt(first) / math.sqrt(second)))
