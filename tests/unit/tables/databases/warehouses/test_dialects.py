"""What Ibis would write in a way that answers otherwise than our engine, as each warehouse is asked it instead."""

import re
from typing import Any

import ibis
import pytest

from dev.generate.warehouse_sql import WAREHOUSES
from dte_exporter.errors import SourceError
from dte_exporter.tables.cuts.newest_rows import newest
from dte_exporter.tables.databases.database_engine import in_words_of

KINDS = {kind.dialect: kind for kind in WAREHOUSES}
TABLE = ibis.table(
    {
        "x": "float64",
        "n": "int64",
        "yes": "boolean",
        "price": "decimal(12, 2)",
        "text": "string",
        "wall": "timestamp",
        "moment": "timestamp('UTC')",
    },
    name="t",
)


def asked(dialect: str, value: Any) -> str:
    """Return what is asked for one `value`, without the SELECT around it and the name of the table."""
    kind = KINDS[dialect]
    sql = str(in_words_of(kind(None).compiler, kind.name, TABLE.select(v=value).op()).sql(dialect))
    written, _, _ = sql.removeprefix("SELECT ").partition(" AS `v` FROM " if "`" in sql else ' AS "v" FROM ')
    return written.replace('"t0".', "").replace("`t0`.", "").replace("`", "").replace('"', "")


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("bigquery", "CAST(x AS STRING)"),
        ("clickhouse", "CAST(x AS Nullable(String))"),
        ("databricks", "CAST(x AS STRING)"),
        ("redshift", "CAST(x AS VARCHAR(MAX))"),
        ("snowflake", "CAST(x AS VARCHAR)"),
        ("trino", "IF(x IS NULL, NULL, FORMAT('%s', x))"),
    ],
)
def test_a_whole_float_as_text_ends_with_a_zero_after_the_point(dialect: str, written: str) -> None:
    """Of warehouses that write 1 or 1.0E0, a group would not be called 1.0 as it is elsewhere."""
    found = asked(dialect, TABLE.x.cast("string"))

    assert "FLOOR(x) = x AND ABS(x) < 1000000000000000.0" in found
    assert f"{written} LIKE '-0%'" in found
    assert "'-0.0'" in found
    assert "'.0'" in found


@pytest.mark.parametrize(
    ("dialect", "value", "written"),
    [
        ("snowflake", TABLE.n / 3, "CAST(n AS DOUBLE) / 3"),
        ("clickhouse", TABLE.n / 3, "CAST(n AS Nullable(Float64)) / 3"),
        ("snowflake", TABLE.moment.cast("timestamp"), "CAST(CONVERT_TIMEZONE('UTC', moment) AS TIMESTAMP)"),
        ("trino", TABLE.moment.cast("timestamp"), "CAST(AT_TIMEZONE(moment, 'UTC') AS TIMESTAMP(6))"),
        ("clickhouse", TABLE.moment.cast("timestamp"), "CAST(moment AS Nullable(DateTime64(6, 'UTC')))"),
        ("snowflake", TABLE.yes.cast("float64"), "CAST(CAST(yes AS INT) AS DOUBLE)"),
        ("bigquery", TABLE.yes.cast("float64"), "CAST(CAST(yes AS INT64) AS FLOAT64)"),
        ("redshift", TABLE.yes.cast("float64"), "CAST(CAST(yes AS INTEGER) AS DOUBLE PRECISION)"),
        ("clickhouse", TABLE.price.cast("string"), "toDecimalString(price, 2)"),
        ("redshift", TABLE.n.cast("string"), "CAST(n AS VARCHAR(MAX))"),
        ("bigquery", TABLE.wall.epoch_seconds(), "unix_micros(timestamp(wall)) / 1000000"),
        ("bigquery", TABLE.moment.epoch_seconds(), "unix_micros(moment) / 1000000"),
        ("databricks", TABLE.wall.epoch_seconds(), "UNIX_MICROS(CAST(wall AS TIMESTAMP)) / 1000000"),
        ("snowflake", TABLE.wall.epoch_seconds(), "DATE_PART('epoch_microsecond', wall) / 1000000"),
        ("redshift", TABLE.wall.epoch_seconds(), "EXTRACT(epoch FROM wall)"),
        ("bigquery", TABLE.wall - ibis.interval(seconds=60), "DATETIME_SUB(wall, INTERVAL 60 SECOND)"),
        ("bigquery", TABLE.moment + ibis.interval(seconds=60), "TIMESTAMP_ADD(moment, INTERVAL 60 SECOND)"),
        ("snowflake", TABLE.wall - ibis.interval(seconds=60), "TIMESTAMPADD(SECOND, -60, wall)"),
        ("snowflake", ibis.row_number(), "ROW_NUMBER() OVER (ORDER BY NULL) - 1"),
        ("redshift", ibis.row_number(), "ROW_NUMBER() OVER () - 1"),
        ("bigquery", TABLE.n.hash(), "FARM_FINGERPRINT(to_json_string(n))"),
        ("redshift", TABLE.n.hash(), "fnv_hash(n)"),
        ("databricks", TABLE.n.hash(), "XXHASH64(n)"),
        ("snowflake", TABLE.n.hash(), "bitand(HASH(n), 9223372036854775807)"),
    ],
)
def test_values_are_those_of_our_engine(dialect: str, value: Any, written: str) -> None:
    """Quotients have all digits, instants are told in UTC, seconds have fractions, and truth values count."""
    assert asked(dialect, value).lower() == written.lower()


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("clickhouse", "argMin(text, tuple(-n, x))"),
        ("databricks", "MIN_BY(text, STRUCT(-n, x))"),
    ],
)
def test_the_first_in_an_order_is_that_of_the_least_key(dialect: str, written: str) -> None:
    """Where Ibis knows no first in an order; downwards goes what is a number."""
    kind = KINDS[dialect]

    def first(*order: Any) -> str:
        found = TABLE.aggregate(v=TABLE.text.first(order_by=order))
        sql = str(in_words_of(kind(None).compiler, kind.name, found.op()).sql(dialect))
        return sql.replace('"t0".', "").replace("`t0`.", "").replace("`", "").replace('"', "")

    assert written in first(ibis.desc("n"), "x")
    with pytest.raises(SourceError, match=f"{kind.name} cannot compute what this check asks of it"):
        first(ibis.desc("wall"))


def test_clickhouse_computes_nothing_of_what_lies_behind_a_null() -> None:
    """It would stumble over an empty text that is no time, or over what is no whole number."""
    moment = "parseDateTime64BestEffort(COALESCE(text, '1970-01-01'), 6, 'UTC')"

    assert asked("clickhouse", TABLE.text.cast("timestamp")) == f"CASE WHEN text IS NULL THEN NULL ELSE {moment} END"
    assert "FLOOR(COALESCE(x, 0.0))" in asked("clickhouse", TABLE.x.floor())
    assert asked("clickhouse", TABLE.x.ceil()).startswith("CASE WHEN x IS NULL THEN NULL ELSE")


@pytest.mark.parametrize("dialect", [*KINDS])
def test_the_newest_rows_are_told_by_a_moment_that_the_warehouse_finds(dialect: str) -> None:
    """One question with a question inside: the least of so many of the newest times, none of them missing."""
    kind = KINDS[dialect]
    rows = newest(TABLE, "wall", 10)
    sql = str(in_words_of(kind(None).compiler, kind.name, rows.aggregate(n=rows.count()).op()).sql(dialect))

    plain = sql.replace("`", "").replace('"', "")
    assert "wall >= (SELECT MIN(t2.wall) AS first FROM (SELECT t0.wall " in plain
    assert re.search(r" ORDER BY t0\.wall DESC( NULLS LAST)? LIMIT 10\) AS t2\)", plain)
