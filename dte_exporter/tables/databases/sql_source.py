"""Rows in a database: a table or a query of PostgreSQL, MariaDB, MySQL, SQLite, or of a warehouse."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Literal, Self
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from dte_exporter.config.models import Model
from dte_exporter.declared_source import Reach, source
from dte_exporter.tables.databases import sqlite_file
from dte_exporter.tables.databases.asked_rows import asked_rows
from dte_exporter.tables.databases.asked_table import asked_table
from dte_exporter.tables.databases.database_engine import DatabaseEngine
from dte_exporter.tables.databases.relation import Asked
from dte_exporter.tables.databases.servers import mariadb_server, postgres_server
from dte_exporter.tables.databases.warehouses import (
    bigquery_warehouse,
    clickhouse_warehouse,
    databricks_warehouse,
    redshift_warehouse,
    snowflake_warehouse,
    trino_warehouse,
)
from dte_exporter.tables.identity import identity
from dte_exporter.tables.table import Table

_SERVERS: Mapping[str, ModuleType] = {
    "postgresql": postgres_server,
    "postgres": postgres_server,
    "mysql": mariadb_server,
    "mariadb": mariadb_server,
    "snowflake": snowflake_warehouse,
    "bigquery": bigquery_warehouse,
    "databricks": databricks_warehouse,
    "redshift": redshift_warehouse,
    "trino": trino_warehouse,
    "clickhouse": clickhouse_warehouse,
}
"""By the scheme of the url."""

_SQLITE = "sqlite"
_SCHEMES = (*_SERVERS, _SQLITE)


class SqlSource(Model):
    """A table or a query of a database, which is only read."""

    type: Literal["sql"]
    url: SecretStr = Field(
        description="Where the database is, postgresql://user@host/name; a password comes from `${…}` or `{file: …}`."
    )
    table: str = Field(default="", description="The table, with its schema where it needs one.")
    query: str = Field(default="", description="A SELECT instead, in the SQL of the database.")
    max_connections: int = Field(
        default=4, ge=1, le=1000, description="Connections to this database at the same time, over all workers."
    )

    @field_validator("url")
    @classmethod
    def _of_a_known_kind(cls, url: SecretStr) -> SecretStr:
        if _scheme(url) not in _SCHEMES:
            raise ValueError(f"write the address of a database: {', '.join(f'{one}://' for one in _SCHEMES)}")
        if _scheme(url) == _SQLITE and not _path(url):
            raise ValueError(
                "write the path of the file: sqlite:///scores.db beside the config, sqlite:////data/scores.db"
            )
        return url

    @model_validator(mode="after")
    def _one_thing_to_read(self) -> Self:
        if bool(self.table) == bool(self.query.strip()):
            raise ValueError("give the table or a query, and not both")
        return self

    def local_paths(self) -> Mapping[str, str]:
        """Return what it reads of this machine; see `confinement.ReadsFiles`."""
        return {"url": _path(self.url)} if _scheme(self.url) == _SQLITE else {}


def _scheme(url: SecretStr) -> str:
    return urlsplit(url.get_secret_value()).scheme


def _path(url: SecretStr) -> str:
    """Return the path in the address of a file, relative where it begins with one slash after the two."""
    return unquote(urlsplit(url.get_secret_value()).path.removeprefix("/"))


@source(
    "sql",
    config=SqlSource,
    drivers=("ibis.backends.sql.compilers", "ibis.backends.duckdb", "pyarrow", "psycopg", "pymysql"),
    reaches=(
        Reach("postgresql://", "psycopg", "postgres"),
        Reach("mysql://, mariadb://", "pymysql", "mysql"),
        Reach("sqlite://"),
        Reach("snowflake://", "snowflake.connector", "snowflake", "run in our tests on a stand-in"),
        Reach("clickhouse://", "clickhouse_connect", "clickhouse", "run in our tests on a stand-in"),
        Reach("bigquery://", "google.cloud.bigquery", "bigquery", "compiled only"),
        Reach("databricks://", "databricks.sql", "databricks", "compiled only"),
        Reach("redshift://", "psycopg", "redshift", "compiled only"),
        Reach("trino://", "trino", "trino", "compiled only"),
    ),
)
def open_sql(config: SqlSource, base: Path) -> Table:
    """Return the rows that `config` names, which the database itself filters and counts.

    Their identity is not known: a server does not tell cheaply whether a table has changed, so nothing is kept of it.

    Raises
    ------
    SourceError
        If the query is more than one SELECT, the database cannot be reached, or does not have or give the rows.
    """
    if _scheme(config.url) == _SQLITE:
        asked = Asked(asked_rows(config.table, config.query, sqlite_file.DIALECT), written(config))
        return sqlite_file.open_rows(base / _path(config.url), asked, _path(config.url))
    url = config.url.get_secret_value()
    server = _SERVERS[_scheme(config.url)]
    key = identity(url)
    engine = DatabaseEngine(key, lambda made: server.session(url, made), config.max_connections, written(config))
    asked = Asked(asked_rows(config.table, config.query, server.DIALECT), written(config))
    return asked_table(asked, engine, server.DIALECT)


def written(config: SqlSource) -> str:
    """Return how messages call what `config` reads."""
    return config.table or "source.query"
