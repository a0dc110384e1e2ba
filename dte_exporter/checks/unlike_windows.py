"""What is said of a column that the reference and the current window do not both have, of one type."""

from dte_exporter.statistics.distribution.same_types import Mismatch


def refusal(column: str, types: Mismatch) -> str:
    """Return the sentence of a column that is of another type in the two windows, or missing in one."""
    return f"column {column!r} is {types}: give both windows the same columns, or exclude it"
