"""Changes of a column that its distance does not tell apart: values that are missing, new, gone, or out of range.

A distance is of the values that are there, and says how far they have moved, not how: that a category is gone, a unit
is another, or a default came that was never seen. Each of these is a count out of a count, exact in every engine.
"""

import math
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from dte_exporter.metric import Better, MetricSpec, Sample, Unit
from dte_exporter.statistics.distribution import counting
from dte_exporter.statistics.distribution.categories import MAX_CATEGORIES, Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.numbers import Numbers

_POLYZOTIS = "Breck, Polyzotis, Roy, Whang, Zinkevich: Data Validation for Machine Learning, MLSys 2019"


Change = Literal["missing_values", "new_categories", "vanished_categories", "out_of_range"]
"""What may have become of the values of a column."""


def _spec(name: str, help_: str, unit: Unit = Unit.RATIO, low: float = 0) -> MetricSpec:
    labels, better = ("check", "dataset", "column"), Better.LOWER
    return MetricSpec(
        f"dte_drift_{name}", help_, "drift", labels, unit, better=better, low=low, high=1, reference=_POLYZOTIS
    )


SPECS: Mapping[Change, MetricSpec] = {
    "missing_values": _spec(
        "missing_ratio_change",
        "Share of the current rows without a value less that of the reference: 0 is no change, 1 all are missing now.",
        Unit.NONE,
        low=-1,
    ),
    "new_categories": _spec(
        "new_categories_ratio", "Share of the current values whose category the reference does not have: 0 none, 1 all."
    ),
    "vanished_categories": _spec(
        "vanished_categories_ratio",
        "Share of the reference's values whose category the current window does not have: 0 none, 1 all.",
    ),
    "out_of_range": _spec(
        "out_of_range_ratio",
        "Share of the current numbers below the reference's least or above its greatest: 0 none, 1 all.",
    ),
}


def changes_of(pair: Pair[Any], rows: Mapping[str, int], asked: tuple[Change, ...]) -> Iterator[Sample | str]:
    """Yield those of the changes `asked` for that a column of this kind can have, or why there is none.

    Parameters
    ----------
    pair : Pair
        The column in both windows.
    rows : mapping of str to int
        All rows of each window.
    asked : tuple of Change
        Which are wanted.
    """
    of_kind = _of_categories(pair) if isinstance(pair.reference, Categories) else _of_numbers(pair)
    gained = _missing(pair.current, rows["current"]) - _missing(pair.reference, rows["reference"])
    found: dict[Change, float | str] = {"missing_values": gained, **of_kind}
    for change, value in found.items():
        if change in asked:
            yield value if isinstance(value, str) else SPECS[change].sample(value, column=pair.column)


def _missing(side: Numbers | Categories, rows: int) -> float:
    """Return the share of rows that hold nothing, or what is no number; an infinite one is a value."""
    nothing = side.nulls if isinstance(side, Categories) else side.missing.nulls + side.missing.nans
    return nothing / rows


def _of_categories(pair: Pair[Categories]) -> Mapping[Change, float | str]:
    return {
        "new_categories": _beyond(pair, "new_categories", pair.current, pair.reference),
        "vanished_categories": _beyond(pair, "vanished_categories", pair.reference, pair.current),
    }


def _beyond(pair: Pair[Categories], change: Change, of: Categories, other: Categories) -> float | str:
    """Return the share of the values `of` one window whose category the `other` does not have."""
    if not pair.exact:
        return f"column {pair.column!r}: {change} cannot be told of over {MAX_CATEGORIES:,} categories"
    if not pair.reference.count or not pair.current.count:
        return f"column {pair.column!r}: {change} is not defined, a window has no values"
    return sum(count for category, count in of.counts.items() if category not in other.counts) / of.count


def _of_numbers(pair: Pair[Numbers]) -> Mapping[Change, float | str]:
    if not pair.reference.count or not pair.current.count:
        return {"out_of_range": f"column {pair.column!r}: out_of_range is not defined, a window has no values"}
    outside = _outside_of_known(pair) if pair.exact else _outside(pair)
    return {"out_of_range": outside / pair.current.count}


def _outside_of_known(pair: Pair[Numbers]) -> int:
    low, high = min(pair.reference.values), max(pair.reference.values)
    return sum(count for value, count in pair.current.values.items() if not low <= value <= high)


def _outside(pair: Pair[Numbers]) -> int:
    """Return the current numbers out of the reference's range, which cells blur: the engine is asked for both."""
    reference, current = pair.views["reference"], pair.views["current"]
    ((low, high),) = reference.rows(counting.finite_range(reference.table, pair.column))
    edges = float(low), math.nextafter(float(high), math.inf)
    counts = dict(current.rows(counting.between(current.table, pair.column, edges)))
    return int(counts.get(0, 0) + counts.get(2, 0))
