"""Rows in Spark: a table or a query of a Spark Connect server, or the Parquet that it finds at a path."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator

from dte_exporter.config.models import Model
from dte_exporter.declared_source import Reach, source
from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.asked_rows import asked_rows
from dte_exporter.tables.databases.asked_table import asked_table
from dte_exporter.tables.databases.database_engine import DatabaseEngine
from dte_exporter.tables.databases.relation import Asked
from dte_exporter.tables.identity import identity
from dte_exporter.tables.spark import spark_connection, spark_session
from dte_exporter.tables.table import Table

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

_LOCAL = re.compile(r"local(\[(\*|[1-9]\d{0,3})\])?")


class SparkSource(Model):
    """A table, a query or Parquet that a Spark reads, which changes nothing."""

    type: Literal["spark"]
    remote: SecretStr = Field(
        description="Where Spark Connect is, sc://host:15002; a token comes from `${…}` or `{file: …}`. local[2] is a "
        "session on this machine, of two threads."
    )
    table: str = Field(default="", description="The table, with its catalogue and schema where it needs them.")
    query: str = Field(default="", description="A SELECT instead, in Spark's SQL.")
    path: str = Field(
        default="",
        description="A file or folder of Parquet instead, as the server reaches it, such as s3a://lake/rows.",
    )
    max_connections: int = Field(
        default=4, ge=1, le=1000, description="Sessions of this Spark at the same time, over all workers."
    )

    @field_validator("remote")
    @classmethod
    def _an_address(cls, remote: SecretStr) -> SecretStr:
        address = remote.get_secret_value()
        if not address.startswith("sc://") and not _LOCAL.fullmatch(address):
            raise ValueError("write the address of a Spark Connect server, sc://host:15002, or local[2]")
        return remote

    @model_validator(mode="after")
    def _one_thing_to_read(self) -> Self:
        if [bool(self.table), bool(self.query.strip()), bool(self.path)].count(True) != 1:
            raise ValueError("give the table, a query or a path, and only one of them")
        return self


@source(
    "spark",
    config=SparkSource,
    confined=True,
    drivers=(
        "ibis.backends.sql.compilers",
        "ibis.backends.duckdb",
        "grpc_status",
        "pandas",
        "pyarrow",
        "pyspark.sql.types",
    ),
    reaches=(Reach("sc://", "pyspark", "spark"),),
)
def open_spark(config: SparkSource, base: Path, root: Path | None = None) -> Table:
    """Return the rows that `config` names, which Spark itself filters and counts.

    Their identity is not known: a table of Spark's may be of any kind, and few tell honestly whether they have changed.

    Raises
    ------
    SourceError
        If the query is more than one SELECT, Spark cannot be reached, or does not have or give the rows.
    """
    remote = config.remote.get_secret_value()
    is_local = not remote.startswith("sc://")
    if is_local and root:
        raise SourceError(
            f"source.remote: a session on this machine can open any of its files, and --source.root confines sources "
            f"to {root}: name a server, sc://…"
        )
    asked = Asked(_rows(config, base if is_local else None), config.table or config.path or "source.query")
    engine = DatabaseEngine(
        identity(remote), lambda made: spark_connection.session(remote, made), config.max_connections, asked.written
    )
    return asked_table(asked, engine, spark_session.DIALECT)


def _rows(config: SparkSource, base: Path | None) -> "Expr":
    """Return what is read as a tree of SQL; a path starts from `base` where the files are this machine's.

    Raises
    ------
    SourceError
        If it is anything else.
    """
    from sqlglot.expressions import Table as Named
    from sqlglot.expressions import to_identifier

    if not config.path:
        return asked_rows(config.table, config.query, spark_session.DIALECT)
    path = str(base / config.path) if base and "://" not in config.path else config.path
    return Named(this=to_identifier(path, quoted=True), db=to_identifier("parquet"))
