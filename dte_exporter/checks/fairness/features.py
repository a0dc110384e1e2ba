"""The groups of every sensitive feature of a table: of single columns, and of several together.

What is told of one feature bears upon the others. A value that is counted with another is so in combinations as well,
and of those combinations as many are withheld as it takes for the small ones not to follow from the lines of the table.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from dte_exporter.checks.fairness.complementary import complementary
from dte_exporter.checks.fairness.groups import Groups, grouped
from dte_exporter.checks.grouping import WithoutGroup
from dte_exporter.checks.suppression import Suppression, suppression
from dte_exporter.config.groups.sensitive import TOGETHER, Sensitive, columns_of, label_of
from dte_exporter.config.models import Scalar
from dte_exporter.errors import CheckError
from dte_exporter.statistics.contingency import Cell, Contingency

Columns = tuple[str, ...]
"""Those of a feature, in the order of the config."""

Values = tuple[str, ...]
"""One of each column of a combination."""


def groups_of_features(
    table: Contingency,
    features: tuple[Sensitive, ...],
    positive: Scalar | None,
    min_rows: int,
    missing: WithoutGroup = "leave_out",
) -> Mapping[str, Groups]:
    """Return the groups of each of `features`, by its label and in the order of the config.

    Parameters
    ----------
    table : Contingency
        Over all columns of the features.
    positive : bool, int, float, str or None
        The positive class, None for 1 or true.
    min_rows : int
        The fewest rows of a group that is told of.
    missing : str
        Whether rows without a group are left out, or a group of their own.

    Raises
    ------
    CheckError
        As `grouped` does, or if two combinations have the same name.
    """
    told = _Told(tuple(map(columns_of, features)))
    for columns in sorted(told.features, key=len):
        named, values = told.named(table, columns)
        told.groups[columns] = grouped(named, positive, min_rows, missing, partial(told.suppression, columns, values))
    return {label_of(feature): told.groups[columns_of(feature)] for feature in features}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of features: of those of fewer columns before those of more.

    Parameters
    ----------
    features : tuple of Columns
        All of them.
    groups : mapping of Columns to Groups
        Of the features dealt with so far.
    """

    features: tuple[Columns, ...]
    groups: dict[Columns, Groups] = field(default_factory=dict)

    def named(self, table: Contingency, columns: Columns) -> tuple[Contingency, Mapping[str, Values]]:
        """Return the table of the one feature that `columns` are, and the values behind each name of a group.

        Raises
        ------
        CheckError
            If two combinations have the same name.
        """
        label, values = TOGETHER.join(columns), dict[str, Values]()
        cells: Counter[Cell] = Counter()
        for (*levels, truth, prediction), count in table.over(*columns).cells.items():
            group = None
            if None not in levels:
                found = tuple(self._counted_as(*one) for one in zip(columns, map(str, levels), strict=True))
                group = TOGETHER.join(found)
                if values.setdefault(group, found) != found:
                    raise CheckError(
                        f"sensitive feature {label!r} has two combinations that read alike, since values hold "
                        f"{TOGETHER!r} themselves: rename those in the data"
                    )
            cells[group, truth, prediction] += count
        return Contingency((label,), cells, table.window), values

    def _counted_as(self, column: str, value: str) -> str:
        """Return the value of `column` with which `value` is counted: its own unless it is withheld and another's."""
        found = self.groups.get((column,))
        return found.carriers.get(value, value) if found else value

    def suppression(
        self,
        columns: Columns,
        values: Mapping[str, Values],
        rows: Mapping[str, int],
        counted: Mapping[str, int],
        min_rows: int,
    ) -> Suppression:
        """Return how the groups of the feature that `columns` are can be told beside the other features."""
        lines: dict[tuple[Columns, str | None], set[str]] = {}
        for group in counted.keys() & values.keys():
            for place in self._places(columns, dict(zip(columns, values[group], strict=True))):
                lines.setdefault(place, set()).add(group)
        if not lines:
            return suppression(rows, counted, min_rows)
        withheld = {group for (_, line), groups in lines.items() if line is None for group in groups}
        large = [frozenset(one) for (_, line), one in lines.items() if line is not None]
        large = [line for line in large if sum(counted[group] for group in line) >= min_rows]
        hidden = complementary(counted, large, withheld, min_rows)
        return Suppression(tuple(sorted(counted.keys() - hidden)), hidden, {})

    def _places(self, columns: Columns, value: Mapping[str, str]) -> Iterator[tuple[Columns, str | None]]:
        """Yield, of each other feature that has some of `columns`, the line that a combination lies in.

        It is a group of that feature, None if that is withheld; or, where the feature has further columns, the values
        of those in common.
        """
        for other in self.features:
            common = tuple(column for column in other if column in columns)
            if not common or len(common) == len(columns):
                continue
            name = TOGETHER.join(value[column] for column in common)
            if common == other:
                found = self.groups[other]
                group = found.carriers.get(name, name)
                yield other, group if group in found.counts else None
            else:
                yield other, name
