import duckdb
import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.predicate import matching
from dte_exporter.tables.table import Table

COLUMNS = """n int, x double, word text, "two words" text, day date, flag boolean"""
VALUES = """
    (1, 0.5, 'apple', 'a b', date '2018-01-01', true),
    (2, -1.5, 'Pear', 'c d', date '2018-06-01', false),
    (3, null, null, 'e f', date '2019-01-01', null)
"""


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Three rows of every type."""
    folder = tmp_path_factory.mktemp("fruit")
    connection = duckdb.connect()
    connection.execute(f"create table t ({COLUMNS})")
    connection.execute(f"insert into t values {VALUES}")
    connection.execute(f"copy t to '{folder}/t.parquet'")
    table: Table = open_files.open(FilesSource(type="files", path="t.parquet"), folder)
    return table


@pytest.mark.parametrize(
    "predicate",
    [
        "n = 2",
        "n <> 2",
        "n != 2",
        "n < 2 or n >= 3",
        "n > 1 and n <= 2",
        "not n = 1",
        "(n = 1 or n = 2) and x < 0",
        "n + 1 = 3",
        "n - 1 = 0",
        "n * 2 = 6",
        "n / 2 = 0.5",
        "n % 2 = 1",
        "x = -1.5",
        "x > -2e0",
        "n in (1, 3)",
        "n not in (1, 3)",
        "n between 2 and 3",
        "x is null",
        "x is not null",
        "word like 'a%'",
        "word ilike 'p%'",
        "word = 'it''s'",
        "\"two words\" = 'c d'",
        "day >= date '2018-06-01'",
        "day < '2018-06-01'",
        "cast(day as timestamp) < timestamp '2018-06-01 00:00:00'",
        "cast(n as text) = '2'",
        "not flag",
        "flag = true",
        "flag is true",
        "flag is false",
    ],
)
def test_a_predicate_means_what_duckdb_means_by_it(fruit: Table, predicate: str) -> None:
    """Each form, translated, finds the rows that DuckDB finds for the same words."""
    connection = duckdb.connect()
    connection.execute(f"create table t ({COLUMNS})")
    connection.execute(f"insert into t values {VALUES}")
    expected = connection.execute(f"select n from t where {predicate} order by n").fetchall()
    found = matching(fruit.expression, predicate)
    assert sorted(fruit.execute(found.select("n"))) == expected


def test_an_unknown_column_is_named_with_those_there_are(fruit: Table) -> None:
    """The way out stands beside it."""
    with pytest.raises(SourceError, match="the window names the column 'm': the source has day, flag, n, two words, w"):
        matching(fruit.expression, "m = 1")


def test_a_comparison_across_types_is_an_error_of_the_window(fruit: Table) -> None:
    """Text is not compared with a number in silence."""
    with pytest.raises(SourceError, match="the window 'word > 3' does not fit the columns' types"):
        matching(fruit.expression, "word > 3")


@pytest.mark.parametrize(
    ("predicate", "sentence"),
    [
        ("word + 1 = 2", r"the window 'word \+ 1 = 2' does not fit the columns' types$"),
        ("n % 0 = 1", "the window 'n % 0 = 1' divides by zero"),
    ],
)
def test_arithmetic_that_cannot_be_done_is_an_error_of_the_window(fruit: Table, predicate: str, sentence: str) -> None:
    """The window is named, and nothing of how it is computed."""
    with pytest.raises(SourceError, match=sentence):
        matching(fruit.expression, predicate)
