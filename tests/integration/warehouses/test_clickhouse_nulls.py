"""ClickHouse's columns without nulls, which most are: what is not there is null all the same."""

from pathlib import Path
from typing import Any

import pytest

from dte_exporter.tables.databases.database_run import lasting
from dte_exporter.tables.databases.sql_source import SqlSource, open_sql
from dte_exporter.tables.table import Table
from tests.integration.warehouses.warehouse_homes import InClickHouse

pytestmark = pytest.mark.integration


def opened(server: InClickHouse, table: str) -> Table:
    """Return the `table` as a run has it."""
    found: Table = open_sql.open(
        SqlSource.model_validate({"type": "sql", "url": server.url, "table": table}), Path("/nowhere")
    )
    return found


@pytest.fixture
def tables(clickhouse: InClickHouse) -> InClickHouse:
    """Return where two loans are, one of which was paid back."""
    for statement in (
        "CREATE OR REPLACE TABLE loans (id Int64, due DateTime('Europe/Berlin')) ENGINE = Memory",
        "INSERT INTO loans VALUES (1, '2018-07-01 02:00:00'), (2, '2018-07-02 02:00:00')",
        "CREATE OR REPLACE TABLE paid (id Int64, paid Int64, word LowCardinality(String)) ENGINE = Memory",
        "INSERT INTO paid VALUES (1, 7, 'yes')",
    ):
        clickhouse.run(statement)
    return clickhouse


def test_a_row_without_a_partner_has_nulls(tables: InClickHouse) -> None:
    """And neither 0 nor an empty text, which would pass for a label."""
    with lasting(30):
        loans, paid = opened(tables, "loans"), opened(tables, "paid")
        met: Any = loans.expression.left_join(paid.expression, "id")
        rows = loans.execute(met.select(met.id, met.paid, met.word).order_by("id"))

    assert rows == [(1, 7, "yes"), (2, None, None)]


def test_the_greatest_of_no_rows_is_null(tables: InClickHouse) -> None:
    """As is their sum; there are 0 of them."""
    with lasting(30):
        paid = opened(tables, "paid")
        none: Any = paid.expression.filter(paid.expression.id > 1)
        rows = paid.execute(none.aggregate(most=none.paid.max(), all=none.paid.sum(), rows=none.count()))

    assert rows == [(None, None, 0)]


def test_a_time_is_the_instant_that_it_is(tables: InClickHouse) -> None:
    """Whatever zone its column shows it in: two in the morning of a summer in Berlin is midnight in UTC."""
    with lasting(30):
        loans = opened(tables, "loans")
        first: Any = loans.expression.filter(loans.expression.id == 1)
        rows = loans.execute(first.select(seconds=first.due.epoch_seconds(), day=first.due.cast("timestamp").date()))

    assert [(int(seconds), str(day)) for seconds, day in rows] == [(1_530_403_200, "2018-07-01")]
