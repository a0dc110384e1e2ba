import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.drift.evidence import MIN_ROWS, of_column
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.measuring import by_value
from dte_exporter.statistics.distribution.numbers import Numbers

COUNTS = st.dictionaries(st.integers(-1000, 1000).map(float), st.integers(1, 200), max_size=60)


def of(reference: dict[Any, int], current: dict[Any, int]) -> dict[str, Any]:
    """Return the evidence of two profiles by value."""
    return of_column(Pair("x", by_value(reference.items()), by_value(current.items()), {}))


def test_bins_are_drawn_over_the_bulk_and_open_at_both_ends() -> None:
    """0 to 99 with ten rows each, on both sides: 1 % lies beyond each end, so edges run from 4 to 96 in fours."""
    found = of(dict.fromkeys(range(100), 10), dict.fromkeys(range(100), 10))
    bins = found["bins"]
    assert bins["edges"] == [float(edge) for edge in range(4, 97, 4)]
    assert bins["reference"] == bins["current"] == [40] * 25


@given(COUNTS, COUNTS)
def test_neither_the_least_nor_the_greatest_value_can_be_told(
    reference: dict[Any, int], current: dict[Any, int]
) -> None:
    """No row is lost, and below the first edge and above the last lie at least 30 rows."""
    found = of(reference, current)
    bins = found["bins"]
    assert sum(bins["reference"]) == sum(reference.values()) == found["rows"]["reference"]
    assert len(bins["reference"]) == len(bins["current"]) == len(bins["edges"]) + 1
    if bins["edges"]:
        for end in (0, -1):
            assert bins["reference"][end] + bins["current"][end] >= MIN_ROWS


def test_missing_values_are_told_by_what_they_hold() -> None:
    """On each side."""
    found = of({1.0: 5, None: 2, float("nan"): 3, float("inf"): 4}, {1.0: 1})
    assert found["rows"] == {"reference": 5, "current": 1}
    assert [found[kind]["reference"] for kind in ("nulls", "nans", "infinities")] == [2, 3, 4]
    assert json.loads(json.dumps(found)) == found


def test_no_numbers_have_one_bin_without_rows() -> None:
    """There is nothing to draw."""
    found = of_column(Pair("x", Numbers(), Numbers(), {}))
    assert found["bins"] == {"edges": [], "reference": [0], "current": [0]}


def test_a_rare_category_is_not_named() -> None:
    """30 rows in a window are enough to be named; the rows of the others are counted together."""
    pair = Pair("c", Categories(1, {"common": 100, "rare": 29}, other=7), Categories(0, {"new": 30, "rare": 2}), {})
    found = of_column(pair)
    assert found["rows"] == {"reference": 136, "current": 32}
    assert found["nulls"] == {"reference": 1, "current": 0}
    assert found["categories"] == {
        "names": ["common", "new"],
        "reference": [100, 0],
        "current": [0, 30],
        "other": {"reference": 36, "current": 2},
    }
