"""Numbers as the text by which those of two tables are met: whole ones alike, whatever their type.

A column of whole numbers becomes one of doubles where a program met a missing value in it.
"""

from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.expressions.marginals import as_text

if TYPE_CHECKING:
    from ibis.expr.types import Column

_WHOLE = 2.0**53
"""Up to here a double tells whole numbers apart."""


def met_as_text(column: "Column") -> "Column":
    """Return the values of `column` as text, 1.0 as 1 is written; what are no doubles and no decimals as they are."""
    import ibis

    type_ = column.type()
    if not (type_.is_floating() or type_.is_decimal()):
        return as_text(column)
    number: Any = finite(column)
    is_whole = (number.abs() <= _WHOLE) & (number.floor() == number)
    return ibis.ifelse(is_whole, number.cast("int64").cast("string"), as_text(column))
