"""How columns are drawn, and which are not."""

from pathlib import Path

from dte_exporter.reports.validation_report import Bar, Shape
from dte_exporter.validation.column_shapes import profiled, shapes
from dte_exporter.validation.looked_at import looked_at
from tests.unit.validation.files import looked, written


def drawn(query: str, folder: Path) -> dict[str, Shape | str]:
    """Return the shapes of the rows of `query`."""
    one = looked(query, folder)
    return dict(shapes(one, profiled(one), None))


def test_categories_of_under_thirty_rows_are_counted_together(tmp_path: Path) -> None:
    """Of 100 rows 60 are a, 31 b, and 5 and 4 too few to be named; the largest comes first, the rest last."""
    value = "CASE WHEN i < 31 THEN 'b' WHEN i < 91 THEN 'a' WHEN i < 96 THEN 'c' ELSE 'd' END"
    query = f"SELECT {value} AS x FROM range(100) t(i)"

    assert drawn(query, tmp_path)["x"] == Shape(
        (Bar("a", 60), Bar("b", 31), Bar("others", 9, lumped=True)), is_of_numbers=False
    )


def test_whole_numbers_of_few_values_are_categories(tmp_path: Path) -> None:
    """0 and 1 are no number line."""
    query = "SELECT (i >= 60)::INT AS x FROM range(100) t(i)"

    assert drawn(query, tmp_path)["x"] == Shape((Bar("0", 60), Bar("1", 40)), is_of_numbers=False)


def test_numbers_are_bins_that_are_open_where_thirty_rows_lie(tmp_path: Path) -> None:
    """Of 0 to 999 none is told that fewer than 30 lie beyond, and all rows are in a bin."""
    shape = drawn("SELECT i::DOUBLE / 7 AS x FROM range(1000) t(i)", tmp_path)["x"]

    assert isinstance(shape, Shape)
    assert shape.is_of_numbers
    assert sum(one.rows for one in shape.bars) == 1000
    assert shape.bars[0].name.startswith("under ")
    assert shape.bars[-1].name.endswith(" and over")
    assert min(shape.bars[0].rows, shape.bars[-1].rows) >= 30


def test_times_are_bins_of_days(tmp_path: Path) -> None:
    """With days for names."""
    shape = drawn("SELECT TIMESTAMP '2026-01-01' + INTERVAL (i) DAY AS x FROM range(400) t(i)", tmp_path)["x"]

    assert isinstance(shape, Shape)
    assert shape.bars[0].name.startswith("before 2026-")
    assert shape.bars[-1].name.endswith(" on")


def test_what_would_tell_of_rows_is_withheld(tmp_path: Path) -> None:
    """Names, the key, few values, none, and what is no value to count."""
    query = (
        "SELECT i AS id, 'person ' || i AS name, CASE WHEN i < 50 THEN i * 1.5 END AS few, NULL::INT AS nothing, "
        "[i] AS list FROM range(200) t(i)"
    )

    assert drawn(query, tmp_path) == {
        "id": "it is the key: each value tells of a row",
        "name": "its values hardly repeat: each would tell of a row",
        "few": "it has too few values, or too many alike: 30 lie beyond either end",
        "nothing": "it holds no values",
        "list": "its values are neither numbers, nor times, nor categories",
    }


def test_a_reference_is_drawn_over_it_unless_it_is_of_another_kind(tmp_path: Path) -> None:
    """Texts before and numbers now have no axis in common."""
    rows = "SELECT CASE WHEN i < 40 THEN 'a' ELSE 'b' END AS x, i AS y FROM range(100) t(i)"
    before = looked_at(str(written(f"SELECT x, x AS y FROM ({rows})", tmp_path / "before.parquet")), None)
    now = looked(rows, tmp_path)
    found = dict(shapes(now, profiled(now), profiled(before)))

    assert found["x"] == Shape((Bar("b", 60, 60), Bar("a", 40, 40)), is_of_numbers=False)
    assert isinstance(found["y"], Shape)
    assert {one.reference for one in found["y"].bars} == {None}
