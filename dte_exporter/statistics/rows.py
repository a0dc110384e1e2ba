"""The rows themselves, for what no profile can answer: all of them while they are few, else a seeded draw."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

    Columns = Mapping[str, pd.Series]

SEED = 20_151_231
_PLACE = "place of the row"


def all_rows(view: View, columns: tuple[str, ...]) -> "Columns":
    """Return every value of `columns`, in the order of the source."""
    return _fetched(view, selected(view.table, columns), columns)


def drawn_rows(view: View, columns: tuple[str, ...], size: int) -> "Columns":
    """Return the values of `columns` in `size` rows, drawn uniformly without replacement.

    Drawn are the rows whose place has the lowest hashes, so equal rows in equal order give an equal draw.
    """
    return _fetched(view, drawn(selected(view.table, columns), size), columns)


def drawn(table: "IbisTable", size: int) -> "IbisTable":
    """Return `size` rows of `table` in their order, see `drawn_rows`."""
    import ibis

    numbered = table.mutate(**{_PLACE: ibis.row_number() + SEED})
    lowest = numbered.order_by(numbered[_PLACE].hash()).limit(size)
    return lowest.order_by(_PLACE).drop(_PLACE)


def selected(table: "IbisTable", columns: tuple[str, ...]) -> "IbisTable":
    """Return `columns` of `table`, decimals as doubles."""
    return table.select(**{name: _plain(table[name]) for name in columns})


def _plain(column: "Column") -> "Column":
    """Return `column` with decimals as doubles: Evidently and SciPy know no decimals."""
    return column.cast("float64") if column.type().is_decimal() else column


def _fetched(view: View, table: "IbisTable", columns: tuple[str, ...]) -> "Columns":
    import pandas as pd

    return {name: pd.Series(values) for name, values in zip(columns, zip(*view.rows(table), strict=True), strict=True)}
