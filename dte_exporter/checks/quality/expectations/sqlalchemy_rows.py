"""The rows of a window as a database that SQLAlchemy knows: one table, whose questions are asked of the rows' engine.

There is no driver and no connection of its own behind it, so nothing can be written, nothing else be read, and whatever
guards the rows guards them here.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from dte_exporter.checks.quality.expectations.question_in_sql import Question

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.schema import Schema
    from sqlalchemy import Engine
    from sqlalchemy.dialects.postgresql.base import PGDialect
    from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPIModule
    from sqlalchemy.types import TypeEngine

    Rows = list[tuple[Any, ...]]
    Ask = Callable[[Question], Rows]


_TYPES = {
    "Boolean": "BOOLEAN",
    "Int8": "SMALLINT",
    "Int16": "SMALLINT",
    "Int32": "INTEGER",
    "Int64": "BIGINT",
    "UInt8": "SMALLINT",
    "UInt16": "INTEGER",
    "UInt32": "BIGINT",
    "UInt64": "NUMERIC",
    "Float32": "REAL",
    "Float64": "DOUBLE_PRECISION",
    "Decimal": "NUMERIC",
    "String": "VARCHAR",
    "UUID": "UUID",
    "Date": "DATE",
    "Time": "TIME",
    "Timestamp": "TIMESTAMP",
    "Interval": "INTERVAL",
    "Binary": "BYTEA",
}
"""What PostgreSQL calls the types that Ibis has."""


_ESCAPED = {chr(code): f"_{code:x}_" for code in range(128) if not (chr(code).isalpha() or chr(code) == "_")}
"""What stands for a character in the name of a value that a statement has a place for: it begins as the column's does.

A quote or a new line would end the name, and a digit cannot begin it.
"""


class _NeverError(Exception):
    """What SQLAlchemy takes for an error of the driver, of which there is none: what is raised comes out as it is."""


class Cursor:
    """What SQLAlchemy asks, in the words of PEP 249.

    Parameters
    ----------
    ask : callable
        From a question to its rows.
    """

    arraysize = 1
    rowcount = -1

    def __init__(self, ask: "Ask") -> None:
        self._ask = ask
        self._rows: Rows = []
        self.description: Sequence[tuple[Any, ...]] | None = None

    def execute(self, statement: str, values: Mapping[str, Any]) -> None:
        """Ask `statement`, with these `values` in it."""
        question = Question(statement, values)
        self.description = [(name, *(None,) * 6) for name in question.columns]
        self._rows = [*self._ask(question)]

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, None after the last."""
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = arraysize) -> "Rows":
        """Return the next rows, as many as there are up to `size`."""
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self) -> "Rows":
        """Return the rows that are left."""
        return self.fetchmany(len(self._rows))

    def close(self) -> None:
        """Forget what is left."""
        self._rows = []


class Connection:
    """What SQLAlchemy connects to, in the words of PEP 249.

    Parameters
    ----------
    ask : callable
        From a question to its rows.
    """

    def __init__(self, ask: "Ask") -> None:
        self._ask = ask

    def cursor(self) -> Cursor:
        """Return what one question is asked by."""
        return Cursor(self._ask)

    def commit(self) -> None:
        """Do nothing: nothing was written."""

    def rollback(self) -> None:
        """Do nothing: the run's transaction is not ours to end."""

    def close(self) -> None:
        """Do nothing: the run's connection is not ours to close."""


def engine(schema: "Schema", ask: "Ask") -> "Engine":
    """Return the database that has rows of this `schema` as its one table."""
    import sqlalchemy

    dialect = _dialect()(schema)
    pool = sqlalchemy.StaticPool(lambda: cast("DBAPIConnection", Connection(ask)), dialect=dialect)
    return sqlalchemy.Engine(pool, dialect, sqlalchemy.make_url("postgresql://"))


@functools.cache
def _dialect() -> "Callable[[Schema], PGDialect]":
    """Return what makes the dialect: PostgreSQL's, which tells the columns of the rows and asks no server of them."""
    from sqlalchemy.dialects.postgresql.base import PGCompiler, PGDialect

    class RowsCompiler(PGCompiler):
        bindname_escape_characters = _ESCAPED

    class RowsDialect(PGDialect):
        supports_statement_cache = True
        statement_compiler = RowsCompiler

        def __init__(self, schema: "Schema") -> None:
            super().__init__(paramstyle="named")  # type: ignore[no-untyped-call]  # SQLAlchemy has no type for it
            self.dbapi = cast("DBAPIModule", SimpleNamespace(Error=_NeverError))
            self._columns = [{"name": name, "type": _type(one), "nullable": True} for name, one in schema.items()]

        def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **_: Any) -> Any:
            return self._columns

        def get_pk_constraint(self, connection: Any, table_name: str, schema: str | None = None, **_: Any) -> Any:
            return {"constrained_columns": [], "name": None}

    return RowsDialect


def _type(type_: "DataType") -> "TypeEngine[Any]":
    """Return what PostgreSQL calls a type, by which expectations name it."""
    import sqlalchemy.dialects.postgresql as of

    found: TypeEngine[Any] = getattr(of, _TYPES.get(type(type_).__name__, "JSON"))()
    return found
