"""NaN above all numbers, as DuckDB, PostgreSQL, Snowflake and Spark have it, where a warehouse compares as IEEE 754."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.servers.question_compiler import Word, of_ibis

if TYPE_CHECKING:
    from ibis.expr.operations import Node


def nan_is_greatest() -> Mapping[str, Word]:
    """Return the words for comparisons of a float with a number that the question itself names.

    Those of two columns are left as they are: none of our questions asks for one, and a window's may be written apart.
    """
    return {
        "Greater": _above("Greater"),
        "GreaterEqual": _above("GreaterEqual"),
        "Less": _below("Less"),
        "LessEqual": _below("LessEqual"),
    }


def _above(word: str) -> Word:
    def written(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
        return _or_nan(compiler, of_ibis(compiler, word, op, left=left, right=right), op.left, op.right, left)

    return written


def _below(word: str) -> Word:
    def written(compiler: Any, op: Any, *, left: Any, right: Any) -> Any:
        return _or_nan(compiler, of_ibis(compiler, word, op, left=left, right=right), op.right, op.left, right)

    return written


def _or_nan(compiler: Any, compared: Any, number: "Node", bound: "Node", written: Any) -> Any:
    """Return `compared`, or that `number` is NaN, where it can be and `bound` is a literal."""
    from ibis.expr.operations import IsNan, Literal
    from sqlglot.expressions import Or, Paren

    if not number.dtype.is_floating() or not isinstance(bound, Literal):
        return compared
    is_nan = compiler.visit_IsNan(IsNan(number), arg=written)
    return Paren(this=Or(this=compared, expression=is_nan))
