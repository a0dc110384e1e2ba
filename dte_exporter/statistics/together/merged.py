"""Several questions about the same rows as one statement, whose rows are taken apart again.

Each question keeps columns of its own beside its number, filled with nulls of their type in the rows of the others: so
no value changes its type by the company that it is in. What all of them read is one common table expression of the
columns that any of them needs. Engines that work such a one out once then read the rows once.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.operations import Node, Relation
    from ibis.expr.types import Table as IbisTable

    Rows = list[tuple[Any, ...]]

MOST_COLUMNS = 400
"""Columns of one statement; PostgreSQL allows four times as many."""

SEEN = "seen_rows"
"""What a merged statement calls the rows that all its questions are about."""

_NUMBER = "question"


def can_be_merged(question: "IbisTable", rows: "IbisTable") -> bool:
    """Return whether `question` counts `rows` and looks at nothing else.

    What fetches rows instead may be large, and is asked apart; so is what gives values of a type that not every dialect
    has a null of.
    """
    from ibis.expr.operations import Aggregate, UnboundTable

    asked = question.op()
    if not asked.find(Aggregate) or not all(_has_null(type_) for type_ in question.schema().types):
        return False
    stand_in = UnboundTable("rows", rows.schema())
    return set(asked.replace({rows.op(): stand_in}).find(UnboundTable)) == {stand_in}


def batches(questions: "Sequence[IbisTable]") -> "Iterator[list[IbisTable]]":
    """Yield `questions` in their order, as many at once as a statement has columns for."""
    batch: list[IbisTable] = []
    for question in questions:
        if batch and sum(len(one.columns) for one in (*batch, question)) > MOST_COLUMNS:
            yield batch
            batch = []
        batch.append(question)
    if batch:
        yield batch


def merged(questions: "Sequence[IbisTable]", rows: "IbisTable") -> "tuple[IbisTable, IbisTable]":
    """Return the columns of `rows` that `questions` need, and one statement that asks them all about a table of these.

    The statement calls the table `SEEN`; each question is one that `can_be_merged`.
    """
    import ibis

    columns = rows.select(_needed(questions, rows.op()) or rows.columns[:1])
    seen = ibis.table(columns.schema(), name=SEEN).op()
    asked = [question.op().replace({rows.op(): seen}).to_expr() for question in questions]
    own = [(place, name, type_) for place, one in enumerate(asked) for name, type_ in one.schema().items()]
    numbered = (
        one.select(
            **{_NUMBER: ibis.literal(place, "int32")},
            **{
                f"c{column}": one[name] if owner == place else ibis.null(type_)
                for column, (owner, name, type_) in enumerate(own)
            },
        )
        for place, one in enumerate(asked)
    )
    return columns, ibis.union(*numbered)


def taken_apart(found: "Rows", questions: "Sequence[IbisTable]") -> "list[Rows]":
    """Return the rows of each of `questions` among those `found` by their `merged` statement, in their order."""
    answers: list[Rows] = [[] for _ in questions]
    places, start = [], 1
    for question in questions:
        places.append(slice(start, start + len(question.columns)))
        start += len(question.columns)
    for row in found:
        answers[row[0]].append(row[places[row[0]]])
    return answers


def _has_null(type_: "DataType") -> bool:
    import ibis.expr.datatypes as dt

    return isinstance(type_, dt.Numeric | dt.Boolean | dt.String | dt.Date | dt.Timestamp)


def _needed(questions: "Sequence[IbisTable]", rows: "Relation") -> list[str]:
    """Return the columns of `rows` that the questions name, in their order."""
    nodes = {node for question in questions for node in _nodes(question.op())}
    named = _named(nodes, rows)
    return [name for name in rows.schema.names if name in named]


def _nodes(node: "Node") -> "set[Node]":
    from ibis.common.graph import Node as Any_

    return set(node.find(Any_))


def _named(nodes: "set[Node]", rows: "Relation") -> set[str]:
    """Return the columns of `rows` that `nodes` name, also by way of what passes all columns on."""
    from ibis.expr.operations import Aggregate, Field, Filter, Limit, Project, Relation, Sort

    named = {node.name for node in nodes if isinstance(node, Field) and node.rel == rows}
    for node in nodes:
        if not isinstance(node, Relation) or rows not in node.__children__:
            continue
        if isinstance(node, Filter | Limit | Sort):
            named |= _named(nodes, node)
        elif not isinstance(node, Project | Aggregate):
            return set(rows.schema.names)
    return named
