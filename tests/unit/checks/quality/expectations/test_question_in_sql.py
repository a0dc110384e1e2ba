"""Questions that another library writes in SQL, asked of rows in DuckDB."""

from datetime import date
from typing import Any

import ibis
import pytest

from dte_exporter.checks.quality.expectations.question_in_sql import Question
from dte_exporter.errors import CheckError

DUCKDB = ibis.duckdb.connect()
DUCKDB.raw_sql(
    "CREATE TABLE people AS SELECT * FROM (VALUES (34, 'Ä'), (51, 'b%'), (208, 'it''s')) AS told(age, name),"
    " (SELECT DATE '2020-01-01' AS day)"
)
PEOPLE = DUCKDB.table("people")


def asked(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Return the rows that answer `statement` about those older than 40."""
    question = Question(statement, values).about(PEOPLE.filter(PEOPLE.age > 40), "duckdb")
    found: list[tuple[Any, ...]] = DUCKDB.raw_sql(DUCKDB.compile(question)).fetchall()
    return found


def words(statement: str, dialect: str) -> str:
    """Return the SQL that `statement` becomes."""
    return str(Question(statement, {}).about(PEOPLE, dialect).op().query)


def test_a_question_is_about_the_rows_of_the_window() -> None:
    """Of three rows two are meant."""
    assert asked("SELECT count(*) AS n, max(age) AS oldest FROM dte_rows") == [(2, 208)]


def test_values_take_their_places() -> None:
    """Numbers, texts with quotes and per cents, and days are values and no SQL."""
    assert asked("SELECT count(*) FROM dte_rows WHERE age > :least", least=100) == [(1,)]
    assert asked("SELECT count(*) FROM dte_rows WHERE name = :name", name="it's") == [(1,)]
    assert asked("SELECT count(*) FROM dte_rows WHERE name LIKE :name", name="b%") == [(1,)]
    assert asked("SELECT count(*) FROM dte_rows WHERE day = :day", day=date(2020, 1, 1)) == [(2,)]


def test_words_of_postgresql_become_those_of_the_engine() -> None:
    """A regular expression is searched for, which DuckDB's own operator of that name does not do."""
    assert asked("SELECT count(*) FROM dte_rows WHERE name ~ '%'") == [(1,)]
    assert "`name` RLIKE 'a'" in words("SELECT count(*) FROM dte_rows WHERE name ~ 'a'", "spark")


def test_subqueries_and_names_of_its_own_are_its_own() -> None:
    """A common table expression is no other table."""
    statement = "WITH old AS (SELECT age FROM dte_rows) SELECT count(*) FROM (SELECT age FROM old) AS some"

    assert asked(statement) == [(2,)]


def test_an_answer_has_an_end() -> None:
    """More rows than a statistic has are not fetched; a limit of its own stays."""
    assert words("SELECT age FROM dte_rows", "duckdb") == 'SELECT "age" FROM "dte_rows" LIMIT 10001'
    assert len(asked("SELECT age FROM dte_rows LIMIT 1")) == 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("SELECT * FROM dte_rows", "it fetches rows, which stay where they are"),
        ("DELETE FROM dte_rows", "it fetches rows, which stay where they are"),
        ("SELECT count(*) FROM payroll", "it reads another table than that of the check"),
        (
            "SELECT count(*) FROM dte_rows JOIN other.dte_rows AS o ON true",
            "it reads another table than that of the check",
        ),
    ],
)
def test_what_is_no_statistic_of_the_rows_is_refused(statement: str, sentence: str) -> None:
    """Rows stay, and nothing else is read or written."""
    with pytest.raises(CheckError) as error:
        Question(statement, {})

    assert str(error.value) == sentence


def test_a_question_knows_whether_it_asks_for_nothing() -> None:
    """Then nobody need be asked."""
    assert Question("SELECT age FROM dte_rows LIMIT 0", {}).is_empty
    assert not Question("SELECT age FROM dte_rows LIMIT 10", {}).is_empty
    assert not Question("SELECT age FROM dte_rows", {}).is_empty
