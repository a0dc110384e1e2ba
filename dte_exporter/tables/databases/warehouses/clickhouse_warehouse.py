"""ClickHouse: its HTTP interface, with settings under which it answers as SQL does, and by which it only reads."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.database_run import for_connecting
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import CALLER, WarehouseSession, opened

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "clickhouse"

_SETTINGS = {
    "readonly": 2,  # it only reads, but still takes the settings that come with a question
    "session_timezone": "UTC",
    "join_use_nulls": 1,
    "aggregate_functions_null_for_empty": 1,
    "cancel_http_readonly_queries_on_client_close": 1,
}
"""What every answer of ours depends on: what is not there is null, and neither 0 nor an empty text."""


class ClickHouseSession(WarehouseSession):
    """Questions to ClickHouse, each by itself and of its own moment: it has no transactions."""

    name = "ClickHouse"
    dialect = DIALECT
    extra = "clickhouse"
    driver = "clickhouse_connect.dbapi"
    parts = 1
    parameters = ("secure", "verify", "ca_cert")
    signs: ClassVar = {
        "AUTHENTICATION_FAILED": refusals.credentials,
        "UNKNOWN_DATABASE": refusals.no_database,
        "UNKNOWN_TABLE": refusals.no_table,
        "UNKNOWN_IDENTIFIER": refusals.no_column,
        "NO_SUCH_COLUMN_IN_TABLE": refusals.no_column,
        "UNKNOWN_FUNCTION": refusals.no_function,
        "ILLEGAL_TYPE_OF_ARGUMENT": refusals.no_function,
        "NO_COMMON_TYPE": refusals.no_function,
        "ACCESS_DENIED": refusals.not_allowed,
        "READONLY": refusals.writes,
        "TIMEOUT_EXCEEDED": refusals.too_slow,
        "QUERY_WAS_CANCELLED": refusals.too_slow,
        "MEMORY_LIMIT_EXCEEDED": refusals.crowded,
        "TOO_MANY_SIMULTANEOUS_QUERIES": refusals.crowded,
        "ILLEGAL_DIVISION": refusals.division_by_zero,
        "CANNOT_PARSE": refusals.misfit,
        "CANNOT_CONVERT_TYPE": refusals.misfit,
        "DECIMAL_OVERFLOW": refusals.misfit,
        "SYNTAX_ERROR": refusals.not_understood,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection, encrypted where the url says ``secure=true`` or names no port but that of HTTPS."""
        return driver.connect(
            host=address.host,
            port=address.port or 8443,
            username=address.user or "default",
            password=address.password,
            interface="https" if _is_encrypted(address) else "http",
            connect_timeout=for_connecting(),
            client_name=CALLER,
            autogenerate_session_id=False,
            max_execution_time=seconds,
            **_SETTINGS,
            **address.named("database"),
            **{key: value for key, value in address.parameters.items() if key != "secure"},
        )

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.clickhouse_dialect import compiler

        return compiler()

    def digest(self, column: Any, key: bytes) -> Any:
        """Return the HMAC-SHA256 of each text in `column` under `key`, as hexadecimal digits; null of null."""
        from dte_exporter.tables.databases.warehouses.dialects.clickhouse_digest import digest

        return digest(column, key)

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column, which the driver writes out; all its times are instants."""
        import ibis.expr.datatypes as dt
        from ibis.backends.sql.datatypes import ClickHouseType

        type_ = ClickHouseType.from_string(str(described[1]))
        return dt.Timestamp("UTC", nullable=type_.nullable) if type_.is_timestamp() else type_


def _is_encrypted(address: WarehouseAddress) -> bool:
    return address.parameters.get("secure", str(address.port in {None, 8443, 443})).lower() in {"true", "1"}


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to ClickHouse at `url`; see `opened`."""
    return opened(ClickHouseSession, url, made)
