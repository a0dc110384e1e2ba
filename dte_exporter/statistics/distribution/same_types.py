"""Whether a column is of one type in both windows: what is of two cannot be compared, and says so by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.sources import SIDES
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The types of a column that is of another type on one side, or missing there.

    Parameters
    ----------
    reference, current : str or None
        The name of its type in each window, None where it is missing.
    """

    reference: str | None
    current: str | None

    def __str__(self) -> str:
        types = zip(SIDES, (self.reference, self.current), strict=True)
        return " and ".join(
            f"{f'of type {type_}' if type_ else 'missing'} in the {side} window" for side, type_ in types
        )


def mismatch(column: str, views: Mapping[str, View]) -> Mismatch | None:
    """Return the types of `column` where they differ between the windows, None where its values can be compared.

    Numbers of any two types can; of times those of one kind, whatever their zone and precision; else only equal types.
    """
    types = [views[side].table.schema().get(column) for side in SIDES]
    reference, current = map(_family, types)
    return None if reference == current else Mismatch(*(None if type_ is None else type_name(type_) for type_ in types))


def _family(type_: "DataType | None") -> str | None:
    """Return the name of the types whose values are compared with those of `type_`."""
    if type_ is None:
        return None
    if type_.is_numeric() and not type_.is_boolean():
        return "number"
    if type_.is_temporal():
        return type(type_).__name__
    return str(type_.copy(nullable=True))
