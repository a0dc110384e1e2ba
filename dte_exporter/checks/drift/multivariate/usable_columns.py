"""Which features are looked at together: those that `check: drift` finds fit, and that have values in both windows."""

from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.checks.drift.compared_columns import Scored, scored_columns
from dte_exporter.checks.drift.methods import ColumnType
from dte_exporter.checks.drift.params import Params
from dte_exporter.checks.drift.unfit import misread, unfit
from dte_exporter.checks.unlike_windows import refusal
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.distribution.distribution import Distribution


@dataclass(frozen=True, slots=True)
class Usable:
    """The features of a data set, by whether they are looked at.

    Parameters
    ----------
    columns : tuple of Scored
        Those that are.
    left_out : tuple of str
        A sentence for each of the others.
    notices : tuple of str
        A sentence for each that is, though it looks like something else.
    """

    columns: tuple[Scored, ...]
    left_out: tuple[str, ...]
    notices: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those that are looked at."""
        return tuple(column.name for column in self.columns)

    @property
    def categories(self) -> frozenset[str]:
        """Those of them that are read as categories."""
        return frozenset(column.name for column in self.columns if column.type is ColumnType.CATEGORY)


def features(roles: Roles) -> tuple[Scored, ...]:
    """Return the features that could be looked at, from their kinds alone."""
    return tuple(column for column in scored_columns(Params(), roles) if column.name in roles.features)


def usable(distribution: Distribution, roles: Roles) -> Usable:
    """Return which features are looked at, seeing how they are distributed."""
    looked_at = features(roles)
    reasons = [_reason(column, distribution, roles) for column in looked_at]
    columns = tuple(column for column, reason in zip(looked_at, reasons, strict=True) if reason is None)
    notices = filter(None, (misread(column, distribution, roles) for column in columns))
    return Usable(columns, tuple(filter(None, reasons)), tuple(notices))


def _reason(column: Scored, distribution: Distribution, roles: Roles) -> str | None:
    """Return why a column is not looked at; None where it is."""
    if column.name in distribution.refused:
        return refusal(column.name, distribution.refused[column.name])
    return next(_empty(column.name, distribution), None) or unfit(column, distribution, Params(), roles)


def _empty(name: str, distribution: Distribution) -> Iterator[str]:
    pair = distribution.pair(name)
    for side, one in (("reference", pair.reference), ("current", pair.current)):
        if not one.count:
            yield f"column {name!r} has no values in the {side} window"
