"""What follows from the different values of a column: each is looked at once, however many rows hold it.

Engines group by one column far faster than they hold each row against patterns. A column of few values costs next to
nothing so, and one of many hardly more than the count of its different values does anyway.
"""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.expressions.blank import blank, padded
from dte_exporter.statistics.expressions.read_as import as_date, as_number
from dte_exporter.statistics.quality_facts.column_bounds import Bounds
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn, Count

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def of_values(column: AskedColumn, asked: Collection[Count], bounds: Bounds) -> "IbisTable | None":
    """Return one row: those of the counts `asked` that the values of `column` tell; None where there are none."""
    wanted = _wanted(column, bounds) & {*asked}
    if not wanted:
        return None
    rows = column.view.table.select(value=column.values)
    if wanted == {"distinct"}:
        different = rows.distinct()
        return different.aggregate(distinct=different.value.count())
    counted = rows.group_by("value").aggregate(rows=rows.count())
    return counted.aggregate(**_of_text(counted, wanted, bounds))


def _wanted(column: AskedColumn, bounds: Bounds) -> set[Count]:
    if column.kind != "text":
        return set() if column.kind == "other" else {"distinct"}
    found: set[Count] = {"distinct", "blank", "padded", "numbers", "dates", "out_of_set"}
    return found - {"out_of_set"} if bounds.values is None else found


def _of_text(counted: "IbisTable", wanted: set[Count], bounds: Bounds) -> Mapping[str, Any]:
    """Return what is `wanted` of the values of text that were `counted`: how many there are, and rows of which kind."""
    text, values = counted.value, bounds.values or ()
    conditions: dict[Count, Any] = {
        "blank": blank(text),
        "padded": padded(text),
        "numbers": as_number(text),
        "dates": as_date(text),
        "out_of_set": (text.notin(values) if values else text.notnull()) & ~blank(text),
    }
    rows = {count: counted.rows.sum(where=condition).fill_null(0) for count, condition in conditions.items()}
    return {count: one for count, one in {"distinct": text.count(), **rows}.items() if count in wanted}
