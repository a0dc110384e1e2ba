"""What the columns of a query are made from: resolved where its text leaves no doubt, else unknown.

A column is made from all columns that stand in its expression; those that only choose, join, group or sort the rows
are not counted. A name without a table is that table's which has such a column, or the one table that may have it: a
statement that runs is not ambiguous. Where two may, or a subquery's own table and the outer one, it is unknown.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dte_exporter.lineage.sql.outputs import UNKNOWN, Outputs, nothing_known, united
from dte_exporter.lineage.sql.statement import ColumnsOf, Made, TableNames
from dte_exporter.lineage.told import Column

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.optimizer.scope import Scope

_ALIASES_SEEN = {"clickhouse", "databricks", "duckdb", "redshift", "snowflake", "spark", "spark2"}
"""Dialects where an expression may name another of the same SELECT by its alias; a column of that name goes first."""

_ALIASES_FIRST = "clickhouse"
"""Where the alias goes first, and may stand after: such a name is unknown."""

_PASSES = 10
"""How often a query that refers to itself is gone through: each time a column may reach one further."""


_MANY = 2
"""Of how many the columns are unknown makes no difference from here on: none can be told to be the one."""


class QueryColumns:
    """Resolves the columns of one query.

    Parameters
    ----------
    query : sqlglot.exp.Expr
        With its identifiers as its dialect spells them.
    dialect : str
        How it is written.
    names : TableNames
        What its tables are called.
    columns_of : mapping of Name to tuple of str
        The columns of tables that are known.
    """

    def __init__(self, query: "exp.Expr", dialect: str, names: TableNames, columns_of: ColumnsOf) -> None:
        from sqlglot import exp
        from sqlglot.optimizer.scope import traverse_scope

        self._is_recursive = any(one.args.get("recursive") for one in query.find_all(exp.With))
        self._dialect = dialect
        self._names = names
        self._columns_of = columns_of
        self._scopes = traverse_scope(query)
        self._outputs: dict[int, Outputs] = {}

    def found(self) -> Outputs:
        """Return the columns of the whole query."""
        for _ in range(_PASSES if self._is_recursive else 1):
            before = {key: one.columns for key, one in self._outputs.items()}
            for scope in self._scopes:
                self._outputs[id(scope.expression)] = self._of_scope(scope)
            if before == {key: one.columns for key, one in self._outputs.items()}:
                break
        return self._outputs[id(self._scopes[-1].expression)] if self._scopes else Outputs()

    def _of_scope(self, scope: "Scope") -> Outputs:
        from sqlglot import exp

        expression = scope.expression
        names = [] if scope.is_udtf else scope.outer_columns
        if isinstance(expression, exp.SetOperation):
            return self._of_union(expression).renamed(names)
        if isinstance(expression, exp.Select):
            return _Selected(self, scope, self._dialect).outputs().renamed(names)
        if isinstance(expression, exp.Subquery):
            return self.known(expression.unnest()).renamed(names)
        return UNKNOWN

    def _of_union(self, union: "exp.SetOperation") -> Outputs:
        left, right = self.known(union.left.unnest()), self.known(union.right.unnest())
        if union.args.get("by_name") or left.others or right.others or len(left.columns) != len(right.columns):
            others = (nothing_known,) if left.others or right.others or union.args.get("by_name") else ()
            return Outputs(tuple((name, None) for name, _ in left.columns), others)
        pairs = zip(left.columns, right.columns, strict=True)
        return Outputs(tuple((name, united((one, other))) for (name, one), (_, other) in pairs))

    def known(self, query: "exp.Expr") -> Outputs:
        """Return the columns of a query within; of one that refers to itself, those that it begins with."""
        from sqlglot import exp

        found = self._outputs.get(id(query))
        if found is None and isinstance(query, exp.SetOperation):
            return self.known(query.left.unnest())
        return UNKNOWN if found is None else found

    def named(self, query: "exp.Expr") -> Outputs:
        """Return the columns of a query that another refers to by name.

        What refers to itself is given with what it begins with alone, and stands on all of it.
        """
        from sqlglot import exp

        while isinstance(query.parent, exp.SetOperation | exp.Subquery):
            query = query.parent
        if id(query) in self._outputs or not isinstance(query.parent, exp.CTE):
            return self.known(query)
        return self.known(query.unnest()).renamed(query.parent.alias_column_names)

    def of_table(self, table: "exp.Table") -> Outputs:
        """Return the columns of a table."""
        name = self._names.of(table)
        if name is None or table.args.get("pivots"):
            return UNKNOWN
        columns = self._columns_of.get(name)
        if columns is None:
            return Outputs(others=(lambda column: frozenset({Column(name, column)}),)).renamed(_alias_columns(table))
        made = tuple((column, frozenset({Column(name, column)})) for column in columns)
        return Outputs(made).renamed(_alias_columns(table))


def _alias_columns(table: "exp.Expr") -> list[str]:
    return list(table.alias_column_names)


class _Selected:
    """Resolves the columns of one SELECT, whose inner queries are resolved."""

    def __init__(self, query: QueryColumns, scope: "Scope", dialect: str) -> None:
        self._query = query
        self._scope = scope
        self._dialect = dialect
        self._joined_by = _joined_by(scope.expression)
        self._sources: dict[str, Outputs] = {}
        for name, (node, source) in scope.selected_sources.items():
            self._sources[name] = self._of_source(node, source)

    def _of_source(self, node: "exp.Expr", source: "exp.Table | Scope") -> Outputs:
        from sqlglot import exp

        if node.args.get("pivots"):
            return UNKNOWN
        if isinstance(source, exp.Table):
            return self._query.of_table(source)
        if isinstance(source.expression, exp.UDTF):
            return self._of_function(source.expression)
        if not isinstance(node, exp.Table):
            return self._query.known(source.expression.unnest())
        return self._query.named(source.expression).renamed(_alias_columns(node))

    def _of_function(self, function: "exp.UDTF") -> Outputs:
        """Return the columns of a function that makes rows of what it is given; it sees the tables before it."""
        from sqlglot import exp

        if isinstance(function.this, exp.Subquery):
            return self._query.known(function.this.unnest()).renamed(_alias_columns(function))
        made = self.made(function)
        names = _alias_columns(function)
        others: tuple[Callable[[str], Made], ...] = (lambda _: made,)
        has_fields = self._dialect == "bigquery" and isinstance(function, exp.Unnest)
        return Outputs(tuple((name, made) for name in names), others if has_fields or not names else ())

    def outputs(self) -> Outputs:
        """Return the columns, each with what it is made from."""
        columns: list[tuple[str, Made]] = []
        others: list[Callable[[str], Made]] = []
        aliases: dict[str, Made] = {}
        for one in self._scope.expression.expressions:
            if one.is_star:
                some = self._of_star(one)
                columns += some.columns
                others += some.others
                continue
            made = self.made(one, aliases)
            columns += ((name, made) for name in _names_of(one))
            if one.alias and self._dialect in _ALIASES_SEEN:
                aliases[one.alias] = made if self._dialect != _ALIASES_FIRST else None
        return Outputs(tuple(columns), tuple(others[:_MANY]))

    def _of_star(self, star: "exp.Expr") -> Outputs:
        from sqlglot import exp

        is_of_one = isinstance(star, exp.Column)
        names = [star.text("table")] if isinstance(star, exp.Column) else [*self._sources]
        bare = star.this if isinstance(star, exp.Column) else star
        if any(bare.args.get(word) for word in ("rename", "replace", "ilike")) or any(
            name not in self._sources for name in names
        ):
            return UNKNOWN
        without = {one.name for one in bare.args.get("except_") or ()}
        columns: dict[tuple[str, str], tuple[str, Made]] = {}
        for name in names:
            for column, _ in self._sources[name].columns:
                shared = "" if column in self._joined_by and not is_of_one else name
                if column not in without and ("", column) not in columns:
                    made = self._sources[name].made(column) if shared else self._shared(column)
                    columns[shared, column] = (column, made)
        others = tuple(other for name in names for other in self._sources[name].others)
        return Outputs(tuple(columns.values()), others)

    def made(self, one: "exp.Expr", aliases: Mapping[str, Made] | None = None) -> Made:
        """Return what all columns in an expression are made from together."""
        from sqlglot import exp

        parts: list[Made] = []
        for node in one.walk(prune=lambda each: isinstance(each, exp.Query)):
            if isinstance(node, exp.Query):
                parts += (made for _, made in self._query.known(node.unnest()).columns)
                parts += (None for _ in self._query.known(node.unnest()).others)
            elif isinstance(node, exp.Column):
                parts.append(self._column(node, aliases or {}))
            elif isinstance(node, exp.Window) and node.args.get("alias"):
                parts.append(self._window(node.text("alias")))
        return united(parts)

    def _window(self, name: str) -> Made:
        windows = self._scope.expression.args.get("windows") or ()
        return united([self.made(one) for one in windows if one.name == name])

    def _column(self, column: "exp.Column", aliases: Mapping[str, Made]) -> Made:
        if column.is_star:
            return frozenset()  # count(*) counts rows
        table, name = column.text("table"), column.name
        if not table:
            return self._without_table(name, aliases)
        if table in self._sources:
            return self._sources[table].made(name)
        outer = self._outer(table)
        if outer is not None:
            return outer.made(name)
        first = column.parts[0].name  # a field of a column, not a column of a table
        return (
            self._sources[first].made(column.parts[1].name)
            if first in self._sources
            else self._without_table(first, {})
        )

    def _outer(self, table: str) -> Outputs | None:
        """Return the table of a query around this one."""
        around = self._scope.parent
        while around is not None:
            found = around.selected_sources.get(table) if _is_select(around) else None
            if found is not None:
                return self._of_source(*found)
            around = around.parent
        return None

    def _without_table(self, name: str, aliases: Mapping[str, Made]) -> Made:
        """Return what a column is made from that names no table."""
        if name in self._joined_by:
            return self._shared(name)
        having = [one for one in self._sources.values() if one.has(name)]
        if having and not (name in aliases and self._dialect == _ALIASES_FIRST):
            return having[0].made(name) if len(having) == 1 else None
        maybe = [one for one in self._sources.values() if one.others]
        if name in aliases:
            return None if maybe else aliases[name]
        is_whole_row = name in self._sources
        if len(maybe) != 1 or is_whole_row or self._sees_outer_tables:
            return None
        return maybe[0].made(name)

    @property
    def _sees_outer_tables(self) -> bool:
        return bool(self._scope.can_be_correlated and self._scope.parent is not None)

    def _shared(self, name: str) -> Made:
        """Return what a column is made from that tables are joined by: all of theirs."""
        return united([one.made(name) for one in self._sources.values() if one.has(name) or one.others])


def _names_of(one: "exp.Expr") -> list[str]:
    """Return what the column of an expression is called; empty where each system has a name of its own for it."""
    from sqlglot import exp

    if isinstance(one, exp.Aliases):
        return [each.name for each in one.aliases] if one.aliases else [""]
    return [one.alias or (one.name if isinstance(one, exp.Column | exp.Dot) else "")]


def _is_select(scope: "Scope") -> bool:
    from sqlglot import exp

    return isinstance(scope.expression, exp.Select)


def _joined_by(select: "exp.Expr") -> set[str]:
    return {one.name for join in select.args.get("joins") or () for one in join.args.get("using") or ()}
