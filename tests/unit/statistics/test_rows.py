import math
from collections.abc import Callable
from decimal import Decimal

import numpy as np
from scipy.stats import kstest

from dte_exporter.statistics.rows import all_rows, drawn_rows
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]


def test_all_rows_come_in_the_order_of_the_source(view_of: ViewOf) -> None:
    """And only of the columns that were asked for."""
    found = all_rows(view_of({"x": [3, 1, 2], "c": ["b", None, "a"], "rest": [0, 0, 0]}), ("x", "c"))
    assert {name: values.tolist() for name, values in found.items()} == {"x": [3, 1, 2], "c": ["b", None, "a"]}


def test_values_are_typed_as_pandas_would_read_them(view_of: ViewOf) -> None:
    """Integers stay integers, with a gap they are doubles, and so are decimals."""
    columns = {"i": [1, 2], "gap": [1, None], "d": [Decimal("1.5"), Decimal("2.5")], "x": [math.nan, 1.0]}
    found = all_rows(view_of(columns), tuple(columns))
    assert [str(values.dtype) for values in found.values()] == ["int64", "float64", "float64", "float64"]


def test_a_draw_has_its_size_and_no_row_twice(view_of: ViewOf) -> None:
    """100 of 10,000 rows, in the order of the source, whole rows each."""
    numbers = np.arange(10_000)
    found = drawn_rows(view_of({"x": numbers, "y": numbers * 2}), ("x", "y"), 100)
    assert len(set(found["x"])) == len(found["x"]) == 100
    assert found["x"].is_monotonic_increasing
    assert (found["y"] == found["x"] * 2).all()


def test_equal_rows_give_an_equal_draw(view_of: ViewOf) -> None:
    """A score on a draw does not flicker from run to run."""
    draws = [drawn_rows(view_of({"x": np.arange(5_000)}), ("x",), 50)["x"].tolist() for _ in range(2)]
    assert draws[0] == draws[1]


def test_a_draw_is_uniform(view_of: ViewOf) -> None:
    """Rows from everywhere in the source have the same chance."""
    found = drawn_rows(view_of({"x": np.arange(50_000) / 50_000}), ("x",), 2_000)
    assert kstest(found["x"], "uniform").pvalue > 0.01
