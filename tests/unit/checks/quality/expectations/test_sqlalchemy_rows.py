"""Rows as SQLAlchemy knows a database: their columns, their answers, and nothing to write to."""

from typing import Any

import ibis
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from dte_exporter.checks.quality.expectations.question_in_sql import Question
from dte_exporter.checks.quality.expectations.sqlalchemy_rows import Cursor, engine

SCHEMA = ibis.schema(
    {
        "truth": "boolean",
        "small": "int8",
        "count": "int64",
        "huge": "uint64",
        "share": "float64",
        "price": "decimal(12, 2)",
        "name": "string",
        "day": "date",
        "at": "timestamp('UTC')",
        "list": "array<int64>",
    }
)


def test_columns_have_the_types_that_postgresql_calls_them_by() -> None:
    """What it has no word for is JSON."""
    found = sa.inspect(engine(SCHEMA, lambda question: [])).get_columns("dte_rows")

    assert {one["name"]: type(one["type"]) for one in found} == {
        "truth": postgresql.BOOLEAN,
        "small": postgresql.SMALLINT,
        "count": postgresql.BIGINT,
        "huge": postgresql.NUMERIC,
        "share": postgresql.DOUBLE_PRECISION,
        "price": postgresql.NUMERIC,
        "name": postgresql.VARCHAR,
        "day": postgresql.DATE,
        "at": postgresql.TIMESTAMP,
        "list": postgresql.JSON,
    }


def test_a_statement_is_asked_with_its_values() -> None:
    """The question has them in it, and its rows come back under its names."""
    asked: list[str] = []

    def ask(question: Question) -> list[tuple[Any, ...]]:
        asked.append(question.text)
        return [("a", 2)]

    rows = sa.table("dte_rows", sa.column("name"))
    query = sa.select(rows.c.name, sa.func.count().label("n")).where(rows.c.name.in_(["a", "b"])).group_by(rows.c.name)
    with engine(SCHEMA, ask).connect() as connection:
        (found,) = connection.execute(query).mappings().all()

    assert dict(found) == {"name": "a", "n": 2}
    assert asked == [
        "SELECT dte_rows.name, COUNT(*) AS n FROM dte_rows WHERE dte_rows.name IN ('a', 'b') GROUP BY dte_rows.name"
    ]


def test_what_is_raised_comes_out_as_it_is() -> None:
    """SQLAlchemy takes no error of ours for a driver's, whose text it would add the statement to."""

    def ask(question: Question) -> list[tuple[Any, ...]]:
        raise MemoryError("full")

    with engine(SCHEMA, ask).connect() as connection, pytest.raises(MemoryError, match=r"^full$"):
        connection.execute(sa.text("SELECT count(*) FROM dte_rows"))


def test_rows_come_one_by_one_or_in_portions() -> None:
    """After the last there is none; what is closed has no more."""
    cursor = Cursor(lambda question: [(1,), (2,), (3,), (4,)])
    cursor.execute("SELECT age FROM dte_rows", {})

    assert cursor.fetchone() == (1,)
    assert cursor.fetchmany() == [(2,)]
    assert cursor.fetchall() == [(3,), (4,)]
    assert cursor.fetchone() is None
    cursor.execute("SELECT age FROM dte_rows", {})
    cursor.close()
    assert cursor.fetchall() == []
