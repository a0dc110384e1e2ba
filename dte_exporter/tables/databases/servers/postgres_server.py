"""PostgreSQL: one snapshot a run, which can only read, within a time that the server itself keeps."""

import functools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_run import for_connecting, for_statement, remaining
from dte_exporter.tables.databases.relation import Asked, Column
from dte_exporter.tables.databases.servers import server_refusals as refusals

if TYPE_CHECKING:
    import psycopg
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType
    from sqlglot.expressions import Expr

NAME = "PostgreSQL"
DIALECT = "postgres"

_SETTINGS = {
    "TimeZone": "'UTC'",
    "DateStyle": "'ISO'",
    "extra_float_digits": "1",
}
"""What every answer of ours depends on, whatever the role or the database has set."""

_TYPES = {
    16: "boolean",
    21: "int16",
    23: "int32",
    20: "int64",
    26: "int64",
    700: "float32",
    701: "float64",
    18: "string",
    19: "string",
    25: "string",
    1042: "string",
    1043: "string",
    2950: "uuid",
    1082: "date",
    1083: "time",
    1114: "timestamp",
    1184: "timestamp('UTC')",
    17: "binary",
}
"""By PostgreSQL's number of the type."""

_NUMERIC = 1700
_STATES = {
    "28": refusals.credentials,
    "3D": refusals.no_database,
    "42P01": refusals.no_table,
    "3F": refusals.no_table,
    "42703": refusals.no_column,
    "42501": refusals.not_allowed,
    "57014": refusals.too_slow,
    "55P03": refusals.locked,
    "53": refusals.crowded,
    "57P": refusals.gone,
    "08": refusals.gone,
    "22012": refusals.division_by_zero,
    "22": refusals.misfit,
    "25": refusals.writes,
    "42883": refusals.no_function,
    "42": refusals.not_understood,
}
"""What is told of a refusal, by how PostgreSQL's code of it begins; the longest beginning counts."""


class PostgresSession:
    """A connection in its one transaction.

    Parameters
    ----------
    raw : psycopg.Connection
        Outside of a transaction, each statement by itself.
    """

    name = NAME
    dialect = DIALECT
    reads_once = True

    def __init__(self, raw: "psycopg.Connection[Any]") -> None:
        self._raw = raw
        settings = [f"SET {key} = {to}" for key, to in _SETTINGS.items()]
        settings.append(f"SET lock_timeout = {_milliseconds(remaining() / 2)}")
        if raw.info.server_version >= 140000:
            settings.append("SET client_connection_check_interval = '1s'")
        raw.execute("; ".join(settings).encode())
        raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")  # by itself: one of several would not heed it
        raw.execute("SAVEPOINT question")

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.servers.postgres_dialect import compiler

        return compiler()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of `query`.

        Raises
        ------
        SourceError
            If the server refuses or does not answer; the message holds no value of the data.
        """
        with _explained(), self._question():
            return self._raw.execute(query.encode()).fetchall()

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of what is `asked`, by name and type.

        Raises
        ------
        SourceError
            If it is not there, or not allowed.
        """
        with _explained(), self._question():
            found = self._raw.execute(asked.select("*").limit(0).sql(DIALECT).encode()).description or ()
        return tuple((column.name, self._type(column)) for column in found)

    def plain(self, name: str, type_: "DataType") -> "Expr":
        """Return a column as its values are compared: text letter by letter, whatever the language of the database."""
        import sqlglot.expressions as sge

        column = sge.column(name, quoted=True)
        if not type_.is_string():
            return column
        text = sge.Cast(this=column, to=sge.DataType.build("text"))
        collated = sge.Collate(this=text, expression=sge.to_identifier("C", quoted=True))
        return sge.alias_(collated, name, quoted=True)

    def digest(self, column: Any, key: bytes) -> Any:
        """Return the HMAC-SHA256 of each text in `column` under `key`, as hexadecimal digits; null of null."""
        from dte_exporter.tables.databases.servers.postgres_digest import digest

        return digest(column, key)

    @contextmanager
    def _question(self) -> Iterator[None]:
        """Let what is asked in the block take the time that is left.

        What the server refuses ends no more than this: the next question is still of the same transaction.
        """
        import psycopg

        begin = "RELEASE SAVEPOINT question; SAVEPOINT question; SET LOCAL statement_timeout ="
        self._raw.execute(f"{begin} {_milliseconds(for_statement())}".encode())
        try:
            yield
        except psycopg.Error:
            with suppress(psycopg.Error):
                self._raw.execute(b"ROLLBACK TO SAVEPOINT question")
            raise

    def _type(self, column: Any) -> "DataType":
        import ibis.expr.datatypes as dt

        if column.type_code == _NUMERIC:
            return dt.Decimal(column.precision, column.scale)
        if column.type_code in _TYPES:
            return dt.dtype(_TYPES[column.type_code])
        return dt.string if column.type_code in self._enums else dt.unknown

    @functools.cached_property
    def _enums(self) -> frozenset[int]:
        """The numbers of types that are lists of words."""
        return frozenset(number for (number,) in self._raw.execute("SELECT oid FROM pg_type WHERE typtype = 'e'"))


def session(url: str, made: ExitStack) -> PostgresSession:
    """Return a connection to the database at `url`, which is closed with what else is `made`.

    Raises
    ------
    SourceError
        If there is no driver, the address is none, or nobody answers there.
    """
    try:
        import psycopg
    except ImportError as error:
        raise SourceError(refusals.no_driver(NAME, "postgres")) from error
    try:
        where = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.Error as error:  # its text may quote the password
        raise SourceError(refusals.no_address(NAME)) from error
    with _explained():
        known: dict[str, Any] = {"connect_timeout": for_connecting(), "application_name": "dte-exporter", **where}
        raw = psycopg.connect(psycopg.conninfo.make_conninfo(**known), autocommit=True)
        made.callback(raw.close)
        return PostgresSession(raw)


@contextmanager
def _explained() -> Iterator[None]:
    """Say what a refusal of the driver or the server means, in words that hold nothing of it."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise SourceError(_sentence(error)) from None  # its text may hold the password, or a value of the data


def _sentence(error: "psycopg.Error") -> str:
    state = error.sqlstate or ""
    for length in (5, 3, 2):
        if told := _STATES.get(state[:length]):
            return told(NAME)
    return refusals.otherwise(NAME, state) if state else refusals.of_connection(NAME, str(error))


def _milliseconds(seconds: float) -> int:
    return max(1, int(seconds * 1000))
