"""Rows without a time, where a rule is about what came before what: they are left out, and counted."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.people.tables import Tables
from dte_exporter.outcome import LeftOut, Reason
from dte_exporter.statistics.expressions.instants import instant
from dte_exporter.statistics.tally import Tally

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class UntimedQuestion:
    """How many of the check's own rows have no time in the column `time`."""

    time: str

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: whether the time is missing, and the rows."""
        table = tables.own.table
        rows = table.select(untimed=instant(table, self.time, tables.own.timezone).isnull())
        return rows.group_by(rows.untimed).aggregate(rows=rows.count())


def untimed(tally: Tally, time: str) -> LeftOut:
    """Return what `tally`, which answers the question above, leaves out."""
    return LeftOut(time, Reason.MISSING_TIME, tally.of((True,)), own_window(tally))


def own_window(tally: Tally) -> str:
    """Return the window of the check's own rows."""
    return next(name for name in tally.rows if not name.startswith("datasets."))
