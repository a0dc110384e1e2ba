"""The one name of a data set that has several: symbolic links, a table and where it lies, a rename."""

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column


class OneName:
    """Joins names that stand for one data set, and picks one of them.

    It is the name after the newest rename, where there was one; else the first in the order of the alphabet, so that it
    is the same whoever is heard first.
    """

    def __init__(self) -> None:
        self._leader: dict[Name, Name] = {}
        self._members: dict[Name, set[Name]] = {}
        self._renamed: dict[Name, float] = {}

    def alike(self, one: Name, other: Name) -> None:
        """Take `one` and `other` for names of the same data set."""
        first, second = self._led_by(one), self._led_by(other)
        if first != second:
            joined = self._members.pop(second)
            self._members[first] |= joined
            self._leader |= dict.fromkeys(joined, first)

    def renamed(self, former: Name, name: Name, at: float) -> None:
        """Take `name` for what was called `former` until the moment `at`."""
        self.alike(former, name)
        self._renamed[name] = max(at, self._renamed.get(name, at))

    def of(self, name: Name) -> Name:
        """Return the one name of the data set that is called `name`."""
        return min(self._alike(name), key=lambda one: (-self._renamed.get(one, float("-inf")), one))

    def others(self, name: Name) -> tuple[Name, ...]:
        """Return what else the data set is called whose one name is `name`, in the order of the alphabet."""
        return tuple(sorted(self._alike(name) - {name}))

    def column(self, column: Column) -> Column:
        """Return a column of a data set under the one name of that."""
        return Column(self.of(column.dataset), column.column)

    def _alike(self, name: Name) -> set[Name]:
        leader = self._leader.get(name)
        return {name} if leader is None else self._members[leader]

    def _led_by(self, name: Name) -> Name:
        if name not in self._leader:
            self._leader[name], self._members[name] = name, {name}
        return self._leader[name]
