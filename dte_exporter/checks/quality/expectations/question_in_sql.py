"""A question that somebody else's library has written in SQL, as one of ours.

It is written for PostgreSQL and asks a table called `ROWS`. What it becomes is an Ibis table like any other: whoever
holds the rows answers it in words of their own, within the session, the time and the memory of the run.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from dte_exporter.errors import CheckError

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable
    from sqlglot.expressions import Expr, Query

ROWS = "dte_rows"
"""What a question calls the rows."""

MOST_ROWS = 10_000
"""Rows of an answer: one beyond would be a column's values, and no statistic of it."""

_WRITTEN_FOR = "postgres"


class Question:
    """What is asked in SQL.

    Parameters
    ----------
    statement : str
        One SELECT about `ROWS`, with ``:name`` where a value belongs.
    values : mapping
        These values, by name.

    Raises
    ------
    CheckError
        If it fetches rows as they are, or reads anything but `ROWS`.
    """

    def __init__(self, statement: str, values: Mapping[str, Any]) -> None:
        import sqlglot
        from sqlglot.expressions import Placeholder, convert

        def with_value(node: "Expr") -> "Expr":
            return convert(values[node.name]) if isinstance(node, Placeholder) else node

        tree = sqlglot.parse_one(statement, read=_WRITTEN_FOR).transform(with_value)
        _refuse_rows(tree)
        self._tree = cast("Query", tree)

    @property
    def text(self) -> str:
        """The question with its values, by which it is told from others."""
        return str(self._tree.sql(_WRITTEN_FOR))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its answer's columns."""
        return tuple(one.alias_or_name for one in self._tree.selects)

    @property
    def is_empty(self) -> bool:
        """Whether it asks for no rows at all."""
        limit = self._tree.args.get("limit")
        return limit is not None and limit.expression.name == "0"

    def about(self, rows: "IbisTable", dialect: str) -> "IbisTable":
        """Return it as an Ibis table that asks `rows`, of an engine whose SQL sqlglot calls `dialect`.

        The types of its columns are not known, so that none of its values is changed on the way.
        """
        import ibis.expr.datatypes as dt
        from ibis.expr.operations import AliasedRelation, SQLStringView
        from ibis.expr.schema import Schema

        tree = self._tree if self._tree.args.get("limit") else self._tree.limit(MOST_ROWS + 1)
        schema = Schema({f"c{place}": dt.unknown for place in range(len(self.columns))})
        called = AliasedRelation(parent=rows.op(), name=ROWS)
        view = SQLStringView(parent=called, query=tree.sql(dialect, identify=True), schema=schema)
        asked: IbisTable = view.to_expr()
        return asked


def _refuse_rows(tree: "Expr") -> None:
    from sqlglot.expressions import CTE, Query, Table

    if not isinstance(tree, Query) or tree.is_star:
        raise CheckError("it fetches rows, which stay where they are")
    own = {ROWS, *(one.alias for one in tree.find_all(CTE))}
    if any(table.name not in own or table.db for table in tree.find_all(Table)):
        raise CheckError("it reads another table than that of the check")
