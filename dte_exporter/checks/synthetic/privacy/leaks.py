"""What can be known of what synthetic rows give away: counts of all rows, and a draw of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dte_exporter.checks.synthetic.privacy.attribution import Attribution, attribution
from dte_exporter.checks.synthetic.privacy.met_rows import Met, apart, met
from dte_exporter.checks.synthetic.ranges import number
from dte_exporter.errors import NoDataError
from dte_exporter.statistics.expressions.met_numbers import met_as_text
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import not_empty
from dte_exporter.statistics.row_count import rows_of
from dte_exporter.statistics.rows import drawn
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from dte_exporter.statistics.rows import Columns


@dataclass(frozen=True, slots=True)
class Leaks:
    """What is known of synthetic rows beside the real ones.

    Parameters
    ----------
    copies : int
        Synthetic rows that equal a real one.
    near_copies : int or None
        Those that equal one in all columns but one, and none in all; None between engines, or of one column.
    combinations : Met or None
        The rare combinations of quasi-identifiers in the real data; None where none are compared.
    categories : mapping of str to Met
        The rare categories of each real column.
    attributions : mapping of str to Attribution
        By sensitive column; none between engines.
    pools : mapping of str to mapping of str to pandas Series
        Rows of the ``synthetic`` data, the ``real`` and, where there are any, the ``holdout``.
    whole : tuple of bool
        Whether each column of numbers is of whole ones in the real data.
    rows : mapping of str to int
        Rows of the window, the first, and of each further data set.
    """

    copies: int
    near_copies: int | None
    combinations: Met | None
    categories: Mapping[str, Met]
    attributions: Mapping[str, Attribution]
    pools: "Mapping[str, Columns]"
    whole: tuple[bool, ...]
    rows: Mapping[str, int]

    @property
    def synthetic_rows(self) -> int:
        """Rows of the synthetic data."""
        return next(iter(self.rows.values()))


@dataclass(frozen=True, slots=True)
class LeaksPlan:
    """What the window gives away of another data set.

    Parameters
    ----------
    real : str
        The data set that the window was made from.
    holdout : str or None
        The data set of real rows that it was not made from.
    numbers, categories : tuple of str
        The columns that are compared.
    sensitive, quasi_identifiers : tuple of str
        Columns that an attacker wants, and that tell people together.
    rare_rows : int
        What fewer rows have is rare.
    pool_rows : int
        So many rows of each are drawn at most.
    """

    real: str
    holdout: str | None
    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    sensitive: tuple[str, ...]
    quasi_identifiers: tuple[str, ...]
    rare_rows: int
    pool_rows: int

    def measure(self, sources: Sources, cache: StatisticsCache) -> Leaks:
        """Return the statistic; it is never cached, since each side may change alone.

        Raises
        ------
        NoDataError
            If the window or a further data set holds no rows.
        """
        window, own = sources.own
        real = sources.datasets[self.real]
        rows = self._rows(window, sources)
        one_engine = own.engine == real.engine
        sensitive = self.sensitive if one_engine else ()
        copies = met(own, self._columns, real).met_rows
        return Leaks(
            copies,
            rows[window] - apart(own, self._columns, real) - copies if one_engine and len(self._columns) > 1 else None,
            met(real, self.quasi_identifiers, own, self.rare_rows) if self.quasi_identifiers else None,
            {name: met(real, (name,), own, self.rare_rows) for name in self.categories},
            {name: attribution(own, real, self._known(name), name) for name in sensitive},
            self._pools(own, sources),
            tuple(real.table[name].type().is_integer() for name in self.numbers),
            rows,
        )

    @property
    def _columns(self) -> tuple[str, ...]:
        return *self.numbers, *self.categories

    def _known(self, sensitive: str) -> tuple[str, ...]:
        return tuple(name for name in self.categories if name != sensitive)

    def _rows(self, window: str, sources: Sources) -> Mapping[str, int]:
        read = {name: sources.datasets[name] for name in filter(None, (self.real, self.holdout))}
        views = {window: sources.own[1], **{f"datasets.{name}": view for name, view in read.items()}}
        rows = dict(zip(views, each(partial(rows_of, view) for view in views.values()), strict=True))
        not_empty(window, rows[window])
        for name in read:
            if not rows[f"datasets.{name}"]:
                raise NoDataError(f"data set {name!r}, which the synthetic data are compared with, holds no rows")
        return rows

    def _pools(self, own: View, sources: Sources) -> "Mapping[str, Columns]":
        views = {"synthetic": own, "real": sources.datasets[self.real]}
        if self.holdout is not None:
            views["holdout"] = sources.datasets[self.holdout]
        return {name: self._drawn(view) for name, view in views.items()}

    def _drawn(self, view: View) -> "Columns":
        import pandas as pd

        of_numbers = {name: number(view.table[name]).cast("float64") for name in self.numbers}
        of_categories = {name: met_as_text(view.table[name]) for name in self.categories}
        rows = view.rows(drawn(view.table.select(**of_numbers, **of_categories), self.pool_rows))
        return {name: pd.Series(held) for name, held in zip(self._columns, zip(*rows, strict=True), strict=True)}
