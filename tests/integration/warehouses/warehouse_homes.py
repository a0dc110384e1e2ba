"""Where the same rows can live on stand-ins of warehouses: tables that are filled by the SQL of each."""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

import httpx
import pyarrow as pa
import snowflake.connector

from tests.integration.homes import Home

USER, PASSWORD = "dte", "open-sesame"


class StandIn(Home, Protocol):
    """A stand-in of a warehouse."""

    port: int
    """Where it listens, on the loopback interface."""

    @property
    def url(self) -> str:
        """Its address."""
        ...

    def spelt(self, name: str) -> str:
        """Return `name` as the warehouse has it where it is written without quotes."""
        ...

    def as_read(self, rows: pa.Table) -> pa.Table:
        """Return `rows` as the warehouse means what it was given."""
        ...


class InClickHouse:
    """A table of chdb behind ClickHouse's HTTP interface."""

    holds_nan = True
    longest_name = 300
    types = {  # noqa: RUF012  a table of words
        "int32": "Int32",
        "int64": "Int64",
        "double": "Float64",
        "string": "String",
        "bool": "Bool",
        "null": "String",
        "date32[day]": "Date32",
        "timestamp[us]": "DateTime64(6)",
        "timestamp[us, tz=UTC]": "DateTime64(6, 'UTC')",
        "decimal128(12, 2)": "Decimal(12, 2)",
    }

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def url(self) -> str:
        """Its address."""
        return f"clickhouse://{USER}:{PASSWORD}@127.0.0.1:{self.port}/default"

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        columns = [f"{_quoted(field.name)} Nullable({self.types[str(field.type)]})" for field in rows.schema]
        self.run(f"DROP TABLE IF EXISTS {_quoted(name)}")
        self.run(f"CREATE TABLE {_quoted(name)} ({', '.join(columns)}) ENGINE = Memory")
        if rows.num_rows:
            self.run(f"INSERT INTO {_quoted(name)} VALUES {_values(rows, _as_clickhouse_has_it)}")
        return {"type": "sql", "url": "${CLICKHOUSE_URL}", "table": _quoted(name)}

    def spelt(self, name: str) -> str:
        """Return `name` as it is."""
        return name

    def as_read(self, rows: pa.Table) -> pa.Table:
        """Return `rows` with every time as an instant: ClickHouse knows no others."""
        fields = [
            field.with_type(pa.timestamp("us", "UTC")) if field.type == pa.timestamp("us") else field
            for field in rows.schema
        ]
        return rows.cast(pa.schema(fields))

    def run(self, statement: str) -> str:
        """Return what the server answers to `statement`."""
        answer = httpx.post(f"http://127.0.0.1:{self.port}/", content=statement.encode(), auth=(USER, PASSWORD))
        assert answer.status_code == 200, answer.text
        return answer.text


class InSnowflake:
    """A table of fakesnow, which is DuckDB behind Snowflake's protocol."""

    holds_nan = True
    longest_name = 255
    types = {  # noqa: RUF012  a table of words
        "int32": "INT",
        "int64": "BIGINT",
        "double": "DOUBLE",
        "string": "VARCHAR",
        "bool": "BOOLEAN",
        "null": "VARCHAR",
        "date32[day]": "DATE",
        "timestamp[us]": "TIMESTAMP_NTZ",
        "timestamp[us, tz=UTC]": "TIMESTAMP_TZ",
        "decimal128(12, 2)": "NUMBER(12, 2)",
    }

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def url(self) -> str:
        """Its address."""
        return f"snowflake://{USER}:{PASSWORD}@acme:{self.port}/SCORING/PUBLIC?host=127.0.0.1&protocol=http"

    def put(self, name: str, rows: pa.Table) -> Mapping[str, str]:
        """Make a table."""
        columns = [f"{_quoted(field.name)} {self.types[str(field.type)]}" for field in rows.schema]
        with self.connect() as connection, connection.cursor() as cursor:
            cursor.execute(f"CREATE OR REPLACE TABLE {_quoted(name)} ({', '.join(columns)})")
            if rows.num_rows:
                cursor.execute(f"INSERT INTO {_quoted(name)} VALUES {_values(rows, _as_snowflake_has_it)}")
        return {"type": "sql", "url": "${SNOWFLAKE_URL}", "table": _quoted(name)}

    def spelt(self, name: str) -> str:
        """Return `name` in capital letters."""
        return name.upper()

    def as_read(self, rows: pa.Table) -> pa.Table:
        """Return `rows` as they are."""
        return rows

    def connect(self) -> Any:
        """Return a connection."""
        return snowflake.connector.connect(
            account="acme",
            user=USER,
            password=PASSWORD,
            host="127.0.0.1",
            port=self.port,
            protocol="http",
            database="SCORING",
            schema="PUBLIC",
        )


def _values(rows: pa.Table, literal: Callable[[Any], str]) -> str:
    columns = [column.to_pylist() for column in rows.columns]
    return ", ".join(f"({', '.join(map(literal, row))})" for row in zip(*columns, strict=True))


def _as_clickhouse_has_it(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return _literal(value)


def _as_snowflake_has_it(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return f"'{value}'::DOUBLE"
    return _literal(value)


def _literal(value: Any) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case int() | float() | Decimal():
            return repr(value) if isinstance(value, float) else str(value)
        case datetime():
            return f"'{value.replace(tzinfo=None).isoformat(' ', 'microseconds')}'"
        case date():
            return f"'{value.isoformat()}'"
    return "'" + str(value).replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
