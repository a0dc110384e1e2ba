import pytest

from dte_exporter.checks.drift.methods import ColumnType, default_method
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.moments import Moments


def numbers(rows: int, different: int) -> Numbers:
    """Return a profile of so many rows and different numbers."""
    return by_value([*((value, 1) for value in range(different - 1)), (different - 1, rows - different + 1)])


@pytest.mark.parametrize(
    ("rows", "different", "method"),
    [
        (1_000, 2, "z"),
        (1_000, 3, "chisquare"),
        (1_000, 5, "chisquare"),
        (1_000, 6, "ks"),
        (1_001, 5, "jensenshannon"),
        (1_001, 6, "wasserstein"),
    ],
)
def test_evidentlys_choice_for_numbers(rows: int, different: int, method: str) -> None:
    """By rows of the reference and by how many different values there are on both sides."""
    pair = Pair("x", numbers(rows, different), numbers(10, 1), {})
    assert default_method(pair, ColumnType.NUMBER).name == method


@pytest.mark.parametrize(
    ("rows", "other", "method"), [(500, "b", "z"), (500, "c", "chisquare"), (501, "c", "jensenshannon")]
)
def test_evidentlys_choice_for_categories(rows: int, other: str, method: str) -> None:
    """A third category in the current window makes the difference."""
    pair = Pair("c", Categories(0, {"a": rows, "b": 500}), Categories(0, {other: 1}), {})
    assert default_method(pair, ColumnType.CATEGORY).name == method


def test_missing_values_are_no_rows() -> None:
    """1,000 values and 5,000 nulls are 1,000 rows, as Evidently drops the nulls first."""
    reference = by_value([*((value, 100) for value in range(10)), (None, 5_000)])
    assert default_method(Pair("x", reference, reference, {}), ColumnType.NUMBER).name == "ks"


def test_numbers_measured_by_cells_are_many() -> None:
    """Nobody needs to count them."""
    cells = Numbers(moments=Moments(2_000, 0, 1), cells={(0, 0): Moments(2_000, 0, 1)})
    assert default_method(Pair("x", cells, cells, {}), ColumnType.NUMBER).name == "wasserstein"
