"""Numbers as doubles, without what is none."""

from typing import TYPE_CHECKING

from dte_exporter.statistics.counting import is_finite

if TYPE_CHECKING:
    from ibis.expr.types import Column


def finite(column: "Column") -> "Column":
    """Return the numbers of `column` as doubles; NaN and infinities are missing, as null is."""
    import ibis

    number = column.cast("float64")
    return ibis.ifelse(is_finite(number), number, ibis.null("float64"))
