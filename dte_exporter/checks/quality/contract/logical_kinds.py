"""Which types of columns are those that a contract calls by a logical type."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dte_exporter.config.contracts.type_options import LogicalType

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType

Test = Callable[["DataType"], bool]


def _is_whole(type_: "DataType") -> bool:
    return type_.is_integer() or (type_.is_decimal() and getattr(type_, "scale", None) == 0)


FITTING: Mapping[LogicalType, Test] = {
    "string": lambda type_: type_.is_string() or type_.is_uuid(),
    "date": lambda type_: type_.is_date() or type_.is_timestamp(),  # version 3.0 has no other word for times
    "timestamp": lambda type_: type_.is_timestamp(),
    "time": lambda type_: type_.is_time(),
    "number": lambda type_: type_.is_numeric(),
    "integer": _is_whole,
    "boolean": lambda type_: type_.is_boolean(),
    "object": lambda type_: type_.is_struct() or type_.is_map() or type_.is_json(),
    "array": lambda type_: type_.is_array() or type_.is_json(),
    "map": lambda type_: type_.is_map() or type_.is_json(),
    "vector": lambda type_: type_.is_array(),
}
"""Whether a column's type is of a logical type."""
