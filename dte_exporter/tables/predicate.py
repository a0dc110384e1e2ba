"""A predicate of the config, from its text to the rows that it means."""

from typing import TYPE_CHECKING

from dte_exporter.config.loading.predicate_syntax import parse
from dte_exporter.statistics.expressions.conditions import meeting

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def matching(table: "IbisTable", predicate: str) -> "IbisTable":
    """Return the rows of `table` for which `predicate` is true; see `meeting`."""
    return meeting(table, parse(predicate), predicate)
