"""Features as a matrix of numbers, categories by their place among those of the reference."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.classes import class_name
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.statistics.complete_rows.row_pair import CompleteRows
from dte_exporter.statistics.contingency import as_level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_CATEGORIES = 254
"""Categories of a column that the learner tells apart: the most frequent ones; others are missing to it."""

_KINDS = {ColumnKind.NUMBER, ColumnKind.BOOLEAN, ColumnKind.CATEGORY}


def learnable(roles: Roles) -> tuple[str, ...]:
    """Return the features that are numbers, booleans or categories."""
    return tuple(name for name in roles.features if roles.kinds.get(name) in _KINDS)


@dataclass(frozen=True, slots=True)
class FeatureMatrix:
    """How rows become numbers: what is missing, or a category that the reference does not have, is NaN.

    Parameters
    ----------
    columns : tuple of str
        Those that have a value in the reference.
    places : mapping of str to mapping of str to int
        Of each column of categories, the place of each.
    """

    columns: tuple[str, ...]
    places: Mapping[str, Mapping[str, int]]

    @classmethod
    def on(cls, reference: CompleteRows, columns: Iterable[str], roles: Roles) -> "FeatureMatrix":
        """Return the matrix of those of `columns` that have a value in `reference`."""
        known = [column for column in columns if any(as_level(one) is not None for one in reference.values[column])]
        categories = [column for column in known if roles.kinds.get(column) is ColumnKind.CATEGORY]
        return cls(tuple(known), {column: _places(reference.values[column]) for column in categories})

    @property
    def categorical(self) -> list[bool]:
        """Whether each column is one of categories."""
        return [column in self.places for column in self.columns]

    def of(self, rows: CompleteRows) -> "Floats":
        """Return the numbers of `rows`, a column each."""
        import numpy as np

        return np.column_stack([self._numbers(column, rows.values[column]) for column in self.columns])

    def _numbers(self, column: str, values: Iterable[Any]) -> "Floats":
        import numpy as np

        places = self.places.get(column)
        if places is None:
            found = np.array([np.nan if one is None else float(one) for one in values])
            return np.where(np.isfinite(found), found, np.nan)
        levels = (as_level(one) for one in values)
        return np.array([np.nan if one is None else float(places.get(class_name(one), np.nan)) for one in levels])


def _places(values: Iterable[Any]) -> Mapping[str, int]:
    """Return the places of the most frequent categories, by name."""
    counts = Counter(class_name(level) for one in values if (level := as_level(one)) is not None)
    frequent = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_CATEGORIES]
    return {name: place for place, name in enumerate(sorted(name for name, _ in frequent))}
