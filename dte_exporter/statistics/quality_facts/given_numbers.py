"""Columns of whole numbers that somebody has given each row its own: they go on, so a later one is no fault."""

from collections.abc import Iterable, Mapping
from typing import Any

from dte_exporter.statistics.distribution.repetition import would_repeat
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.quality_facts.asking import answered
from dte_exporter.statistics.quality_facts.fact_questions import AskedColumn
from dte_exporter.statistics.view import View

_WHOLE = 2.0**53
"""Up to here a double tells whole numbers apart."""


def given_numbers(
    view: View, columns: Iterable[AskedColumn], counts: Mapping[str, Mapping[Any, Any]]
) -> frozenset[str]:
    """Return those of `columns` whose whole numbers differ in every row, which chance would not have brought about.

    Parameters
    ----------
    counts : mapping of str to mapping
        By column, how many values are ``held``, the least, ``low``, and the greatest, ``high``, of numbers.
    """
    suspects = [one for one in columns if _is_suspect(counts[one.name])]
    if not suspects:
        return frozenset()
    _, found = answered(view, {one.name: {"distinct": _different(one)} for one in suspects})
    return frozenset(one.name for one in suspects if found[one.name]["distinct"] == counts[one.name]["held"])


def _is_suspect(counts: Mapping[Any, Any]) -> bool:
    if counts.get("low") is None:
        return False
    low, high = float(counts["low"]), float(counts["high"])
    return low < high and max(-low, high) <= _WHOLE and would_repeat(counts["held"], high - low + 1)


def _different(column: AskedColumn) -> Any:
    """Return how many different whole numbers there are; a missing one turns a column of them into doubles."""
    values: Any = column.values
    if values.type().is_integer():
        return values.nunique()
    number: Any = finite(column.view.table[column.name])
    return number.nunique(where=number.floor() == number)
