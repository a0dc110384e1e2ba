"""The query of a quality rule as a question to the rows: translated node by node, never sent as it is written.

So it reads these rows and nothing else, in the window that the check reads, and alike in every engine. Whatever is not
listed here is refused, and the rule then not judged.
"""

import operator
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from dte_exporter.checks.quality.contract.agreed import AgreedRows, NotJudgedError
from dte_exporter.config.loading.predicate_syntax import parse
from dte_exporter.errors import SourceError
from dte_exporter.statistics.expressions.conditions import meeting

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

_PLACEHOLDER = re.compile(r"\$?\{(\w+)\}")
_OBJECT, _PROPERTY = ("object", "table"), ("property", "column")

_AGGREGATES: Mapping[str, Callable[[Any], Any]] = {
    "Count": lambda column: column.count(),
    "Sum": lambda column: column.sum(),
    "Avg": lambda column: column.mean(),
    "Min": lambda column: column.min(),
    "Max": lambda column: column.max(),
}
_BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mul": operator.mul,
    "Div": operator.truediv,
}
_OF_SELECT = frozenset(("expressions", "from", "from_", "where"))


def figure(query: str, tables: frozenset[str], column: str) -> Callable[[AgreedRows], Any]:
    """Return what makes a table of one row and column of the rows, as the `query` asks for.

    Parameters
    ----------
    query : str
        One SELECT of one aggregate; ``{object}`` stands for the table and ``{property}`` for the column.
    tables : frozenset of str
        What the table may be called.
    column : str
        What the column is called; empty where the rule is about none.

    Raises
    ------
    ValueError
        If it is anything else; one sentence says what.
    """
    select = _select(_PLACEHOLDER.sub(partial(_filled, column), query))
    asked = _one_table(select, tables)
    (told,) = select.expressions if len(select.expressions) == 1 else (None,)
    if told is None:
        raise ValueError("its query returns several columns")
    value = told.this if type(told).__name__ == "Alias" else told
    _refuse_all_else(value)
    return partial(_asked, value, asked)


def _filled(column: str, match: re.Match[str]) -> str:
    word = match[1]
    if word in _OBJECT:
        return '"{object}"'
    if word in _PROPERTY and column:
        return '"' + column.replace('"', '""') + '"'
    raise ValueError(f"its query has the placeholder {match[0]}, which stands for nothing here")


def _select(text: str) -> "Expr":
    import sqlglot
    from sqlglot.errors import SqlglotError

    try:
        trees = [tree for tree in sqlglot.parse(text) if tree is not None]
    except (SqlglotError, RecursionError) as error:
        raise ValueError("its query is no SQL that is read here") from error
    if len(trees) != 1 or type(trees[0]).__name__ != "Select":
        raise ValueError("its query is not one SELECT")
    if others := sorted(name for name, value in trees[0].args.items() if value and name not in _OF_SELECT):
        raise ValueError(f"its query has {', '.join(others).replace('_', ' ').strip()}")
    return trees[0]


def _one_table(select: "Expr", tables: frozenset[str]) -> str:
    """Return the condition on rows of a `select` from the one table that may be named; empty where there is none."""
    source = select.args.get("from_") or select.args.get("from")
    table = source.this if source else None
    known = {one.rpartition(".")[2].casefold() for one in tables} | {"{object}"}
    if table is None or type(table).__name__ != "Table" or table.name.casefold() not in known:
        raise ValueError("its query reads something else than the table")
    where = select.args.get("where")
    condition = where.this.sql() if where else ""
    if condition:
        parse(condition)
    return condition


def _refuse_all_else(value: "Expr") -> None:
    if not any(type(node).__name__ in _AGGREGATES for node in value.walk()):
        raise ValueError("its query has no aggregate")
    _walked(value)


def _walked(node: "Expr") -> None:
    kind = type(node).__name__
    if kind in _AGGREGATES:
        _of_column(node)
    elif kind in _BINARY:
        _walked(node.this)
        _walked(node.args["expression"])
    elif kind in {"Paren", "Neg"}:
        _walked(node.this)
    elif kind != "Literal" or node.args["is_string"]:
        raise ValueError(f"its query has {kind.upper()}")


def _of_column(node: "Expr") -> tuple[str, bool]:
    """Return the column of an aggregate, empty for ``*``, and whether only different values count."""
    inner, is_count = node.this, type(node).__name__ == "Count"
    kind = type(inner).__name__
    if kind == "Star" and is_count:
        return "", False
    if kind == "Distinct" and is_count and len(inner.expressions) == 1:
        inner, kind = inner.expressions[0], type(inner.expressions[0]).__name__
        if kind == "Column":
            return inner.name, True
    if kind != "Column":
        raise ValueError("its query aggregates something else than a column")
    return inner.name, False


def _asked(value: "Expr", condition: str, rows: AgreedRows) -> Any:
    from ibis.common.exceptions import IbisError

    try:
        table = meeting(rows.view.table, parse(condition), condition) if condition else rows.view.table
        return table.aggregate(figure=_translated(value, table).cast("float64"))
    except SourceError as error:
        raise NotJudgedError("its query does not fit the columns that there are") from error
    except (IbisError, AttributeError, TypeError, ZeroDivisionError) as error:
        raise NotJudgedError("its query does not fit the types of the columns") from error


def _translated(node: "Expr", table: Any) -> Any:
    import ibis

    kind = type(node).__name__
    if kind in _AGGREGATES:
        return _aggregate(node, table)
    if kind in _BINARY:
        return _BINARY[kind](_translated(node.this, table), _translated(node.args["expression"], table))
    if kind == "Paren":
        return _translated(node.this, table)
    if kind == "Neg":
        return -_translated(node.this, table)
    return ibis.literal(float(node.name))


def _aggregate(node: "Expr", table: Any) -> Any:
    name, different = _of_column(node)
    if not name:
        return table.count()
    if name not in table.columns:
        raise NotJudgedError(f"its query names the column {name!r}, which is not there")
    return table[name].nunique() if different else _AGGREGATES[type(node).__name__](table[name])
