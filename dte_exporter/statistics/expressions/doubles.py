"""Numbers as doubles, without what is none."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.types import Column


def finite(column: "Column") -> "Column":
    """Return the numbers of `column` as doubles; NaN and infinities are missing, as null is."""
    import ibis

    number = column.cast("float64")
    return ibis.ifelse(is_finite(number), number, ibis.null("float64"))


def is_finite(number: Any) -> Any:
    """Return whether `number` is neither NaN nor infinite; null where it is null. Not to be negated.

    DuckDB answers ``isnan`` and comparisons from a Parquet file's statistics, which pass over NaN
    (https://github.com/duckdb/duckdb/issues/25521). That a difference is 0 they cannot prove, only that it is not.
    """
    return (number - number) == 0


def without_nan(column: "Column") -> "Column":
    """Return the numbers of `column` as they are, null where they are NaN: an infinite one is a value."""
    import ibis

    if not column.type().is_floating():
        return column
    return ibis.ifelse(is_finite(column) | column.isinf(), column, ibis.null(column.type()))
