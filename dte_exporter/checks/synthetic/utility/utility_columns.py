"""Which columns a model learns from and is asked for, and which make groups, in synthetic and real data alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.checks.grouping_columns import grouping_columns
from dte_exporter.checks.synthetic.comparable import CATEGORIES, compared
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.statistics.expressions.blank import without_blanks
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.expressions.met_numbers import met_as_text

if TYPE_CHECKING:
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable

LABEL = "label"


@dataclass(frozen=True, slots=True)
class UtilityColumns:
    """The columns that are read of every table, by what they are for.

    Parameters
    ----------
    label : str
        What models are to predict.
    of_numbers : bool
        Whether it holds numbers.
    numbers, categories : tuple of str
        The features, by how they are read.
    grouping : tuple of str
        What makes the groups of sensitive features.
    bands : Bands
        Those of `grouping` whose bands are groups.
    """

    label: str
    of_numbers: bool
    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    grouping: tuple[str, ...] = ()
    bands: Bands = ()

    @property
    def features(self) -> tuple[str, ...]:
        """Those of numbers, then those of categories."""
        return self.numbers + self.categories

    def of(self, table: "IbisTable") -> "IbisTable":
        """Return `table` with the features, the label and the groups, in this order and under names of their own."""
        label = table[self.label]
        groups = groups_in(table, self.grouping, self.bands)
        read: list[Column] = [
            *(finite(table[name]) for name in self.numbers),
            *(_text(table[name]) for name in self.categories),
        ]
        return table.select(
            **{f"f{place}": column for place, column in enumerate(read)},
            **{LABEL: finite(label) if self.of_numbers else _text(label)},
            **{f"g{place}": _text(groups[name]) for place, name in enumerate(self.grouping)},
        )


def _text(column: "Column") -> "Column":
    return without_blanks(met_as_text(column))


def utility_columns(roles: Roles, real: tuple[str, ...]) -> tuple[UtilityColumns, tuple[str, ...]]:
    """Return the columns that are read, and a sentence for each feature that is not.

    Parameters
    ----------
    roles : Roles
        Of the synthetic data.
    real : tuple of str
        The names of the real data sets.

    Raises
    ------
    CheckError
        If no label is named, it is of another kind in a data set, or nothing is left to learn from.
    MissingColumnError
        If a real data set lacks the label or a column of groups.
    """
    if roles.label is None:
        raise CheckError("models are to predict a label: set columns.label of the synthetic data set")
    grouping, bands = grouping_columns(roles)
    for name in real:
        _required(name, roles.others[name].kinds, (roles.label, *grouping))
    of_numbers = _of_numbers(roles, roles.label, real)
    _banded(roles, real, bands)
    numbers, categories, left_out = _features(roles, real)
    if not (numbers or categories):
        raise CheckError("no feature is of one kind in synthetic and real data: see columns.features and columns.types")
    return UtilityColumns(roles.label, of_numbers, numbers, categories, grouping, bands), left_out


def _required(dataset: str, kinds: Mapping[str, ColumnKind], columns: tuple[str, ...]) -> None:
    for column in columns:
        if column not in kinds:
            raise MissingColumnError(f"data set {dataset!r}", column, kinds)


def _of_numbers(roles: Roles, label: str, real: tuple[str, ...]) -> bool:
    """Return whether the label holds numbers, in every data set."""
    kinds = {roles.kinds[label], *(roles.others[name].kinds[label] for name in real)}
    if kinds == {ColumnKind.NUMBER}:
        return True
    if not kinds <= CATEGORIES:
        told = " and ".join(sorted(kinds))
        raise CheckError(f"columns.label names {label!r}, of kind {told}: set columns.types of all data sets alike")
    return False


def _banded(roles: Roles, real: tuple[str, ...], bands: Bands) -> None:
    for column, _ in bands:
        for name in real:
            if roles.others[name].kinds[column] is not ColumnKind.NUMBER:
                raise CheckError(
                    f"sensitive column {column!r} has bands and holds no numbers in data set {name!r}: set "
                    f"columns.types.{column}: number there, or name it without bands"
                )


def _features(roles: Roles, real: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the features of numbers and of categories in all data sets, and why others are none."""
    others = [roles.others[name] for name in real]
    features = [name for name in roles.features if name != roles.label]
    wanted = tuple(name for name in features if all(name in one.features for one in others))
    found = [compared(roles, name, wanted) for name in real] if wanted else []
    numbers = tuple(name for name in wanted if all(name in one.numbers for one in found))
    categories = tuple(name for name in wanted if all(name in one.categories for one in found))
    lacking = tuple(
        f"column {name!r} is not compared: it is no feature of every real data set"
        for name in features
        if name not in wanted
    )
    return numbers, categories, (*lacking, *dict.fromkeys(sentence for one in found for sentence in one.left_out))
