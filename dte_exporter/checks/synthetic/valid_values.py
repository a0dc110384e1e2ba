"""Whether synthetic values are such as the real data have: in their range, or of their categories."""

from dte_exporter.checks.synthetic.likeness import Bounds, Likeness
from dte_exporter.statistics.distribution.categories import Categories


def adherence(likeness: Likeness, column: str) -> float | None:
    """Return the share of valid values, in [0, 1]; None where there is nothing to judge by, or to be judged.

    A missing value is valid where the real column has some too: numbers are then judged by those that are there, and
    categories as one more of them.
    """
    pair = likeness.distribution.pair(column)
    if isinstance(pair.reference, Categories):
        return _of_categories(pair.reference, pair.current)
    bounds = likeness.bounds.get(column)
    return None if bounds is None else _of_numbers(bounds, likeness.synthetic_rows)


def _of_categories(real: Categories, synthetic: Categories) -> float | None:
    if not (real.exact and synthetic.exact and real.count):
        return None
    known = sum(rows for name, rows in synthetic.counts.items() if name in real.counts)
    return (known + (synthetic.nulls if real.nulls else 0)) / (synthetic.count + synthetic.nulls)


def _of_numbers(bounds: Bounds, rows: int) -> float | None:
    judged = rows - bounds.missing if bounds.nullable else rows
    return bounds.inside / judged if judged else None
