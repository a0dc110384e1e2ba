"""How residuals are measured: the question to the engine, one look at the rows, and its answer read."""

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.statistics.expressions.blank import is_blank
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.expressions.marginals import as_text, seconds
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import few, not_empty, require
from dte_exporter.statistics.residuals.powers import LARGEST, Powers
from dte_exporter.statistics.residuals.residuals import SQUARED, Errors, Groups, Residuals
from dte_exporter.statistics.sources import Sources

if TYPE_CHECKING:
    from ibis.expr.operations import Node
    from ibis.expr.types import BooleanValue, FloatingValue, NumericScalar
    from ibis.expr.types import Table as IbisTable

MAX_CELLS = 100_000

_SUMS = 7
"""The counts and sums that `Errors` begins with."""


@dataclass(frozen=True, slots=True)
class ResidualsPlan:
    """The residuals of one window.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    truth, prediction : str
        The columns of labels and of predictions, both of numbers.
    time : str or None
        The column of times.
    bands : Bands
        Those of `dimensions` whose bands make the groups instead of their values.
    """

    dimensions: tuple[str, ...]
    truth: str
    prediction: str
    time: str | None = None
    bands: Bands = ()

    def expression(self, table: "IbisTable", timezone: str = "UTC") -> "IbisTable":
        """Return the sums over `table` of each combination of groups, at most one more than `MAX_CELLS`."""
        return _expression(self, table.op(), timezone)

    def measure(self, sources: Sources, cache: StatisticsCache) -> Residuals:
        """Return the residuals of the one window in `views`, which are not kept.

        Raises
        ------
        SourceError
            If the window lacks a column.
        NoDataError
            If it holds no rows.
        CheckError
            If there are more than `MAX_CELLS` combinations of groups.
        """
        window, view = sources.own
        require(view, window, *self.dimensions, self.truth, self.prediction, *filter(None, (self.time,)))
        found = view.rows(self.expression(view.table, view.timezone))
        not_empty(window, found)
        few(found, MAX_CELLS, ", ".join(self.dimensions), "groups are few")
        width = len(self.dimensions)
        cells: dict[Groups, Errors] = {}
        for one in found:
            groups = tuple(None if name is None or is_blank(name) else name for name in one[:width])
            cells[groups] = cells.get(groups, Errors()).merge(_errors(one[width:-1]))
        newest = max((one[-1] for one in found if one[-1] is not None), default=None)
        return Residuals(self.dimensions, cells, None if newest is None else float(newest), window)


def _errors(found: tuple[Any, ...]) -> Errors:
    *known, predicted, count, mean, variance, mean_predicted, variance_predicted = found
    sums, (fourths, share_squares), powers = known[:_SUMS], known[_SUMS : _SUMS + 2], known[_SUMS + 2 :]
    return Errors(
        *[one or 0 for one in sums],
        predicted=predicted or 0,
        truth=Moments(count, mean, variance * count) if count else Moments(),
        prediction=Moments(count, mean_predicted, variance_predicted * count) if count else Moments(),
        fourths=_known(fourths, sums[-2]),
        share_squares=_known(share_squares, sums[-1]),
        powers=Powers(*[one or 0.0 for one in powers]),
    )


def _known(squares: float | None, total: float | None) -> float:
    """Return the sum of the squares of numbers, infinite where one was too large, as only a large `total` can tell."""
    return math.inf if (total or 0.0) > SQUARED[1] else squares or 0.0


def _squared(number: "FloatingValue") -> "FloatingValue":
    """Return the square of `number`, 0 where a double does not hold it."""
    held = _held(number, number.between(*SQUARED))
    return held * held


def _held(number: "FloatingValue", where: "BooleanValue") -> "FloatingValue":
    """Return `number`, and 0 elsewhere than `where`."""
    import ibis

    return ibis.ifelse(where, number, ibis.literal(0.0, "float64"))


@functools.lru_cache(maxsize=256)
def _expression(plan: ResidualsPlan, operation: "Node", timezone: str) -> "IbisTable":
    """Return the question of `plan`, made once of each table: an Ibis table equals only itself, its operation not."""
    import ibis

    table = operation.to_expr()
    label, prediction = (finite(table[column]) for column in (plan.truth, plan.prediction))
    both = label.notnull() & prediction.notnull()
    known = table.select(
        {
            **groups_in(table, plan.dimensions, plan.bands),
            "truth_": ibis.ifelse(both, label, ibis.null("float64")),
            "prediction_": ibis.ifelse(both, prediction, ibis.null("float64")),
            "residual": prediction - label,
            "labelled": label.notnull(),
            "predicted": prediction.notnull(),
            "seconds": seconds(table, plan.time, timezone),
        }
    )
    groups = {f"g{place}": as_text(known[column]) for place, column in enumerate(plan.dimensions)}
    measured = known.group_by(**groups) if groups else known
    found = measured.aggregate(
        **_sums(known),
        predicted=known.predicted.sum(),
        count=known.truth_.count(),
        mean=known.truth_.mean(),
        variance=known.truth_.var(how="pop"),
        mean_predicted=known.prediction_.mean(),
        variance_predicted=known.prediction_.var(how="pop"),
        newest=known.seconds.max(where=known.labelled),
    )
    return found.filter(found.rows > 0).limit(MAX_CELLS + 1)


def _sums(known: "IbisTable") -> dict[str, "NumericScalar"]:
    """Return the counts that `Errors` begins with, its sums, and those of `Powers`."""
    share = (known.residual / known.truth_.nullif(0)).abs()  # some engines refuse to divide by 0, whatever is asked
    square = known.residual * known.residual
    label = _held(known.truth_, known.truth_.abs().between(1 / LARGEST, LARGEST))
    held = _held(square, square.between(*SQUARED))
    return {
        "rows": known.count(),
        "labelled": known.labelled.sum(),
        "zeros": (known.truth_ == 0).sum(),
        "errors": known.residual.sum(),
        "absolute": known.residual.abs().sum(),
        "squares": square.sum(),
        "shares": share.sum(),
        "fourths": (held * held).sum(),
        "share_squares": _squared(share).sum(),
        "cubes": (label * label * label).sum(),
        "label_fourths": (label * label * label * label).sum(),
        "with_label": (held * label).sum(),
        "with_square": (held * (label * label)).sum(),
    }
