"""Databricks SQL: its connector, an access token, and the path of a SQL warehouse."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.database_run import for_connecting
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import CALLER, WarehouseSession, opened, unanswered

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "databricks"


class DatabricksSession(WarehouseSession):
    """A session of a SQL warehouse in ANSI mode, in which a value that does not fit is an error and no null."""

    name = "Databricks"
    dialect = DIALECT
    extra = "databricks"
    driver = "databricks.sql"
    parameters = ("http_path",)
    signs: ClassVar = {
        "Invalid access token": refusals.credentials,
        "401": refusals.credentials,
        "TABLE_OR_VIEW_NOT_FOUND": refusals.no_table,
        "SCHEMA_NOT_FOUND": refusals.no_table,
        "UNRESOLVED_COLUMN": refusals.no_column,
        "UNRESOLVED_ROUTINE": refusals.no_function,
        "DATATYPE_MISMATCH": refusals.no_function,
        "INSUFFICIENT_PERMISSIONS": refusals.not_allowed,
        "PERMISSION_DENIED": refusals.not_allowed,
        "DIVIDE_BY_ZERO": refusals.division_by_zero,
        "CAST_INVALID_INPUT": refusals.misfit,
        "ARITHMETIC_OVERFLOW": refusals.misfit,
        "PARSE_SYNTAX_ERROR": refusals.not_understood,
        "max retry duration": unanswered,
        "timeout": refusals.too_slow,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection to the warehouse at ``http_path``, with the password of the url as the access token."""
        return driver.connect(
            server_hostname=address.host,
            http_path=address.parameters.get("http_path", ""),
            access_token=address.password,
            user_agent_entry=CALLER,
            session_configuration={"timezone": "UTC", "ansi_mode": "true", "statement_timeout": str(seconds)},
            enable_telemetry=False,
            _socket_timeout=seconds,
            _retry_stop_after_attempts_duration=for_connecting(),
            **address.named("catalog", "schema"),
        )

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.databricks_dialect import compiler

        return compiler()

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column, whose digits stand beside the word for a decimal."""
        import ibis.expr.datatypes as dt
        from ibis.backends.sql.datatypes import DatabricksType

        word = str(described[1])
        if word == "decimal":
            return dt.Decimal(described[4], described[5])
        return dt.timestamp("UTC") if word == "timestamp" else DatabricksType.from_string(word)


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to Databricks at `url`; see `opened`."""
    return opened(DatabricksSession, url, made)
