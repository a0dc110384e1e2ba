"""Labelled rows as trees read them: features as numbers, the label as a number or the name of a class."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.classes import class_name
from dte_exporter.checks.drift.multivariate.domain_classifier import MOST_LEVELS
from dte_exporter.checks.synthetic.utility.utility_columns import UtilityColumns
from dte_exporter.checks.synthetic.utility.utility_rows import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

Groups = tuple[str | None, ...]
"""What a row holds in each column that makes groups; None where it is missing."""


@dataclass(frozen=True, slots=True)
class EncodedTable:
    """The rows of one table.

    Parameters
    ----------
    features : array of float
        A line a row, a place a column. What is missing is NaN.
    labels : array
        Numbers, or names of classes.
    groups : list of Groups
        Of each row.
    """

    features: "Floats"
    labels: "NDArray[Any]"
    groups: list[Groups]

    def __len__(self) -> int:
        return len(self.groups)

    def at(self, places: "Places") -> "EncodedTable":
        """Return the rows at some places."""
        return EncodedTable(self.features[places], self.labels[places], [self.groups[place] for place in places])


def encoded_tables(
    tables: Sequence[Sequence[Line]], columns: UtilityColumns, of_classes: bool
) -> tuple[EncodedTable, ...]:
    """Return the rows of each table as numbers, the same category as the same number in all.

    A category is its rank by how many rows of all tables have it; those beyond the most that trees tell apart are one.

    Parameters
    ----------
    tables : sequence of sequence of Line
        The rows of each.
    columns : UtilityColumns
        What they hold.
    of_classes : bool
        Whether the label is a class.
    """
    numbers, features = len(columns.numbers), len(columns.features)
    lines = [line for table in tables for line in table]
    ranks = {place: _ranks(Counter(line[place] for line in lines)) for place in range(numbers, features)}
    return tuple(_encoded(table, features, ranks, of_classes) for table in tables)


def _ranks(counts: "Counter[str | None]") -> dict[str | None, float]:
    """Return the place of each category: the most frequent ones first, those as frequent by name."""
    known = sorted((-rows, name) for name, rows in counts.items() if name is not None)
    return {name: float(min(place, MOST_LEVELS - 1)) for place, (_, name) in enumerate(known)}


def _encoded(
    table: Sequence[Line], features: int, ranks: dict[int, dict[str | None, float]], of_classes: bool
) -> EncodedTable:
    import numpy as np

    values = [
        np.array([_number(line[place], ranks.get(place)) for line in table], dtype=float) for place in range(features)
    ]
    labels = [class_name(line[features]) if of_classes else line[features] for line in table]
    return EncodedTable(
        np.column_stack(values),
        np.array(labels, dtype=object if of_classes else float),
        [line[features + 1 :] for line in table],
    )


def _number(value: Any, ranks: dict[str | None, float] | None) -> float:
    if value is None:
        return float("nan")
    return float(value) if ranks is None else ranks[value]
