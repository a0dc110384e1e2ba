"""Snowflake: its connector, and a session whose statements end with the run."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.database_run import for_connecting
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import CALLER, WarehouseSession, opened, unanswered

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "snowflake"

_SETTINGS = {
    "TIMEZONE": "UTC",
    "TIMESTAMP_TYPE_MAPPING": "TIMESTAMP_NTZ",
    "QUERY_TAG": CALLER,
    "ABORT_DETACHED_QUERY": True,
    "CLIENT_TELEMETRY_ENABLED": False,
}
"""What every answer of ours depends on, and that a query ends whose asker is gone."""

_TYPES = {
    "REAL": "float64",
    "TEXT": "string",
    "DATE": "date",
    "TIME": "time",
    "TIMESTAMP_NTZ": "timestamp",
    "TIMESTAMP_LTZ": "timestamp('UTC')",
    "TIMESTAMP_TZ": "timestamp('UTC')",
    "BOOLEAN": "boolean",
    "BINARY": "binary",
}
"""By the connector's word."""


class SnowflakeSession(WarehouseSession):
    """A session of Snowflake; it sees each question's own moment, since no transaction of Snowflake's only reads."""

    name = "Snowflake"
    dialect = DIALECT
    extra = "snowflake"
    driver = "snowflake.connector"
    parameters = ("warehouse", "role", "authenticator", "private_key_file", "private_key_file_pwd", "host", "protocol")
    signs: ClassVar = {
        "390100": refusals.credentials,
        "390144": refusals.credentials,
        "Incorrect username or password": refusals.credentials,
        "250001": unanswered,
        "002003": refusals.no_table,
        "000904": refusals.no_column,
        "002141": refusals.no_function,
        "000604": refusals.too_slow,
        "000630": refusals.too_slow,
        "000625": refusals.locked,
        "003001": refusals.not_allowed,
        "100051": refusals.division_by_zero,
        "10003": refusals.misfit,
        "001003": refusals.not_understood,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection to the account that is the host of the url; a private link or proxy is its ``host``."""
        known: dict[str, Any] = {**address.named("database", "schema"), **address.parameters}
        if address.port:
            known["port"] = address.port
        if address.password:
            known["password"] = address.password
        return driver.connect(
            account=address.host,
            user=address.user,
            login_timeout=for_connecting(),
            network_timeout=for_connecting(),
            application=CALLER.replace("-", "_"),
            session_parameters={**_SETTINGS, "STATEMENT_TIMEOUT_IN_SECONDS": seconds},
            **known,
        )

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.snowflake_dialect import compiler

        return compiler()

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column: a number without digits after the point is whole, as Snowflake's INTEGER is."""
        import ibis.expr.datatypes as dt
        from snowflake.connector.constants import FIELD_ID_TO_NAME

        word = FIELD_ID_TO_NAME[described[1]]
        if word == "FIXED":
            return dt.Decimal(described[4], described[5]) if described[5] else dt.int64
        return dt.dtype(_TYPES[word])


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to Snowflake at `url`; see `opened`."""
    return opened(SnowflakeSession, url, made)
