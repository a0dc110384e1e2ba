"""Trino: its client, whose questions end when their time is over."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.database_run import for_connecting
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import CALLER, WarehouseSession, opened

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "trino"


class TrinoSession(WarehouseSession):
    """A session of Trino; each question sees its own moment, since most connectors know no transactions."""

    name = "Trino"
    dialect = DIALECT
    extra = "trino"
    driver = "trino.dbapi"
    parameters = ("http_scheme", "verify")
    signs: ClassVar = {
        "401": refusals.credentials,
        "TABLE_NOT_FOUND": refusals.no_table,
        "SCHEMA_NOT_FOUND": refusals.no_table,
        "CATALOG_NOT_FOUND": refusals.no_database,
        "COLUMN_NOT_FOUND": refusals.no_column,
        "FUNCTION_NOT_FOUND": refusals.no_function,
        "TYPE_MISMATCH": refusals.no_function,
        "PERMISSION_DENIED": refusals.not_allowed,
        "EXCEEDED_TIME_LIMIT": refusals.too_slow,
        "INSUFFICIENT_RESOURCES": refusals.crowded,
        "QUERY_QUEUE_FULL": refusals.crowded,
        "DIVISION_BY_ZERO": refusals.division_by_zero,
        "INVALID_CAST_ARGUMENT": refusals.misfit,
        "NUMERIC_VALUE_OUT_OF_RANGE": refusals.misfit,
        "SYNTAX_ERROR": refusals.not_understood,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection; with a password it is encrypted, as Trino wants it."""
        from trino.auth import BasicAuthentication

        scheme = address.parameters.get("http_scheme", "https" if address.password else "http")
        return driver.connect(
            host=address.host,
            port=address.port or (443 if scheme == "https" else 8080),
            user=address.user or CALLER,
            auth=BasicAuthentication(address.user, address.password) if address.password else None,
            http_scheme=scheme,
            verify=address.parameters.get("verify", True),
            source=CALLER,
            timezone="UTC",
            session_properties={"query_max_run_time": f"{seconds}s"},
            request_timeout=for_connecting(),
            **address.named("catalog", "schema"),
        )

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.trino_dialect import compiler

        return compiler()

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column, which the driver writes out."""
        from ibis.backends.sql.datatypes import TrinoType

        return TrinoType.from_string(described[1])


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to Trino at `url`; see `opened`."""
    return opened(TrinoSession, url, made)
