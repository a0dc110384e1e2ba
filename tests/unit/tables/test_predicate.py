import duckdb
import pytest

from dte_exporter.errors import MissingColumnError, SourceError
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


def test_an_unknown_column_is_named_and_the_others_are_counted(fruit: Table) -> None:
    """Their names are the data's, and the way out stands beside it."""
    with pytest.raises(MissingColumnError) as caught:
        matching(fruit.expression, "m = 1")
    assert str(caught.value) == (
        "the source has no column 'm' (it has 6 others): check its name in the config, and the header of a CSV file"
    )


@pytest.mark.parametrize(
    ("predicate", "types"),
    [
        ("word > 3", " (word is string)"),
        ("word + 1 = 2", " (word is string)"),
        ("word > 3 and day < '2018-01-01'", " (day is date, word is string)"),
        ("n like '1%'", " (n is int32)"),
        ("not word in (1, 2)", " (word is string)"),
        ("x between 'a' and 'b'", " (x is float64)"),
        ("(1 = 1) > 'a'", ""),
    ],
)
def test_a_window_that_does_not_fit_tells_the_types_of_the_columns_that_it_names(
    fruit: Table, predicate: str, types: str
) -> None:
    """Text is not compared with a number in silence; of other columns nothing is told."""
    with pytest.raises(SourceError) as caught:
        matching(fruit.expression, predicate)
    assert str(caught.value) == (
        f"the window {predicate!r} does not fit the columns' types{types}: compare like with like, "
        "or CAST one to the other"
    )


def test_a_division_by_zero_is_an_error_of_the_window(fruit: Table) -> None:
    """The window is named, and nothing of how it is computed."""
    with pytest.raises(SourceError) as caught:
        matching(fruit.expression, "n % 0 = 1")
    assert str(caught.value) == "the window 'n % 0 = 1' divides by zero"
