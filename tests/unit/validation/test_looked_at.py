"""What is told of a file before it is validated."""

from pathlib import Path

import pytest

from dte_exporter.errors import ConfigError
from dte_exporter.validation.column_shapes import profiled, shapes
from dte_exporter.validation.looked_at import looked_at
from tests.unit.validation.files import looked


def test_a_key_is_told_from_its_name_though_some_are_there_twice(tmp_path: Path) -> None:
    """Of 100 rows 95 have a key of their own: it is one, and the others are at fault."""
    found = looked("SELECT least(i, 94) AS loan_id, i % 3 AS kind FROM range(100) t(i)", tmp_path)

    assert found.key == "loan_id"


def test_a_name_alone_makes_no_key(tmp_path: Path) -> None:
    """Ten departments in a hundred rows have an identifier each, which tells no rows apart."""
    assert looked("SELECT i % 10 AS department_id FROM range(100) t(i)", tmp_path).key is None


def test_a_named_key_is_taken_at_its_word(tmp_path: Path) -> None:
    """Whatever its values are; a column that is not there is told, with the nearest."""
    query = "SELECT i % 3 AS kind FROM range(9) t(i)"

    assert looked(query, tmp_path, "kind").key == "kind"
    with pytest.raises(ConfigError, match=r"--key: .*kind"):
        looked(query, tmp_path, "kinds")


def test_the_time_is_a_column_of_times_and_rather_one_that_is_called_so(tmp_path: Path) -> None:
    """Birth is a date; the moment of creation is when a row happened."""
    query = "SELECT DATE '1990-01-01' AS born, TIMESTAMP '2026-01-01' AS created_at, 1 AS at"

    assert looked(query, tmp_path).time == "created_at"
    assert looked("SELECT DATE '1990-01-01' AS born", tmp_path).time == "born"


def test_types_are_told_for_people(tmp_path: Path) -> None:
    """As the engine has them."""
    found = looked("SELECT 1::BIGINT AS a, 'x' AS b, DATE '2026-01-01' AS c", tmp_path)

    assert found.types == {"a": "int64", "b": "string", "c": "date"}


def test_columns_that_differ_by_case_alone_bear_their_own_names(tmp_path: Path) -> None:
    """Here, in what is told of them and in what is suggested; inside, all but one bear a mark that nobody sees."""
    file = tmp_path / "twins.csv"
    file.write_text("age,AGE\n" + "1,x\n" * 40)
    one = looked_at(str(file), None, "age")

    assert (one.key, one.types, [*one.kinds]) == ("age", {"age": "int64", "AGE": "string"}, ["age", "AGE"])
    assert {*profiled(one).numbers, *profiled(one).categories} == {"age", "AGE"}


def test_a_time_of_day_is_no_moment(tmp_path: Path) -> None:
    """It is not the time of the rows, and nothing is drawn of it."""
    one = looked("SELECT TIME '10:00' AS at_time, i AS x FROM range(40) t(i)", tmp_path)

    assert one.time is None
    assert (
        dict(shapes(one, profiled(one), None))["at_time"] == "its values are neither numbers, nor times, nor categories"
    )
