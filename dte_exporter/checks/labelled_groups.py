"""The groups of every sensitive feature whose figures rest on labels, told beside each other and beside fairness.

Labels come late and not to all. Which groups have too few people is asked of the rows with a prediction, as fairness
asks: so checks of the same rows withhold the same groups, and none can be worked out from what one check tells and
another does not. Only then are groups withheld that have people enough and too few labels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Generic, NamedTuple, TypeVar

from dte_exporter.checks.grouping import MISSING_GROUP, WithoutGroup, check_few, with_missing
from dte_exporter.checks.suppression import Suppression
from dte_exporter.checks.told_beside import Columns, Levels, Naming, Told

Known = TypeVar("Known")
"""What is known of some rows."""

Parts = Mapping[tuple[str | None, ...], Known]
"""Rows by what they hold in each column of a feature; None where one is missing."""


class Size(NamedTuple):
    """How many rows there are.

    Parameters
    ----------
    rows, predicted, counted : int
        All; those with a prediction; those that figures rest on, which have a label.
    """

    rows: int
    predicted: int
    counted: int


@dataclass(frozen=True, slots=True)
class Counting(Generic[Known]):
    """How rows are counted.

    Parameters
    ----------
    size : callable
        From what is known of some rows to how many they are.
    merge : callable
        From what is known of two sets of rows to what is of both together.
    """

    size: Callable[[Known], Size]
    merge: Callable[[Known, Known], Known]


@dataclass(frozen=True, slots=True)
class LabelledGroups(Generic[Known]):
    """The groups of one sensitive feature.

    Parameters
    ----------
    all : mapping of str to Known
        Every group, in the order of their names.
    shown : mapping of str to Known
        Those that are told of, with the ones that they carry.
    how : Suppression
        Which those are.
    """

    all: Mapping[str, Known]
    shown: Mapping[str, Known]
    how: Suppression


def labelled_groups(
    parts: Mapping[Columns, Parts[Known]], counting: Counting[Known], min_rows: int, missing: WithoutGroup
) -> Mapping[Columns, LabelledGroups[Known]]:
    """Return the groups of each sensitive feature, in the order of `parts`.

    Parameters
    ----------
    parts : mapping of Columns to Parts
        What is known of the rows, by the columns of each feature.
    counting : Counting
        How they are counted.
    min_rows : int
        The fewest rows of a group that is told of.
    missing : str
        Whether rows without a group are left out, or a group of their own.

    Raises
    ------
    CheckError
        As `check_few` and `with_missing` do, or if two combinations have the same name.
    """
    predicted, labelled = Told(tuple(parts)), Told(tuple(parts))
    found: dict[Columns, LabelledGroups[Known]] = {}
    for columns in labelled.in_turn:
        first, naming = predicted.naming(columns), labelled.naming(columns)
        rows, counted, _ = _sizes(_groups(parts[columns], first, counting, missing), counting)
        check_few(first.label, sum(map(bool, counted.values())))
        few = predicted.suppressed(first, rows, counted, min_rows).withheld
        withheld = {_name(naming, levels) for levels in parts[columns] if _name(first, levels) in few}
        groups = _groups(parts[columns], naming, counting, missing)
        rows, _, counted = _sizes(groups, counting)
        how = labelled.suppressed(naming, rows, counted, min_rows, withheld)
        found[columns] = LabelledGroups(groups, how.told(groups, counting.merge), how)
    return {columns: found[columns] for columns in parts}


def _name(naming: Naming, levels: Levels) -> str:
    return naming.name(levels) or MISSING_GROUP


def _groups(
    parts: Parts[Known], naming: Naming, counting: Counting[Known], missing: WithoutGroup
) -> Mapping[str, Known]:
    """Return what is known of each group, in the order of their names."""
    found: dict[str | None, list[Known]] = {}
    for levels, known in parts.items():
        found.setdefault(naming.name(levels), []).append(known)
    ungrouped = found.pop(None, None)
    groups = {str(name): reduce(counting.merge, found[name]) for name in sorted(map(str, found))}
    if ungrouped and missing == "group":
        return with_missing(naming.label, groups, reduce(counting.merge, ungrouped))
    return groups


def _sizes(groups: Mapping[str, Known], counting: Counting[Known]) -> tuple[dict[str, int], ...]:
    """Return by group all rows, those with a prediction, and those that figures rest on."""
    sizes = {name: counting.size(one) for name, one in groups.items()}
    return tuple({name: size[place] for name, size in sizes.items()} for place in range(3))
