"""A condition on rows, read from text, as an Ibis expression: translated node by node, never pasted into a statement.

NaN is a missing value, as NULL is: it meets no comparison, not even a negated one, and ``IS NULL`` finds it. So the
rows of a window do not depend on whether DuckDB looks at a NaN or at a Parquet file's statistics, which pass over it.
"""

import operator
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import MissingColumnError, SourceError
from dte_exporter.statistics.expressions.doubles import is_finite
from dte_exporter.statistics.expressions.type_name import type_name
from dte_exporter.statistics.expressions.written_name import written

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable
    from sqlglot.expressions import Expression

_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "EQ": operator.eq,
    "NEQ": operator.ne,
    "LT": operator.lt,
    "LTE": operator.le,
    "GT": operator.gt,
    "GTE": operator.ge,
}

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "And": operator.and_,
    "Or": operator.or_,
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
    "Mod": operator.mod,
    "Like": lambda value, pattern: value.like(pattern),
    "ILike": lambda value, pattern: value.ilike(pattern),
}


def meeting(table: "IbisTable", tree: "Expression", predicate: str) -> "IbisTable":
    """Return the rows of `table` for which the condition `tree` is true; `predicate` is its text, for messages.

    Raises
    ------
    MissingColumnError
        If it names a column that the table does not have.
    SourceError
        If it compares what cannot be compared.
    """
    from ibis.common.annotations import ValidationError
    from ibis.common.exceptions import IbisError

    try:
        return table.filter(_translate(tree, table))
    except ZeroDivisionError as error:
        raise SourceError(f"the window {predicate!r} divides by zero") from error
    except (IbisError, ValidationError, TypeError, AttributeError) as error:
        raise SourceError(
            f"the window {predicate!r} does not fit the columns' types{_types(tree, table)}: "
            "compare like with like, or CAST one to the other"
        ) from error


def _types(tree: "Expression", table: "IbisTable") -> str:
    """Return the types of the columns that the predicate names; Ibis's own reason may name others."""
    named = sorted({node.name for node in tree.walk() if type(node).__name__ == "Column"})
    told = ", ".join(f"{name} is {type_name(_column(name, table).type())}" for name in named)
    return f" ({told})" if told else ""


def _translate(node: "Expression", table: "IbisTable") -> Any:
    kind = type(node).__name__
    if kind in _COMPARISONS:
        return _COMPARISONS[kind](_known(node.this, table), _known(node.args["expression"], table))
    if kind in _BINARY:
        return _BINARY[kind](_translate(node.this, table), _translate(node.args["expression"], table))
    if kind == "Column":
        return _column(node.name, table)
    return _OTHERS[kind](node, table)


def _column(name: str, table: "IbisTable") -> Any:
    inside = next((column for column in table.columns if written(column) == name), name)
    if inside not in table.columns:
        raise MissingColumnError("the source", name, table.columns)
    return table[inside]


def _known(node: "Expression", table: "IbisTable") -> Any:
    """Return the value of `node` as it is compared: a floating one without NaN, so that integers are still pruned.

    That a NaN is none is told in a way that DuckDB cannot answer from a Parquet file's statistics, see `is_finite`;
    whether a number is infinite it can, and then rightly.
    """
    import ibis

    value = _translate(node, table)
    if not value.type().is_floating() or type(node.unnest()).__name__ == "Literal":
        return value
    return ibis.ifelse(is_finite(value) | value.isinf(), value, ibis.null(value.type()))


def _literal(node: "Expression", table: "IbisTable") -> Any:
    import ibis

    text = node.name
    if node.args["is_string"]:
        return ibis.literal(text)
    return ibis.literal(float(text) if set(text) & set(".eE") else int(text))


def _boolean(node: "Expression", table: "IbisTable") -> Any:
    import ibis

    return ibis.literal(bool(node.this))


def _is(node: "Expression", table: "IbisTable") -> Any:
    value, what = _known(node.this, table), node.args["expression"]
    return value.isnull() if type(what).__name__ == "Null" else value == _translate(what, table)


def _in(node: "Expression", table: "IbisTable") -> Any:
    value = _known(node.this, table)
    return reduce(operator.or_, (value == _known(one, table) for one in node.args["expressions"]))


def _between(node: "Expression", table: "IbisTable") -> Any:
    value, low, high = (_known(one, table) for one in (node.this, node.args["low"], node.args["high"]))
    return value.between(low, high)


def _cast(node: "Expression", table: "IbisTable") -> Any:
    return _known(node.this, table).cast(_TYPES[node.args["to"].this.name])


_TYPES = {
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMPTZ": "timestamp('UTC')",
    "INT": "int32",
    "BIGINT": "int64",
    "FLOAT": "float32",
    "DOUBLE": "float64",
    "DECIMAL": "decimal",
    "TEXT": "string",
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
}

_OTHERS: dict[str, Callable[["Expression", "IbisTable"], Any]] = {
    "Literal": _literal,
    "Boolean": _boolean,
    "Is": _is,
    "In": _in,
    "Between": _between,
    "Cast": _cast,
    "Paren": lambda node, table: _translate(node.this, table),
    "Not": lambda node, table: ~_translate(node.this, table),
    "Neg": lambda node, table: -_translate(node.this, table),
}
