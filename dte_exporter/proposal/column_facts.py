"""What can be seen of a table without knowing what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.repetition import hardly_repeats
from dte_exporter.tables.table import Table

MAX_CLASSES = 20
"""A column with more distinct values than this is none of classes."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it looks.

    Parameters
    ----------
    name : str
        Its name.
    kind : ColumnKind
        How its values are to be read.
    whole : bool
        Whether they are whole numbers.
    rows : int
        Rows of the table.
    missing : int
        Rows without a value.
    distinct : int
        Distinct values.
    low, high : float or None
        The range of numbers.
    values : tuple
        The distinct values in order, where they are few enough to be classes.
    """

    name: str
    kind: ColumnKind
    whole: bool
    rows: int
    missing: int
    distinct: int
    low: float | None = None
    high: float | None = None
    values: tuple[Any, ...] = ()

    @property
    def is_of_classes(self) -> bool:
        """Whether its values could be the classes that a model tells apart."""
        plain = self.whole or self.kind in {ColumnKind.BOOLEAN, ColumnKind.CATEGORY}
        return plain and 2 <= self.distinct <= min(MAX_CLASSES, self.rows - 1)

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.distinct == self.rows

    @property
    def hardly_repeats(self) -> bool:
        """Whether it is text of which most values occur once: a name or a remark, whose distribution says nothing."""
        return self.kind is ColumnKind.CATEGORY and hardly_repeats(self.distinct, self.rows - self.missing)


@dataclass(frozen=True, slots=True)
class Profile:
    """A table as it looks."""

    rows: int
    columns: Mapping[str, Column]


def profile(table: Table) -> Profile:
    """Return how `table` looks; it is read once for all columns, and once more for each that has few values.

    Raises
    ------
    NoDataError
        If it holds no rows.
    SourceError
        If it cannot be read.
    """
    kinds = table.kinds
    facts = _facts(table, kinds)
    if not facts["rows"]:
        raise NoDataError("the file holds no rows: there is nothing to propose a config from")
    return Profile(
        facts["rows"],
        {name: _column(table, place, name, kind, facts) for place, (name, kind) in enumerate(kinds.items())},
    )


def middle(table: Table, column: str) -> Any:
    """Return the value that half of the rows with one lie below.

    Values are numbered: not every engine passes over rows in an order.
    """
    import ibis

    values = table.expression.filter(table.expression[column].notnull()).select(value=column)
    ((rows,),) = table.execute(values.aggregate(rows=values.count()))
    numbered = values.mutate(place=ibis.row_number().over(order_by=values.value))
    ((value,),) = table.execute(numbered.filter(numbered.place == rows // 2).select("value"))
    return value


def _facts(table: Table, kinds: Mapping[str, ColumnKind]) -> dict[str, Any]:
    """Return the number of rows and, by the place of a column, its counts and range."""
    rows = table.expression
    wanted: dict[str, Any] = {"rows": rows.count()}
    for place, (name, kind) in enumerate(kinds.items()):
        wanted[f"present{place}"] = rows[name].count()
        wanted[f"distinct{place}"] = rows[name].nunique()
        if kind is ColumnKind.NUMBER:
            wanted[f"low{place}"] = rows[name].min().cast("float64")
            wanted[f"high{place}"] = rows[name].max().cast("float64")
    (found,) = table.execute(rows.aggregate(**wanted))
    return dict(zip(wanted, found, strict=True))


def _column(table: Table, place: int, name: str, kind: ColumnKind, facts: Mapping[str, Any]) -> Column:
    distinct = facts[f"distinct{place}"]
    return Column(
        name=name,
        kind=kind,
        whole=bool(table.expression[name].type().is_integer()),
        rows=facts["rows"],
        missing=facts["rows"] - facts[f"present{place}"],
        distinct=distinct,
        low=facts.get(f"low{place}"),
        high=facts.get(f"high{place}"),
        values=_values(table, name) if 2 <= distinct <= MAX_CLASSES else (),
    )


def _values(table: Table, name: str) -> tuple[Any, ...]:
    column = table.expression.filter(table.expression[name].notnull()).select(name).distinct().order_by(name)
    return tuple(value for (value,) in table.execute(column))
