"""What is read of a database: a table or a query, and the name under which our questions refer to its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.tables.identity import identity

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.operations import Node
    from sqlglot.expressions import Expr, Query, Select

Column = tuple[str, "DataType"]

_known: dict[str, "Expr"] = {}
"""What stands behind the name of each relation that this process has asked for, as SQL."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a source asks for.

    Parameters
    ----------
    rows : sqlglot Expr
        The table, or the query in parentheses.
    written : str
        How messages call it.
    """

    rows: "Expr"
    written: str

    def select(self, *expressions: "Expr | str") -> "Select":
        """Return the query of these expressions of its rows."""
        import sqlglot

        rows = self.rows.copy()
        return sqlglot.select(*expressions).from_(rows)


def named(asked: Asked, columns: Iterable[Column], plain: Callable[[str, "DataType"], "Expr"], dialect: str) -> str:
    """Return the name under which expressions refer to the rows of `asked`.

    Parameters
    ----------
    plain : callable
        From a column's name and type to the SQL of it as we compare its values.
    """
    query = asked.select(*(plain(name, type_) for name, type_ in columns))
    name = "rows_" + identity(query.sql(dialect))
    _known[name] = query
    return name


def written(tree: "Expr", dialect: str) -> str:
    """Return the SQL of `tree`, with what stands behind the names of relations in their place."""
    from sqlglot.expressions import Subquery, Table, TableAlias

    def whole(node: "Expr") -> "Expr":
        if not isinstance(node, Table) or node.name not in _known:
            return node
        alias = node.args.get("alias") or TableAlias(this=node.this.copy())
        return Subquery(this=_known[node.name].copy(), alias=alias.copy())

    return tree.transform(whole).sql(dialect)


def reading_first(name: str, rows: "Expr", tree: "Query") -> "Expr":
    """Return the SQL of `tree` with what it calls `name` read before all else, by the query `rows`."""
    whole: Query = tree.with_(name, as_=rows, append=False)
    for one in tree.ctes:
        whole = whole.with_(one.alias, as_=one.this)
    return whole


def distinct(columns: Iterable[Column], what: str) -> Mapping[str, "DataType"]:
    """Return `columns` by name.

    Raises
    ------
    SourceError
        If two have the same name.
    """
    found: dict[str, DataType] = {}
    for name, type_ in columns:
        if name in found:
            raise SourceError(f"{what} gives two columns of one name: call them apart by AS")
        found[name] = type_
    return found


def columns_of(operation: "Node") -> frozenset[str]:
    """Return the columns of the relations that `operation` reads."""
    from ibis.expr.operations import UnboundTable

    return frozenset(name for table in operation.find(UnboundTable) for name in table.schema.names)
