"""MariaDB and MySQL: one snapshot a run, which can only read, within a time that the server itself keeps."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_run import for_connecting, for_statement, remaining
from dte_exporter.tables.databases.relation import Asked, Column
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.servers.mariadb_columns import column_type

if TYPE_CHECKING:
    import pymysql
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType
    from sqlglot.expressions import Expr

DIALECT = "mysql"

_CODES = {
    1045: refusals.credentials,
    1698: refusals.credentials,
    1130: refusals.credentials,
    1251: refusals.credentials,
    1049: refusals.no_database,
    1044: refusals.not_allowed,
    1142: refusals.not_allowed,
    1143: refusals.not_allowed,
    1227: refusals.not_allowed,
    1146: refusals.no_table,
    1054: refusals.no_column,
    1305: refusals.no_function,
    1205: refusals.locked,
    1969: refusals.too_slow,
    3024: refusals.too_slow,
    1317: refusals.too_slow,
    1040: refusals.crowded,
    1203: refusals.crowded,
    1226: refusals.crowded,
    1053: refusals.gone,
    2006: refusals.gone,
    2013: refusals.gone,
    1927: refusals.gone,
    1365: refusals.division_by_zero,
    1264: refusals.misfit,
    1292: refusals.misfit,
    1366: refusals.misfit,
    1411: refusals.misfit,
    1690: refusals.misfit,
    1792: refusals.writes,
    1064: refusals.not_understood,
}
"""What is told of a refusal, by the server's number of it; 2000 and above are the driver's."""

_OF_CONNECTION = frozenset((2002, 2003, 2005, 2026, 2055))


class MariaDbSession:
    """A connection in its one transaction.

    Parameters
    ----------
    raw : pymysql.Connection
        Outside of a transaction, each statement by itself.
    """

    dialect = DIALECT
    reads_once = False

    def __init__(self, raw: "pymysql.Connection[Any]") -> None:
        self._cursor = raw.cursor()
        self._cursor.execute("SELECT VERSION()")
        is_mariadb = any("MariaDB" in str(version) for (version,) in self._cursor.fetchall())
        self.name = "MariaDB" if is_mariadb else "MySQL"
        self._collation = "utf8mb4_nopad_bin" if is_mariadb else "utf8mb4_0900_bin"
        self._limit = "max_statement_time = {:.3f}" if is_mariadb else "max_execution_time = {:.0f}000"
        for statement in (
            f"SET NAMES utf8mb4 COLLATE {self._collation}",
            "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO'",
            f"SET SESSION lock_wait_timeout = {max(1, int(remaining() / 2))}",
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ):
            self._cursor.execute(statement)

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.servers.mariadb_dialect import compiler

        return compiler()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of `query`.

        Raises
        ------
        SourceError
            If the server refuses, does not answer, or warns that a value is none: it would go on with another one.
            The message holds no value of the data.
        """
        with _explained(self.name):
            return list(self._answer(query))

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of what is `asked`, by name and type.

        Raises
        ------
        SourceError
            If it is not there, or not allowed.
        """
        with _explained(self.name):
            self._answer(asked.select("*").limit(0).sql(DIALECT))
            fields = self._cursor._result.fields  # the only place that knows a character set
            truths = self._truths(asked, [one.name for one in fields if (one.type_code, one.length) == (1, 1)])
        return tuple((one.name, column_type(one, one.name in truths)) for one in fields)

    def plain(self, name: str, type_: "DataType") -> "Expr":
        """Return a column as its values are compared: text letter by letter, whatever the language of the database."""
        import sqlglot
        import sqlglot.expressions as sge

        column = sge.column(name, quoted=True)
        if not type_.is_string():
            return column
        text = f"CONVERT({column.sql(DIALECT)} USING utf8mb4) COLLATE {self._collation}"
        return sge.alias_(sqlglot.parse_one(text, dialect=DIALECT), name, quoted=True)

    def digest(self, column: Any, key: bytes) -> Any:
        """Return the HMAC-SHA256 of each text in `column` under `key`, as hexadecimal digits; null of null."""
        from dte_exporter.tables.databases.servers.mariadb_digest import digest

        return digest(column, key)

    def _truths(self, asked: Asked, columns: list[str]) -> frozenset[str]:
        """Return those of `columns`, all of tinyint(1), that hold truth values alone: it is the type of both."""
        import sqlglot

        if not columns:
            return frozenset()
        others = [f"MAX({sqlglot.column(name, quoted=True).sql(DIALECT)} NOT IN (0, 1))" for name in columns]
        query = asked.select(*(sqlglot.parse_one(one, dialect=DIALECT) for one in others))
        (found,) = self._answer(query.sql(DIALECT))
        return frozenset(name for name, other in zip(columns, found, strict=True) if not other)

    def _answer(self, query: str) -> tuple[tuple[Any, ...], ...]:
        """Return the rows that answer `query`; what the server only warns of, it has made another value of."""
        import pymysql

        self._cursor.execute(f"SET SESSION {self._limit.format(for_statement())}")
        self._cursor.execute(query)
        rows: tuple[tuple[Any, ...], ...] = self._cursor.fetchall()
        if self._cursor.warning_count:
            self._cursor.execute("SHOW WARNINGS")
            for level, code, _ in self._cursor.fetchall():
                if level != "Note" and code in _CODES:
                    raise pymysql.err.DataError(code, "")
        return rows


def session(url: str, made: ExitStack) -> MariaDbSession:
    """Return a connection to the database at `url`, which is closed with what else is `made`.

    Raises
    ------
    SourceError
        If there is no driver, the address is none, or nobody answers there.
    """
    try:
        import pymysql
    except ImportError as error:
        raise SourceError(refusals.no_driver("MariaDB or MySQL", "mysql")) from error
    try:
        where = _where(urlsplit(url))
    except ValueError as error:  # its text may quote the password
        raise SourceError(refusals.no_address("MariaDB or MySQL")) from error
    with _explained("MariaDB or MySQL"):
        raw = pymysql.connect(**where, connect_timeout=for_connecting(), autocommit=True)
        made.callback(_closed, raw)
        return MariaDbSession(raw)


def _where(parts: SplitResult) -> dict[str, Any]:
    """Return the address in the driver's words; parameters say where certificates are: ssl_ca, ssl_cert, ssl_key."""
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if not parts.hostname or asked.keys() - {"ssl_ca", "ssl_cert", "ssl_key", "ssl_disabled", "unix_socket"}:
        raise ValueError("it has no host, or a parameter that there is not")
    return {
        "host": parts.hostname,
        "port": parts.port or 3306,
        "user": unquote(parts.username or "") or None,
        "password": unquote(parts.password or ""),
        "database": unquote(parts.path.removeprefix("/")) or None,
        "charset": "utf8mb4",
        **asked,
    }


def _closed(raw: "pymysql.Connection[Any]") -> None:
    if raw.open:
        raw.close()


@contextmanager
def _explained(server: str) -> Iterator[None]:
    """Say what a refusal of the driver or the server means, in words that hold nothing of it."""
    import pymysql

    try:
        yield
    except pymysql.err.Error as error:
        raise SourceError(_sentence(server, error)) from None  # its text may hold the password, or a value of the data


def _sentence(server: str, error: Exception) -> str:
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    if code in _OF_CONNECTION or not code:
        return refusals.of_connection(server, str(error))
    told = _CODES.get(code)
    return told(server) if told else refusals.otherwise(server, str(code))
