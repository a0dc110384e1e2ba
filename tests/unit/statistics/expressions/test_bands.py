import math

import ibis
import pytest

from dte_exporter.statistics.expressions.bands import band_names, banded


def bands(values: list[object], type_: str, bounds: tuple[int | float, ...] = (25, 45)) -> list[str | None]:
    """Return the bands of `values` in their order, as DuckDB tells them."""
    table = ibis.memtable({"place": list(range(len(values))), "age": values}, schema={"place": "int64", "age": type_})
    found = table.select("place", band=banded(table.age, bounds)).order_by("place")
    return [one or None for one in ibis.duckdb.connect().to_pyarrow(found)["band"].to_pylist()]


def test_a_bound_belongs_to_the_upper_band() -> None:
    """Under 25, 25 to under 45, 45 and over."""
    assert bands([24, 25, 44, 45, -1], "int64") == [
        "under 25",
        "25 to under 45",
        "25 to under 45",
        "45 and over",
        "under 25",
    ]


def test_what_is_no_number_lies_in_no_band() -> None:
    """Missing, NaN and the infinities."""
    assert bands([None, math.nan, math.inf, -math.inf, 24.5], "float64") == [None, None, None, None, "under 25"]


def test_one_bound_makes_two_bands_and_a_fraction_keeps_its_digits() -> None:
    """Under 0.5, 0.5 and over."""
    assert bands([0.4, 0.5], "float64", (0.5,)) == ["under 0.5", "0.5 and over"]
    assert bands([1, 3], "decimal(5, 2)", (2,)) == ["under 2", "2 and over"]


@pytest.mark.parametrize(
    ("bounds", "names"),
    [
        ((-1, 2.5), ("under -1", "-1 to under 2.5", "2.5 and over")),
        ((1_000_000.0,), ("under 1000000", "1000000 and over")),
    ],
)
def test_bounds_are_written_as_the_config_has_them(bounds: tuple[float, ...], names: tuple[str, ...]) -> None:
    """A million is no 1e+06, and 2.0 is 2."""
    assert band_names(bounds) == names
