"""What the config asks for, a table by its name or one SELECT, as a tree of SQL; anything else is refused."""

from contextlib import suppress
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.read_only_query import parsed

if TYPE_CHECKING:
    from sqlglot.expressions import Expr


def asked_rows(table: str, query: str, dialect: str) -> "Expr":
    """Return the `table`, or the `query` in parentheses where there is one, as a tree of SQL.

    Raises
    ------
    SourceError
        If it is anything else.
    """
    import ibis.backends.sql.dialects  # noqa: F401  before the first SQL: it changes words of sqlglot's, which then stay
    from sqlglot.expressions import Subquery, TableAlias, to_identifier

    if not query:
        return _named_table(table, dialect)
    try:
        return Subquery(this=parsed(query, dialect), alias=TableAlias(this=to_identifier("asked")))
    except ValueError as error:
        raise SourceError(f"source.query: {error}") from error


def _named_table(name: str, dialect: str) -> "Expr":
    """Return the table called `name`: names with points between them, and no function that would give rows."""
    from sqlglot.errors import SqlglotError
    from sqlglot.expressions import Identifier, Table, to_table

    with suppress(SqlglotError):
        table = to_table(name, dialect=dialect)
        parts = {key: part for key, part in table.args.items() if part}
        is_plain = parts.keys() <= {"this", "db", "catalog"} and all(
            isinstance(one, Identifier) for one in parts.values()
        )
        if isinstance(table, Table) and is_plain:
            return table
    raise SourceError("source.table is no name of a table: write it as scoring.predictions, or give source.query")
