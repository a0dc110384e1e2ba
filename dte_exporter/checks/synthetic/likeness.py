"""What can be known of how alike two tables are, of all rows of both, without holding them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.synthetic.pair_counts import PairCounts, Range, pair_counts
from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.distribution import Distribution, DistributionPlan
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers of a column of synthetic data, by whether they lie in the range of the real ones.

    Parameters
    ----------
    inside : int
        Those that do.
    missing : int
        Rows without a number.
    nullable : bool
        Whether the real column has rows without one, too.
    """

    inside: int
    missing: int
    nullable: bool


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is known of a synthetic and a real table.

    Parameters
    ----------
    distribution : Distribution
        Of the compared columns, of which the real rows are the reference and the synthetic ones the current window.
    real, synthetic : PairCounts
        Of the pairs of these columns.
    bounds : mapping of str to Bounds
        By column of numbers that has any in the real data.
    unique_keys : int or None
        Different keys of the synthetic rows; None where they have no column of keys.
    rows : mapping of str to int
        Rows of the window, the first, and of the real data set.
    """

    distribution: Distribution
    real: PairCounts
    synthetic: PairCounts
    bounds: Mapping[str, Bounds]
    unique_keys: int | None
    rows: Mapping[str, int]

    @property
    def synthetic_rows(self) -> int:
        """Rows of the synthetic data."""
        return next(iter(self.rows.values()))


@dataclass(frozen=True, slots=True)
class LikenessPlan:
    """How alike the window is to another data set.

    Parameters
    ----------
    real : str
        The data set that the window was made from.
    numbers, categories : tuple of str
        The columns that are compared.
    row_limit : int
        See `Distribution`.
    key : str or None
        The column that says which a synthetic row is.
    """

    real: str
    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    row_limit: int
    key: str | None = None

    def measure(self, sources: Sources, cache: StatisticsCache) -> Likeness:
        """Return the statistic of all rows; of the real data what is kept in `cache` is their profile.

        Raises
        ------
        NoDataError
            If one of both holds no rows.
        """
        window, synthetic = sources.own
        real = sources.datasets[self.real]
        rows = {window: _rows(synthetic), f"datasets.{self.real}": _rows(real)}
        not_empty(window, rows[window])
        if not rows[f"datasets.{self.real}"]:
            raise NoDataError(f"data set {self.real!r}, which the synthetic data are compared with, holds no rows")
        sides = Sources(windows={"reference": real, "current": synthetic})
        theirs, ours = _ranges(real, self.numbers), _ranges(synthetic, self.numbers)
        return Likeness(
            DistributionPlan(self.numbers, self.categories, self.row_limit).measure(sides, cache),
            pair_counts(real, self.numbers, self.categories, theirs),
            pair_counts(synthetic, self.numbers, self.categories, ours),
            _bounds(synthetic, theirs, _nullable(real, self.numbers)),
            _different(synthetic, self.key) if self.key else None,
            rows,
        )


def _rows(view: View) -> int:
    ((rows,),) = view.rows(view.table.aggregate(rows=view.table.count()))
    return int(rows)


def _different(view: View, column: str) -> int:
    ((different,),) = view.rows(view.table.aggregate(different=view.table[column].nunique()))
    return int(different)


def _asked(view: View, asked: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the answers to aggregates, in their order."""
    return view.rows(view.table.aggregate(**asked))[0] if asked else ()


def _ranges(view: View, columns: tuple[str, ...]) -> Mapping[str, Range]:
    """Return the smallest and the largest number of each column that has any."""
    numbers = {name: finite(view.table[name]) for name in columns}
    low = _asked(view, {f"low{place}": one.min() for place, one in enumerate(numbers.values())})
    high = _asked(view, {f"high{place}": one.max() for place, one in enumerate(numbers.values())})
    return {name: (float(a), float(b)) for name, a, b in zip(columns, low, high, strict=True) if a is not None}


def _nullable(view: View, columns: tuple[str, ...]) -> frozenset[str]:
    """Return the columns with rows without a number."""
    missing = {f"n{place}": finite(view.table[name]).isnull().sum() for place, name in enumerate(columns)}
    return frozenset(name for name, rows in zip(columns, _asked(view, missing), strict=True) if rows)


def _bounds(view: View, ranges: Mapping[str, Range], nullable: frozenset[str]) -> Mapping[str, Bounds]:
    numbers = [(finite(view.table[name]), low, high) for name, (low, high) in ranges.items()]
    inside = {f"n{place}": ((one >= low) & (one <= high)).sum() for place, (one, low, high) in enumerate(numbers)}
    missing = {f"n{place}": one.isnull().sum() for place, (one, _, _) in enumerate(numbers)}
    counted = zip(ranges, _asked(view, inside), _asked(view, missing), strict=True)
    return {name: Bounds(int(within or 0), int(without), name in nullable) for name, within, without in counted}
