"""How the groups of each sensitive feature are told beside those of the others: of single columns and of several.

What is told of one feature bears upon the others. A value that is counted with another is so in combinations as well,
and of those combinations as many are withheld as it takes for the small ones not to follow from the lines of the table.
Nothing here depends on what is known of the rows of a group, but for how many they are.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dte_exporter.checks.complementary import complementary
from dte_exporter.checks.suppression import Suppression, suppression
from dte_exporter.config.groups.sensitive import TOGETHER
from dte_exporter.errors import CheckError

Columns = tuple[str, ...]
"""Those of a feature, in the order of the config."""

Values = tuple[str, ...]
"""One of each column of a feature."""

Levels = Sequence[str | int | float | bool | None]
"""What rows hold in each column of a feature; None where one is missing."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the groups of one feature are called.

    Parameters
    ----------
    columns : Columns
        Those of the feature.
    carriers : sequence of mapping of str to str
        By column, the values that are counted with another one, and that other one.
    values : dict of str to Values
        By the names that were given, the values behind them.
    """

    columns: Columns
    carriers: Sequence[Mapping[str, str]]
    values: dict[str, Values] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What the feature is called."""
        return TOGETHER.join(self.columns)

    def name(self, levels: Levels) -> str | None:
        """Return the name of the group of rows that hold `levels`; None where one is missing.

        Raises
        ------
        CheckError
            If two combinations have the same name.
        """
        if None in levels:
            return None
        told = map(str, levels)
        found = tuple(carriers.get(one, one) for one, carriers in zip(told, self.carriers, strict=True))
        group = TOGETHER.join(found)
        if self.values.setdefault(group, found) != found:
            raise CheckError(
                f"sensitive feature {self.label!r} has two combinations that read alike, since values hold "
                f"{TOGETHER!r} themselves: rename those in the data"
            )
        return group


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of features: of those of fewer columns before those of more.

    Parameters
    ----------
    features : tuple of Columns
        All of them.
    found : dict of Columns to Suppression
        How the groups of the features dealt with so far are told.
    """

    features: tuple[Columns, ...]
    found: dict[Columns, Suppression] = field(default_factory=dict)

    @property
    def in_turn(self) -> Sequence[Columns]:
        """The features in the order in which they are to be dealt with."""
        return sorted(self.features, key=len)

    def naming(self, columns: Columns) -> Naming:
        """Return what the groups of the feature that `columns` are will be called."""
        singles = (self.found.get((column,)) for column in columns)
        return Naming(columns, [single.carriers if single else {} for single in singles])

    def suppressed(
        self,
        naming: Naming,
        rows: Mapping[str, int],
        counted: Mapping[str, int],
        min_rows: int,
        withheld: Collection[str] = (),
    ) -> Suppression:
        """Return how the groups of a feature can be told beside the other features.

        Parameters
        ----------
        naming : Naming
            That of the feature, with which each group but that of rows without a value was named.
        rows, counted : mapping of str to int
            By group, all its rows; those among them that count, such as those with a label.
        min_rows : int
            The fewest that are told of, at least 1.
        withheld : collection of str
            Combinations that are not to be told anyway, where other features tell of the same columns.
        """
        how = self._beside(naming, counted, min_rows, withheld) or suppression(rows, counted, min_rows)
        self.found[naming.columns] = how
        return how

    def _beside(
        self, naming: Naming, counted: Mapping[str, int], min_rows: int, withheld: Collection[str]
    ) -> Suppression | None:
        """Return how groups are told that lie in lines which other features tell of; None where there are no lines."""
        lines: dict[tuple[Columns, str | None], set[str]] = {}
        for group in counted.keys() & naming.values.keys():
            value = dict(zip(naming.columns, naming.values[group], strict=True))
            for place in self._places(naming.columns, value):
                lines.setdefault(place, set()).add(group)
        if not lines:
            return None
        unseen = {group for (_, line), groups in lines.items() if line is None for group in groups}
        large = [frozenset(one) for (_, line), one in lines.items() if line is not None]
        large = [line for line in large if sum(counted[group] for group in line) >= min_rows]
        hidden = complementary(counted, large, {*unseen, *withheld}, min_rows)
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
                how = self.found[other]
                group = how.carriers.get(name, name)
                yield other, group if group in how.shown else None
            else:
                yield other, name
