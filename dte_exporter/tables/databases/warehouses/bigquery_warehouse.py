"""BigQuery: Google's client, credentials from the environment, and columns told by a dry run, which costs nothing."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress
from dte_exporter.tables.databases.warehouses.warehouse_session import WarehouseSession, opened

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType

DIALECT = "bigquery"

_TYPES = {
    "STRING": "string",
    "BYTES": "binary",
    "INTEGER": "int64",
    "FLOAT": "float64",
    "NUMERIC": "decimal(38, 9)",
    "BIGNUMERIC": "decimal(76, 38)",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
    "DATETIME": "timestamp",
    "TIMESTAMP": "timestamp('UTC')",
}
"""By the word of a field of the schema."""


def _no_identity(server: str) -> str:
    """Return that Google's environment does not say who asks."""
    return (
        f"{server} does not know who asks: set GOOGLE_APPLICATION_CREDENTIALS, or give this machine or pod an identity "
        "that may read it"
    )


class BigQuerySession(WarehouseSession):
    """A client of BigQuery in the words of DB-API; each question is a job, which sees its own moment."""

    name = "BigQuery"
    dialect = DIALECT
    extra = "bigquery"
    driver = "google.cloud.bigquery"
    parts = 1
    parameters = ("location",)
    signs: ClassVar = {
        "default credentials": _no_identity,
        "invalid_grant": _no_identity,
        "401 ": _no_identity,
        "accessDenied": refusals.not_allowed,
        "403 ": refusals.not_allowed,
        "404 ": refusals.no_table,
        "Unrecognized name": refusals.no_column,
        "Function not found": refusals.no_function,
        "No matching signature": refusals.no_function,
        "Syntax error": refusals.not_understood,
        "division by zero": refusals.division_by_zero,
        "timed out": refusals.too_slow,
        "Timeout": refusals.too_slow,
        "Could not cast": refusals.misfit,
        "Bad ": refusals.misfit,
        "overflow": refusals.misfit,
    }

    @staticmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return a connection for the project that is the host of the url; its path is the data set of plain names."""
        from google.cloud.bigquery import dbapi

        config = driver.QueryJobConfig(job_timeout_ms=seconds * 1000)
        if address.path:
            config.default_dataset = f"{address.host}.{address.path[0]}"
        client = driver.Client(
            project=address.host, location=address.parameters.get("location"), default_query_job_config=config
        )
        return dbapi.connect(client)

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.databases.warehouses.dialects.bigquery_dialect import compiler

        return compiler()

    def described(self, cursor: Any, query: str) -> tuple[Any, ...]:
        """Return the name and the word of the type of each column of `query`, which is not run."""
        from google.cloud.bigquery import QueryJobConfig

        job = self.raw._client.query(query, job_config=QueryJobConfig(dry_run=True))
        return tuple((field.name, field.field_type if field.mode != "REPEATED" else "") for field in job.schema or ())

    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column; a list is of none."""
        import ibis.expr.datatypes as dt

        return dt.dtype(_TYPES[described[1]])


def session(url: str, made: ExitStack) -> WarehouseSession:
    """Return a connection to BigQuery at `url`; see `opened`."""
    return opened(BigQuerySession, url, made)
