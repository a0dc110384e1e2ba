"""The questions that the facts of a window put to the engine, as Ibis expressions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from dte_exporter.statistics.expressions.blank import blank, without_blanks
from dte_exporter.statistics.expressions.doubles import finite, without_nan
from dte_exporter.statistics.expressions.instants import instant, literal
from dte_exporter.statistics.expressions.marginals import seconds
from dte_exporter.statistics.quality_facts.column_bounds import Bounds
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Column, Scalar
    from ibis.expr.types import Table as IbisTable

Kind = Literal["text", "boolean", "number", "time", "other"]
"""How the values of a column are read."""

Count = Literal[
    "held", "blank", "padded", "numbers", "dates", "future", "distinct", "out_of_range", "out_of_set", "low", "high"
]
"""What the engine is asked of a column: how many rows hold a value, and how many of these are what."""


@dataclass(frozen=True, slots=True)
class AskedColumn:
    """A column of a window.

    Parameters
    ----------
    view : View
        The window.
    name : str
        The column.
    """

    view: View
    name: str

    @property
    def kind(self) -> Kind:
        """How its values are read, as its type tells."""
        type_ = self.view.table[self.name].type()
        if type_.is_string():
            return "text"
        if type_.is_boolean():
            return "boolean"
        if type_.is_numeric():
            return "number"
        return "time" if type_.is_timestamp() or type_.is_date() else "other"

    @property
    def values(self) -> "Column":
        """Its values, null where there is none: NaN is none, an infinite number and blank text are."""
        return without_nan(self.view.table[self.name])

    def counts(self, asked: Collection[Count], bounds: Bounds, now: float) -> "dict[Count, Scalar]":
        """Return those of the counts `asked` that a look at each row gives; for the others see `different_values`."""
        told = {"held": self.values.count(), **self._future(now), **self._beyond(bounds)}
        return {name: one for name, one in told.items() if name in asked or name == "held"}

    def _future(self, now: float) -> "dict[Count, Scalar]":
        if self.kind != "time":
            return {}
        times = instant(self.view.table, self.name, self.view.timezone)
        return {"future": self.view.table.count(where=times > literal(datetime.fromtimestamp(now, UTC)))}

    def _beyond(self, bounds: Bounds) -> "dict[Count, Scalar]":
        rows, found = self.view.table, dict[Count, "Scalar"]()
        if bounds.has_range and self.kind in {"number", "time"}:
            found["out_of_range"] = rows.count(where=self._outside(bounds))
        if bounds.values is not None and self.kind in {"number", "time", "boolean"}:
            found["out_of_set"] = rows.count(where=self._unexpected(bounds.values))
        return found

    def _outside(self, bounds: Bounds) -> Any:
        is_time = self.kind == "time"
        measured: Any = self._seconds() if is_time else self.values.cast("float64")
        limits = (
            None if bounds.low is None else measured < bounds.low,
            None if bounds.high is None else measured > bounds.high,
        )
        first, *rest = (limit for limit in limits if limit is not None)
        return first | rest[0] if rest else first

    def _seconds(self) -> "Column":
        return seconds(self.view.table, self.name, self.view.timezone)

    def _unexpected(self, expected: tuple[Any, ...]) -> Any:
        return self._members.notin(expected) if expected else self._members.notnull()

    @property
    def _members(self) -> Any:
        """Its values as those of a set: numbers are doubles."""
        return self.values.cast("float64") if self.kind == "number" else self.values

    def extremes(self) -> "dict[Count, Scalar]":
        """Return the least and the greatest finite number; none of a column of another kind."""
        if self.kind != "number":
            return {}
        numbers: Any = finite(self.view.table[self.name])
        return {"low": numbers.min(), "high": numbers.max()}

    def by_value(self, limit: int, beyond: tuple[Any, ...] = (), from_rows: int = 1) -> "IbisTable":
        """Return a row for each of the most frequent values: value, rows.

        Blank text is none, nor are those `beyond`, or of fewer rows than `from_rows`.
        """
        import ibis

        rows = self.view.table.select(value=self._members)
        counted = rows.group_by("value").aggregate(rows=rows.count())
        is_other = counted.value.notin(beyond) if beyond else counted.value.notnull()
        others = counted.filter(is_other & ~blank(counted.value) if self.kind == "text" else is_other)
        return others.filter(others.rows >= from_rows).order_by([ibis.desc("rows"), "value"]).limit(limit)


def asked_at_once(table: "IbisTable", columns: "Mapping[str, Mapping[Count, Scalar]]") -> "IbisTable":
    """Return one row: all rows, then what is asked of each of `columns`, in their order."""
    named = {
        f"{count}{place}": scalar for place, counts in enumerate(columns.values()) for count, scalar in counts.items()
    }
    return table.aggregate(rows=table.count(), **named)


def keyed(table: "IbisTable", key: str) -> "IbisTable":
    """Return one row: rows with a key, and how many different keys there are; blank text is no key."""
    rows = table.select(key=without_nan(table[key]))
    counted = rows.group_by("key").aggregate(rows=rows.count())
    keys = counted.select("rows", key=without_blanks(counted.key))
    return keys.aggregate(rows=keys.rows.sum(where=keys.key.notnull()).fill_null(0), different=keys.key.count())
