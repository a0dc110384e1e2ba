"""What a column's type is called, whatever holds it: one list of words for all engines, which differ in their names."""

from typing import TYPE_CHECKING, Literal

from dte_exporter.statistics.expressions.type_name import type_name

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType

Word = Literal["integer", "number", "text", "boolean", "date", "timestamp", "time", "binary"]
"""What the config calls types. A number may have decimals; a timestamp may have a zone, or none."""


def word(type_: "DataType") -> str:
    """Return the `Word` for `type_`; of a type that has none, such as a list, its own name without what is inside."""
    tests: dict[Word, bool] = {
        "boolean": type_.is_boolean(),
        "integer": type_.is_integer(),
        "number": type_.is_numeric(),
        "text": type_.is_string() or type_.is_uuid(),
        "date": type_.is_date(),
        "timestamp": type_.is_timestamp(),
        "time": type_.is_time(),
        "binary": type_.is_binary(),
    }
    return next((one for one, is_it in tests.items() if is_it), type_name(type_))
