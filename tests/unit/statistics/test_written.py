import duckdb
import ibis.expr.datatypes as dt
import pytest

from dte_exporter.statistics.written import Written, one_of, quoted, text

TABLE = Written(
    "people",
    {"zoned": dt.Timestamp("UTC"), "plain": dt.Timestamp(), "said": dt.string, "flag": dt.boolean, "none": dt.null},
    timezone="Europe/Dublin",
)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("zoned", "TIMESTAMPTZ '2026-07-01 12:00:00+00'"),
        ("plain", "TIMESTAMP '2026-07-01 13:00:00'"),
        ("said", "'2026-07-01 13:00:00'"),
        ("said", "'2026-07-01 14:00:00+02:00'"),
    ],
)
def test_every_way_to_write_noon_in_dublin_is_one_instant(column: str, value: str) -> None:
    """13:00 there in summer is 12:00 UTC, whether the zone is the type's, the text's or the data set's."""
    engine = duckdb.connect()
    engine.execute(f"CREATE TABLE people AS SELECT {value} AS {column}")

    (found,) = engine.execute(f"SELECT CAST({TABLE.instant(column)} AS VARCHAR) FROM {TABLE}").fetchall()

    assert found == ("2026-07-01 12:00:00",)


@pytest.mark.parametrize(
    ("column", "value", "is_set"),
    [
        ("flag", "TRUE", True),
        ("flag", "NULL", False),
        ("said", "' '", False),
        ("said", "'x'", True),
        ("none", "NULL", False),
    ],
)
def test_a_column_says_yes_if_it_is_true_or_holds_anything(column: str, value: str, is_set: bool) -> None:
    """Blank text holds nothing, and a column without a type never does."""
    engine = duckdb.connect()
    engine.execute(f"CREATE TABLE people AS SELECT {value} AS {column}")

    assert engine.execute(f"SELECT {TABLE.is_set(column, True)} FROM {TABLE}").fetchall() == [(is_set,)]


def test_words_of_the_config_stay_words() -> None:
    """Whatever quotes are in them."""
    engine = duckdb.connect()

    assert engine.execute(f"SELECT {text(chr(39))} AS {quoted(chr(34))}").fetchall() == [("'",)]
    assert engine.execute(f"SELECT {one_of(text('b'), ['a', 'b'])}").fetchall() == [(True,)]
