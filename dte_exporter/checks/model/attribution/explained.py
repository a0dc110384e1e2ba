"""What each column explains of a drop in accuracy, or the sentence that says why it cannot be told."""

from dataclasses import dataclass
from typing import Any

from dte_exporter.checks.model.attribution.reweighting import Same, by_value, reweighted
from dte_exporter.statistics.column_counts.column_counts import ColumnCountsPair
from dte_exporter.statistics.column_counts.plan import MAX_COUNTS

MOST_BEYOND = 0.05
"""The largest share of the rows of a window that may lie in values that cannot be reweighted."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What a column explains.

    Parameters
    ----------
    share : float
        Of the drop; 0 is nothing, 1 all of it. Below 0 the column's shift has hidden some of it.
    beyond : float
        The share of rows that could not be reweighted, in [0, `MOST_BEYOND`].
    values : int
        The values or bands that rows were reweighted by.
    """

    share: float
    beyond: float
    values: int

    @property
    def details(self) -> dict[str, Any]:
        """How it came about; JSON types only."""
        return {"explained": self.share, "values": self.values, "rows_not_reweighted_ratio": self.beyond}


def explained(counts: ColumnCountsPair, drop: float, same: Same, min_rows: int) -> dict[str, Explained | str]:
    """Return what each column explains, or why that cannot be told.

    Parameters
    ----------
    counts : ColumnCountsPair
        Both windows have a row with a label and a prediction.
    drop : float
        Above 0.
    same : callable
        Whether a label and a prediction are the same class.
    min_rows : int
        The fewest current rows of a value that is reweighted.
    """
    refused = {
        name: f"column {name!r} is {types}: give both windows the same columns, or exclude it"
        for name, types in counts.refused.items()
    }
    return {**refused, **{name: _of_column(name, counts, drop, same, min_rows) for name in counts.reference.by_column}}


def _of_column(name: str, counts: ColumnCountsPair, drop: float, same: Same, min_rows: int) -> Explained | str:
    tables = counts.reference.by_column[name], counts.current.by_column[name]
    if tables[0] is None or tables[1] is None:
        return (
            f"column {name!r} is left out: over {MAX_COUNTS:,} combinations of its values with labels and predictions, "
            "like identifiers: put it in columns.features.exclude"
        )
    found = reweighted(by_value(tables[0], same), by_value(tables[1], same), min_rows)
    if found is None or found.beyond > MOST_BEYOND:
        return (
            f"column {name!r} is left out: {found.beyond if found else 1:.1%} of the rows of a window have values with "
            f"fewer than {min_rows} rows in the current one, which cannot be reweighted: lower bins or min_rows, or "
            "exclude it"
        )
    return Explained(found.gained / drop, found.beyond, found.values)
