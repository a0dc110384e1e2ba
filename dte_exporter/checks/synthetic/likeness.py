"""What can be known of how alike two tables are, of all rows of both, without holding them."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.checks.synthetic.pair_counts import PairCounts, pair_counts
from dte_exporter.checks.synthetic.ranges import Ranges, inside, ranges
from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.distribution import Distribution, DistributionPlan
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import both
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
        theirs, ours = both(lambda: ranges(real, self.numbers), lambda: ranges(synthetic, self.numbers))
        not_empty(window, ours.rows)
        if not theirs.rows:
            raise NoDataError(f"data set {self.real!r}, which the synthetic data are compared with, holds no rows")
        sides = Sources(windows={"reference": real, "current": synthetic})
        return Likeness(
            DistributionPlan(self.numbers, self.categories, self.row_limit).measure(sides, cache),
            pair_counts(real, self.numbers, self.categories, theirs.known),
            pair_counts(synthetic, self.numbers, self.categories, ours.known),
            _bounds(synthetic, theirs, ours),
            _different(synthetic, self.key) if self.key else None,
            {window: ours.rows, f"datasets.{self.real}": theirs.rows},
        )


def _different(view: View, column: str) -> int:
    ((different,),) = view.rows(view.table.aggregate(different=view.table[column].nunique()))
    return int(different)


def _bounds(view: View, theirs: Ranges, ours: Ranges) -> Mapping[str, Bounds]:
    return {
        name: Bounds(within, ours.by_column[name].missing, theirs.by_column[name].missing > 0)
        for name, within in inside(view, theirs.known).items()
    }
