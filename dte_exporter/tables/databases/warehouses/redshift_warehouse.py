"""Redshift: PostgreSQL's driver and a transaction that can only read, but an SQL of its own."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.database_run import for_connecting
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import CALLER, WarehouseSession, opened

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "redshift"


class RedshiftSession(WarehouseSession):
    """A connection in its one transaction, whose snapshot all questions of a run see."""

    name = "Redshift"
    dialect = DIALECT
    extra = "redshift"
    driver = "psycopg"
    parts = 1
    parameters = ("sslmode", "sslrootcert")
    signs: ClassVar = {
        "password authentication failed": refusals.credentials,
        "does not exist in": refusals.no_column,
        "relation": refusals.no_table,
        "schema": refusals.no_table,
        "permission denied": refusals.not_allowed,
        "function": refusals.no_function,
        "operator": refusals.no_function,
        "cancelled on user's request": refusals.too_slow,
        "statement timeout": refusals.too_slow,
        "divide by zero": refusals.division_by_zero,
        "read-only": refusals.writes,
        "syntax error": refusals.not_understood,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection in UTC, whose transaction can only read."""
        raw = driver.connect(
            host=address.host,
            port=address.port or 5439,
            user=address.user,
            password=address.password,
            connect_timeout=for_connecting(),
            application_name=CALLER,
            client_encoding="utf8",
            autocommit=True,
            **address.named("dbname"),
            **address.parameters,
        )
        raw.execute("SET TimeZone = 'UTC'")
        raw.execute(f"SET statement_timeout = {seconds * 1000}")
        raw.execute("BEGIN READ ONLY")
        return raw

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.redshift_dialect import compiler

        return compiler()

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column, which the driver writes out."""
        from ibis.backends.sql.datatypes import PostgresType

        return PostgresType.from_string(described.type_display)


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to Redshift at `url`; see `opened`."""
    return opened(RedshiftSession, url, made)
