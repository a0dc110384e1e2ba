"""A database as an engine: our questions in its dialect, its answers as those of any engine."""

import functools
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

from dte_exporter.errors import SourceError
from dte_exporter.statistics.together.merged import SEEN, merged, taken_apart
from dte_exporter.tables.databases import database_run, relation
from dte_exporter.tables.databases.connection_slots import slot
from dte_exporter.tables.databases.relation import Asked, Column
from dte_exporter.tables.databases.returned_values import plain_rows
from dte_exporter.tables.table import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType
    from ibis.expr.operations import Node
    from ibis.expr.types import Table as IbisTable
    from sqlglot.expressions import Expr, Query


class Session(Protocol):
    """A connection in a transaction that can only read."""

    name: str
    """The kind of server, as messages call it."""
    dialect: str
    """Its SQL, as sqlglot calls it."""
    reads_once: bool
    """Whether it works out once what one statement names several times."""

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        ...

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of `query`."""
        ...

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of what is `asked`, by name and type."""
        ...

    def plain(self, name: str, type_: "DataType") -> "Expr":
        """Return a column as its values are compared."""
        ...

    @property
    def digest(self) -> "Callable[[Any, bytes], Any] | None":
        """From a column of text and a key to its HMAC-SHA256; None where it has none, see `Table.digest`."""
        ...


@dataclass(frozen=True, slots=True)
class DatabaseEngine:
    """A database, which says whose rows it cannot read; one for all sources at its address.

    Parameters
    ----------
    key : str
        Letters and digits that stand for the address.
    connect : callable
        Connects to it; what it puts on the stack is undone when the run ends.
    most : int
        Connections to it at the same time, over all processes.
    written : str
        The table or query, as messages call it.
    server : str
        The kind of server, as messages call it; empty until one has answered.
    """

    key: str
    connect: "Callable[[ExitStack], Session]" = field(compare=False, repr=False)
    most: int = field(compare=False)
    written: str = field(compare=False)
    server: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return what messages call it."""
        return self.server

    def __call__(self, expression: "IbisTable") -> Rows:
        """Return the rows of `expression`.

        Raises
        ------
        SourceError
            If the database cannot compute it, refuses or is gone.
        """
        session = self.session()
        try:
            rows = session.rows(_compiled(session.compiler, session.name, session.dialect, expression.op()))
        except SourceError as error:
            raise SourceError(f"{self.written}: {error}") from error.__cause__
        return plain_rows(rows, expression.schema())

    @property
    def dialect(self) -> str:
        """What sqlglot calls its SQL."""
        return self.session().dialect

    def reads_once(self) -> bool:
        """Return whether several questions about the same rows take one look at them, asked together."""
        return self.session().reads_once

    def together(self, rows: "IbisTable", questions: "Sequence[IbisTable]") -> list[Rows]:
        """Return the rows of each of `questions`, all about `rows`, from one statement.

        Raises
        ------
        SourceError
            If the database refuses the whole.
        """
        session = self.session()
        columns, asked = merged(questions, rows)
        tree, seen = (in_words_of(session.compiler, session.name, one.op()) for one in (asked, columns))
        statement = relation.written(relation.reading_first(SEEN, seen, cast("Query", tree)), session.dialect)
        found = taken_apart(session.rows(statement), questions)
        return [plain_rows(one, question.schema()) for one, question in zip(found, questions, strict=True)]

    def session(self) -> Session:
        """Return this run's connection."""
        session: Session = database_run.connected(self.key, self._connected)
        return session

    def _connected(self, made: ExitStack) -> Session:
        made.enter_context(slot(self.key, self.most, database_run.remaining() / 2))
        return self.connect(made)


@functools.lru_cache(maxsize=1024)
def _compiled(compiler: "SQLGlotCompiler", server: str, dialect: str, operation: "Node") -> str:
    """Return the SQL of `operation`, kept by operation, since an Ibis expression equals only itself."""
    return relation.written(in_words_of(compiler, server, operation), dialect)


def in_words_of(compiler: "SQLGlotCompiler", server: str, operation: "Node") -> "Expr":
    """Return the SQL of `operation` as the `compiler` of a kind of server writes it.

    Raises
    ------
    SourceError
        If it has no words for it.
    """
    from ibis.common.exceptions import IbisError

    try:
        tree: Expr = compiler.to_sqlglot(operation.to_expr())
    except (IbisError, NotImplementedError) as error:
        raise SourceError(
            f"{server} cannot compute what this check asks of it: keep the rows in PostgreSQL, SQLite or files for it"
        ) from error
    return tree
