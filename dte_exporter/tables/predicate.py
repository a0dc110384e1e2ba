"""A predicate of the config as an Ibis expression: it is translated node by node, never pasted into a statement."""

import operator
from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING, Any

from dte_exporter.config.predicate import parse
from dte_exporter.errors import SourceError

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable
    from sqlglot.expressions import Expression

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "EQ": operator.eq,
    "NEQ": operator.ne,
    "LT": operator.lt,
    "LTE": operator.le,
    "GT": operator.gt,
    "GTE": operator.ge,
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


def matching(table: "IbisTable", predicate: str) -> "IbisTable":
    """Return the rows of `table` for which `predicate` is true.

    Raises
    ------
    SourceError
        If it names a column that the table does not have, or compares what cannot be compared.
    """
    from ibis.common.annotations import ValidationError
    from ibis.common.exceptions import IbisError

    try:
        return table.filter(_translate(parse(predicate), table))
    except ZeroDivisionError as error:
        raise SourceError(f"the window {predicate!r} divides by zero") from error
    except (IbisError, ValidationError, TypeError, AttributeError) as error:
        raise SourceError(f"the window {predicate!r} does not fit the columns' types{_reason(error)}") from error


def _reason(error: Exception) -> str:
    """Return Ibis's own reason where it is one line; else it tells of Ibis, not of the window."""
    return "" if "\n" in str(error) else f": {error}"


def _translate(node: "Expression", table: "IbisTable") -> Any:
    kind = type(node).__name__
    if kind in _BINARY:
        return _BINARY[kind](_translate(node.this, table), _translate(node.args["expression"], table))
    if kind == "Column":
        return _column(node.name, table)
    return _OTHERS[kind](node, table)


def _column(name: str, table: "IbisTable") -> Any:
    if name not in table.columns:
        raise SourceError(f"the window names the column {name!r}: the source has {', '.join(sorted(table.columns))}")
    return table[name]


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
    value, what = _translate(node.this, table), node.args["expression"]
    return value.isnull() if type(what).__name__ == "Null" else value == _translate(what, table)


def _in(node: "Expression", table: "IbisTable") -> Any:
    value = _translate(node.this, table)
    return reduce(operator.or_, (value == _translate(one, table) for one in node.args["expressions"]))


def _between(node: "Expression", table: "IbisTable") -> Any:
    return _translate(node.this, table).between(
        _translate(node.args["low"], table), _translate(node.args["high"], table)
    )


def _cast(node: "Expression", table: "IbisTable") -> Any:
    return _translate(node.this, table).cast(_TYPES[node.args["to"].this.name])


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
