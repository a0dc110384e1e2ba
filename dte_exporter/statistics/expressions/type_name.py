"""What a message calls the type of a column."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType


def type_name(type_: "DataType") -> str:
    """Return the name of `type_`, of a nested one without what is inside: its fields are named by the data."""
    plain = type_.is_primitive() or type_.is_temporal() or type_.is_decimal()
    return str(type_.copy(nullable=True)) if plain else type(type_).__name__.lower()
