import numpy as np
import pytest

from dte_exporter.checks.drift.significance.cells import category_cells, comparable_cells, distinct_cells, even_cells
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers


def pair(reference: dict[float, int], current: dict[float, int]) -> Pair[Numbers]:
    """Return the profiles of numbers that are known one by one."""
    return Pair("x", by_value(reference.items()), by_value(current.items()), {})


def categories(reference: dict[str, int], current: dict[str, int], others: int = 0) -> Pair[Categories]:
    """Return the profiles of categories; `others` of the current window are not told apart."""
    return Pair("c", Categories(0, reference), Categories(0, current, others), {})


EVERY_ROW_ANOTHER = pair(dict.fromkeys(range(0, 2000, 2), 1), dict.fromkeys(range(1, 2000, 2), 1))


def test_few_numbers_are_a_cell_each() -> None:
    """Up to twenty."""
    found = even_cells(pair({0.0: 5, 1.0: 7}, {1.0: 2, 2.0: 3}))
    assert (found.reference, found.current) == ([5, 7, 0], [0, 2, 3])


def test_many_numbers_are_cells_of_as_many_rows_and_halves_towards_the_ends() -> None:
    """Of 2,000 rows 100 a cell; the outermost hundred are 50, 25, 12 and so on down to single rows."""
    found = even_cells(EVERY_ROW_ANOTHER)
    pooled = np.add(found.reference, found.current).tolist()
    assert pooled[:8] == [1, 1, 1, 3, 7, 12, 25, 50]
    assert pooled[8:-8] == [100] * 18
    assert pooled[-8:] == [50, 25, 12, 7, 3, 1, 1, 1]


def test_a_value_that_many_rows_have_is_one_cell() -> None:
    """It is never divided, whatever the shares ask for."""
    found = even_cells(pair({0.0: 5_000, **{float(value): 1 for value in range(1, 101)}}, {0.0: 4_000}))
    assert (found.reference[0], found.current[0]) == (5_000, 4_000)


@pytest.mark.parametrize("cells", [even_cells, comparable_cells, distinct_cells, category_cells])
def test_cells_follow_from_both_windows_pooled(cells: object) -> None:
    """Rows that change sides do not move a border: else what chance does could not be told from draws."""
    assert callable(cells)
    random = np.random.default_rng(4)
    values = random.normal(size=400).round(3).tolist()
    pooled = []
    for rows in (200, 300):
        sides = [values[:rows], values[rows:]]
        counts = [{value: side.count(value) for value in side} for side in sides]
        found = cells(pair(*counts))
        pooled.append(sorted(np.add(found.reference, found.current).tolist()))
    assert pooled[0] == pooled[1]


def test_numbers_are_compared_in_the_bins_of_sturges() -> None:
    """2,000 whole numbers under 2,000: log2(2000) + 1 = 11.97 is twelve bins of 1999 / 12."""
    found = comparable_cells(EVERY_ROW_ANOTHER)
    counts = np.histogram(range(2_000), bins=12)[0].tolist()
    assert np.add(found.reference, found.current).tolist() == counts


def test_hellinger_counts_bins_by_different_numbers() -> None:
    """32 of them are six bins, though 6,400 rows would be fourteen."""
    found = distinct_cells(pair(dict.fromkeys(range(32), 100), dict.fromkeys(range(32), 100)))
    assert len(found.reference) == 6


def test_few_numbers_are_compared_one_by_one() -> None:
    """Up to twenty in both windows."""
    found = comparable_cells(pair(dict.fromkeys(range(20), 3), {0.0: 1}))
    assert found.reference == [3] * 20


def test_categories_are_in_an_order_without_names() -> None:
    """By their rows, so that another name changes no draw."""
    found = category_cells(categories({"a": 5, "b": 1}, {"b": 9, "c": 2}))
    renamed = category_cells(categories({"z": 5, "y": 1}, {"y": 9, "x": 2}))
    assert (found.reference, found.current) == ([0, 1, 5], [2, 9, 0])
    assert (renamed.reference, renamed.current) == (found.reference, found.current)


def test_beyond_128_categories_the_rarest_are_one() -> None:
    """With those that the profile does not tell apart."""
    found = category_cells(categories({f"c{place}": place for place in range(1, 201)}, {"c200": 1}, others=30))
    rest = sum(range(1, 73))
    assert len(found.reference) == 129
    assert (rest, 30) in zip(found.reference, found.current, strict=True)
    assert (sum(found.reference), sum(found.current)) == (sum(range(1, 201)), 31)


def test_numbers_that_are_read_as_categories_have_a_cell_each() -> None:
    """Evidently does so with few different ones."""
    found = category_cells(pair({1.0: 4, 2.0: 6}, {2.0: 7}))
    assert (found.reference, found.current) == ([4, 6], [0, 7])
