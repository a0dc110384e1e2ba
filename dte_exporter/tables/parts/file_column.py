"""The file that each row is in, as a column that the engine has and nobody sees."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

FILE = "file of the row"


def by_file(table: "IbisTable") -> "tuple[IbisTable, Callable[[Collection[str]], IbisTable]]":
    """Return all rows of `table`, which has the column, and what gives those in some files; both without it."""
    return table.drop(FILE), lambda some: table.filter(table[FILE].isin(sorted(some))).drop(FILE)
