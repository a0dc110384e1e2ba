"""The columns of a query, or of a table, as far as they are known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dte_exporter.lineage.sql.statement import Made
from dte_exporter.lineage.told import Column


@dataclass(frozen=True, slots=True)
class Outputs:
    """The columns of a query, or of a table.

    Parameters
    ----------
    columns : tuple of (str, Made)
        By name, in their order; the name is empty where the text gives none.
    others : tuple of callable
        For each table and ``*`` whose columns are unknown: what one of a name would be made from.
    """

    columns: tuple[tuple[str, Made], ...] = ()
    others: tuple[Callable[[str], Made], ...] = ()
    _by_name: dict[str, Made] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look columns up by name; of two that are called alike nobody can tell which is meant."""
        for name, made in self.columns:
            self._by_name[name] = None if name in self._by_name else made

    @property
    def is_whole(self) -> bool:
        """Whether all columns are there, each with a name."""
        return not self.others and all(name for name, _ in self.columns)

    def has(self, name: str) -> bool:
        """Return whether there surely is a column of this name."""
        return name in self._by_name

    def made(self, name: str) -> Made:
        """Return what the column of this name is made from."""
        if name in self._by_name:
            return self._by_name[name]
        return self.others[0](name) if len(self.others) == 1 else None

    def renamed(self, names: Sequence[str]) -> "Outputs":
        """Return them under other names, in order; those without a new one keep theirs."""
        if not names:
            return self
        if self.others or len(names) > len(self.columns):
            return Outputs(tuple((name, None) for name in names), (nothing_known,))
        kept = self.columns[len(names) :]
        return Outputs((*((name, made) for name, (_, made) in zip(names, self.columns, strict=False)), *kept))


def nothing_known(name: str) -> Made:
    """Return what a column is made from of which nothing is known."""
    return None


UNKNOWN = Outputs(others=(nothing_known,))
"""Columns of which not even the names are known."""


def united(parts: Iterable[Made]) -> Made:
    """Return what a column is made from that is made from all of these; unknown where one is."""
    found: set[Column] = set()
    for one in parts:
        if one is None:
            return None
        found |= one
    return frozenset(found)
