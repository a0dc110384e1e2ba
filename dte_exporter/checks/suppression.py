"""Which groups of a sensitive feature are told of, and with which of them those are counted that are too small.

What a withheld group holds must not be what is left of a total once the groups that are shown are taken from it. So
where the withheld groups together hold fewer rows than one group must, their rows are counted with the largest group:
then the groups that are shown add up to the total, and nothing is left.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

from dte_exporter.checks.grouping import MISSING_GROUP

Told = TypeVar("Told")
"""What is known of the rows of a group."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """How the groups of a feature are told.

    Parameters
    ----------
    shown : tuple of str
        The groups that are told of, in the order of their names.
    withheld : frozenset of str
        The others.
    carriers : mapping of str to str
        Of those withheld groups that are counted with another group, that other one.
    """

    shown: tuple[str, ...]
    withheld: frozenset[str]
    carriers: Mapping[str, str]

    def told(self, groups: Mapping[str, Told], merge: Callable[[Told, Told], Told]) -> dict[str, Told]:
        """Return what is told of each group that is shown.

        Parameters
        ----------
        groups : mapping of str to Told
            What is known of every group.
        merge : callable
            From what is known of two groups to what is of both together.
        """
        return {name: self._with_carried(name, groups, merge) for name in self.shown}

    def _with_carried(self, name: str, groups: Mapping[str, Told], merge: Callable[[Told, Told], Told]) -> Told:
        carried = [groups[small] for small, large in sorted(self.carriers.items()) if large == name]
        return reduce(merge, carried, groups[name])


def suppression(rows: Mapping[str, int], counted: Mapping[str, int], min_rows: int) -> Suppression:
    """Return how groups are told of which each must have `min_rows` rows that count.

    Groups of fewer rows of any kind come first. Of these all checks of the same rows know the same, and so count them
    with the same group: what one check tells cannot be taken from what another does.

    Parameters
    ----------
    rows, counted : mapping of str to int
        By group, all its rows; those among them that count, such as those with a label.
    min_rows : int
        The fewest that are told of, at least 1.
    """
    few = _carried(rows, rows, min_rows)
    together = {name: counted[name] for name in counted if name not in few}
    for small, large in few.items():
        together[large] += counted[small]
    fewer = _carried(together, rows, min_rows)
    carriers = {**{small: fewer.get(large, large) for small, large in few.items()}, **fewer}
    sizes = {name: size for name, size in together.items() if name not in fewer}
    shown = tuple(sorted(name for name, size in sizes.items() if size >= min_rows))
    return Suppression(shown, frozenset(rows.keys() - set(shown)), carriers)


def _carried(sizes: Mapping[str, int], rows: Mapping[str, int], min_rows: int) -> dict[str, str]:
    """Return the group that each below `min_rows` is counted with: none where these hold that many, or are all.

    It is the one with the most `rows`. Rows without a group carry others only where they are the only one: a check
    that leaves them out must come to the same.
    """
    small = [name for name, size in sizes.items() if size < min_rows]
    large = sorted(sizes.keys() - set(small))
    if not large or not 0 < sum(sizes[name] for name in small) < min_rows:
        return {}
    return dict.fromkeys(small, max(large, key=lambda name: (name != MISSING_GROUP, rows[name])))
