"""A window's predicate: the part of SQL that looks at the columns of one row and does nothing else.

Columns, literals, comparisons, AND, OR, NOT, IN, BETWEEN, IS NULL, LIKE, arithmetic, and CAST to a few types. Whatever
is not on that list is refused, so the list is all that has to be trusted.
"""

import re
from typing import TYPE_CHECKING

from dte_exporter.config.problems import did_you_mean
from dte_exporter.config.spans.calendar_span import Calendar

if TYPE_CHECKING:
    from sqlglot.expressions import Expr, Expression

MAX_LENGTH = 2_000

_SPANS = tuple(map(str, Calendar))
"""Words that are no predicates and stand in the place of one."""

CONDITIONS = frozenset(
    ("EQ", "NEQ", "LT", "LTE", "GT", "GTE", "And", "Or", "Not", "In", "Between", "Is", "Like", "ILike", "Boolean")
)
"""Nodes that are true or false: what a predicate may be as a whole."""

OTHERS = frozenset(
    ("Column", "Identifier", "Literal", "Null", "Paren", "Neg", "Add", "Sub", "Mul", "Div", "Mod", "Cast", "DataType")
)
"""Nodes that may stand inside one."""

TYPES = frozenset(
    ("DATE", "TIMESTAMP", "TIMESTAMPTZ", "INT", "BIGINT", "FLOAT", "DOUBLE", "DECIMAL", "TEXT", "VARCHAR", "BOOLEAN")
)
"""What CAST may turn a value into."""

_ARGUMENTS = {
    "Column": {"this"},
    "Identifier": {"this", "quoted"},
    "Literal": {"this", "is_string"},
    "Boolean": {"this"},
    "In": {"this", "expressions"},
    "Between": {"this", "low", "high"},
    "Cast": {"this", "to"},
    "DataType": {"this", "nested"},
    "Div": {"this", "expression", "typed", "safe"},
}
"""What a node may hold, where it is not only its one or two operands."""

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")

_NAMES = {
    "Placeholder": "a parameter",
    "Parameter": "a parameter",
    "Star": "*",
    "Case": "CASE",
    "TryCast": "TRY_CAST",
    "Alias": "a name for a result",
    "DPipe": "||",
    "Escape": "ESCAPE",
    "Interval": "INTERVAL",
    "Subquery": "a subquery",
    "Select": "SELECT",
    "Exists": "EXISTS",
    "Tuple": "a list outside IN",
    "Struct": "{…}",
    "Bracket": "[…]",
    "RegexpLike": "a regular expression",
}


def parse(text: str) -> "Expression":
    """Return the syntax tree of the predicate `text`, made of nothing but what this module lists.

    Raises
    ------
    ValueError
        If it is not such a predicate; one sentence says what is refused.
    """
    import sqlglot
    from sqlglot.errors import SqlglotError
    from sqlglot.expressions import Condition, Expression

    if len(text) > MAX_LENGTH:
        raise ValueError(f"a predicate has at most {MAX_LENGTH:,} characters")
    try:
        if any(token.comments for token in sqlglot.tokenize(text)):
            raise ValueError("a comment is not allowed in a predicate: it could hide a part of it")
        trees = sqlglot.Dialect.get_or_raise(None).parse_into(Condition, text)
    except SqlglotError as error:
        near = f"{_near(error)}{did_you_mean(text, _SPANS)}"
        raise ValueError(f"this is not SQL{near}: write a condition such as year = 2018") from error
    except RecursionError as error:
        raise ValueError("the predicate nests too deeply") from error
    if len(trees) != 1:
        raise ValueError("a predicate is one condition: remove the semicolon and what follows")
    (tree,) = trees
    if not isinstance(tree, Expression):
        raise ValueError("a predicate is empty: write a condition such as year = 2018")
    _refuse_all_else(tree)
    return tree


def _near(error: Exception) -> str:
    details = getattr(error, "errors", None)
    word = details[0].get("highlight") if details else None
    return f" near {word!r}" if word else ""


def _refuse_all_else(tree: "Expr") -> None:
    for reason in (*map(_refusal, tree.walk()), _no_condition(tree)):
        if reason is not None:
            raise ValueError(reason)


def _refusal(node: "Expr") -> str | None:
    """Return why `node` is refused, None if it is allowed."""
    kind = type(node).__name__
    if kind not in CONDITIONS | OTHERS:
        return f"{_name(node)} has no place in a predicate: compare columns with values, as in year = 2018"
    given = {name for name, value in node.args.items() if value}
    if kind == "Column" and "table" in given:
        return f"{node.sql()} names a table: a predicate sees the columns of its own data set alone"
    if kind == "DataType" and (node.this.name not in TYPES or given - _ARGUMENTS[kind]):
        return f"CAST to {node.sql()} has no place in a predicate: there is {', '.join(sorted(TYPES))}"
    if kind == "Identifier" and "quoted" not in given and not _PLAIN_NAME.fullmatch(node.name):
        return f'{node.name} is a parameter or a name that needs quotes ("{node.name}")'
    if kind == "Null" and type(node.parent).__name__ != "Is":
        return "a comparison with NULL is never true: write IS NULL or IS NOT NULL"
    if kind == "Is" and type(node.args["expression"]).__name__ not in {"Null", "Boolean"}:
        return "IS is only for NULL, TRUE and FALSE"
    if kind == "In" and "expressions" not in given:
        return "IN takes a list of values, as in sex IN ('f', 'm')"
    strange = given - _ARGUMENTS.get(kind, {"this", "expression"})
    return f"{kind.upper()} with {min(strange).upper()} has no place in a predicate" if strange else None


def _name(node: "Expr") -> str:
    from sqlglot.expressions import Func

    kind = type(node).__name__
    if kind in _NAMES:
        return _NAMES[kind]
    if isinstance(node, Func):
        return f"the function {(node.name if kind == 'Anonymous' else node.sql_name()).upper()}"
    return f"the operator {kind.upper()}"


def _no_condition(tree: "Expr") -> str | None:
    """Return why `tree` as a whole is not true or false."""
    inner = tree.unnest()
    kind = type(inner).__name__
    if kind == "Column":
        near = did_you_mean(inner.name, _SPANS)
        return f"{inner.name} alone is no condition{near}: write {inner.name} = …"
    return None if kind in CONDITIONS else "a value alone is no condition: compare a column with it, as in year = 2018"
