"""What the columns of MariaDB and MySQL hold, as the driver tells it of an answer."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType

_BINARY = 63
"""The number of the character set of what is no text."""

_UNSIGNED, _ENUM, _SET = 32, 256, 2048
"""Flags of a field."""

_TYPES = {
    1: "int8",
    2: "int16",
    3: "int32",
    4: "float32",
    5: "float64",
    7: "timestamp('UTC')",
    8: "int64",
    9: "int32",
    10: "date",
    11: "time",
    12: "timestamp",
    13: "int16",
}
_DECIMALS = frozenset((0, 246))
_TEXTS = frozenset((15, 249, 250, 251, 252, 253, 254))


def column_type(field: Any, is_truth: bool) -> "DataType":
    """Return the type of the column that the driver describes by `field`.

    Parameters
    ----------
    is_truth : bool
        Whether it holds nothing but 0 and 1, and was declared as boolean.
    """
    import ibis.expr.datatypes as dt

    if is_truth:
        return dt.boolean
    if field.type_code in _DECIMALS:
        signs = int(not field.flags & _UNSIGNED) + int(field.scale > 0)
        return dt.Decimal(field.length - signs, field.scale)
    if field.type_code in _TEXTS:
        is_text = field.charsetnr != _BINARY or field.flags & (_ENUM | _SET)
        return dt.string if is_text else dt.binary
    type_ = dt.dtype(_TYPES[field.type_code]) if field.type_code in _TYPES else dt.unknown
    return _unsigned(type_) if field.flags & _UNSIGNED and type_.is_integer() else type_


def _unsigned(type_: "DataType") -> "DataType":
    import ibis.expr.datatypes as dt

    return dt.dtype(f"u{type_.copy(nullable=True)}")
