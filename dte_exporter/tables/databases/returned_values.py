"""What drivers return, as the embedded engine would: an integer is an int and no Decimal, a boolean no 1."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.schema import Schema

    from dte_exporter.tables.table import Rows


def plain_rows(rows: list[tuple[Any, ...]], schema: "Schema") -> "Rows":
    """Return `rows`, of the columns of `schema`, with values of the types that Python has for them."""
    readers = [_reader(type_) for type_ in schema.types]
    return [
        tuple(value if value is None else read(value) for read, value in zip(readers, row, strict=True)) for row in rows
    ]


def _reader(type_: "DataType") -> Callable[[Any], Any]:
    if type_.is_boolean():
        return bool
    if type_.is_integer():
        return _whole
    if type_.is_floating():
        return float
    if type_.is_date():
        return _day
    return _text if type_.is_string() else _same


def _whole(value: Any) -> Any:
    """Return a count as an int; seconds since the epoch, which Ibis calls whole, may have a fraction."""
    if isinstance(value, Decimal | float) and value == int(value):
        return int(value)
    return float(value) if isinstance(value, Decimal) else value


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _text(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    return str(value) if isinstance(value, UUID | date) else value


def _same(value: Any) -> Any:
    return value
