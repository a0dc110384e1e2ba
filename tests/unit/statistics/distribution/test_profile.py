import math
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from dte_exporter.statistics.distribution.categories import MAX_CATEGORIES, Categories
from dte_exporter.statistics.distribution.grid import BELOW
from dte_exporter.statistics.distribution.measuring import MAX_VALUES
from dte_exporter.statistics.distribution.numbers import Missing, Numbers
from dte_exporter.statistics.distribution.profile import Profile, profile
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]

SMOOTH = np.random.default_rng(1).normal(0, 1, 6_000)


def test_a_profile_has_numbers_by_value_and_categories_by_name(view_of: ViewOf) -> None:
    """Four rows, with a null in each column."""
    view = view_of({"x": [1, 1, 2, None], "c": ["a", "b", None, "a"], "yes": [True, None, False, True]})
    found = profile(view, ("x",), ("c", "yes"))
    assert found.rows == 4
    assert found.numbers["x"].values == {1.0: 2, 2.0: 1}
    assert found.numbers["x"].missing == Missing(nulls=1)
    assert found.categories == {"c": Categories(1, {"a": 2, "b": 1}), "yes": Categories(1, {"True": 2, "False": 1})}


def test_exactly_so_many_values_are_kept_one_by_one(view_of: ViewOf) -> None:
    """4,096 different numbers have a count each, nulls apart."""
    found = profile(view_of({"x": [*map(float, range(MAX_VALUES)), 0.0]}), ("x",), ())
    assert found.numbers["x"].exact
    assert len(found.numbers["x"].values) == MAX_VALUES


@pytest.mark.parametrize("first", [[], [0.0] * 6_000], ids=["seen in the first rows", "hidden behind equal ones"])
def test_more_values_are_measured_by_cells(view_of: ViewOf, first: list[float]) -> None:
    """Wherever in the file they are."""
    found = profile(view_of({"x": [*first, *map(float, range(MAX_VALUES + 1))]}), ("x",), ()).numbers["x"]
    assert not found.exact
    assert not found.values
    assert found.count == len(first) + MAX_VALUES + 1


def test_nan_and_infinities_do_not_stretch_the_grid(view_of: ViewOf) -> None:
    """The cells are as many as without them."""
    clean = profile(view_of({"x": SMOOTH}), ("x",), ()).numbers["x"]
    for extra, missing in (([math.nan], Missing(0, 1)), ([math.nan, math.inf, -math.inf], Missing(0, 1, 2))):
        soiled = profile(view_of({"x": np.r_[SMOOTH, extra]}, f"soiled{len(extra)}"), ("x",), ()).numbers["x"]
        assert soiled.missing == missing
        assert soiled.cells.keys() == clean.cells.keys()


def test_a_column_that_only_holds_nulls_has_no_numbers(view_of: ViewOf) -> None:
    """All of it is missing."""
    view = view_of({"x": np.array([None, None, 1.0], dtype=object), "y": [1.0, 2.0, 3.0]})
    assert profile(view, ("x",), ()).numbers["x"].count == 1
    empty = profile(view_of({"x": [math.nan] * 3}, "nan"), ("x",), ()).numbers["x"]
    assert (empty.count, empty.missing) == (0, Missing(nans=3))


def test_the_current_window_takes_the_cells_of_the_reference(view_of: ViewOf) -> None:
    """Both have the same cells where both have numbers, so the area between them is exact cell by cell."""
    reference = profile(view_of({"x": SMOOTH}, "one"), ("x",), ())
    current = profile(view_of({"x": SMOOTH[::-1]}, "two"), ("x",), (), reference)
    assert current.numbers["x"].cells.keys() == reference.numbers["x"].cells.keys()


def test_few_values_after_many_are_measured_by_the_same_cells(view_of: ViewOf) -> None:
    """A current window of one value against a smooth reference is one cell at that value."""
    reference = profile(view_of({"x": SMOOTH}, "one"), ("x",), ())
    current = profile(view_of({"x": [0.5] * 10}, "two"), ("x",), (), reference)
    assert current.numbers["x"].weighted == [(0.5, 10)]
    assert not current.numbers["x"].exact


def test_many_values_after_few_get_a_grid_over_the_few(view_of: ViewOf) -> None:
    """The reference has two values; the current window is measured by cells between and beyond them."""
    reference = profile(view_of({"x": [0.0, 1.0]}, "one"), ("x",), ())
    current = profile(view_of({"x": SMOOTH}, "two"), ("x",), (), reference).numbers["x"]
    assert not current.exact
    assert current.count == len(SMOOTH)


def test_many_values_after_one_get_a_grid_of_their_own(view_of: ViewOf) -> None:
    """One value spans no grid."""
    reference = profile(view_of({"x": [7.0, 7.0]}, "one"), ("x",), ())
    current = profile(view_of({"x": SMOOTH}, "two"), ("x",), (), reference).numbers["x"]
    assert BELOW not in current.cells
    assert len(current.cells) > 100


def test_categories_past_the_cap_are_other(view_of: ViewOf) -> None:
    """The most frequent ones are kept."""
    names = [f"n{place}" for place in range(MAX_CATEGORIES + 5)]
    found = profile(view_of({"c": ["often", "often", *names]}), (), ("c",)).categories["c"]
    assert found.counts["often"] == 2
    assert (len(found.counts), found.other) == (MAX_CATEGORIES, 6)


def test_profiles_of_shards_add_up_to_that_of_all_rows(view_of: ViewOf) -> None:
    """Measured apart, with grids of their own, two halves have the rows, the moments and nearly the shape of all."""
    columns: dict[str, Any] = {"x": SMOOTH, "c": np.where(SMOOTH > 0, "plus", "minus")}
    halves = [
        profile(view_of({name: values[part] for name, values in columns.items()}, f"half{place}"), ("x",), ("c",))
        for place, part in enumerate((slice(0, 3_000), slice(3_000, None)))
    ]
    merged, whole = halves[0].merge(halves[1]), profile(view_of(columns), ("x",), ("c",))
    assert merged.rows == whole.rows
    assert merged.categories == whole.categories
    assert merged.numbers["x"].moments.deviation == pytest.approx(whole.numbers["x"].moments.deviation, rel=1e-9)


def test_profiles_of_different_columns_do_not_add_up() -> None:
    """There would be rows without a value."""
    with pytest.raises(ValueError, match="do not add up"):
        Profile(1, {"x": Numbers()}, {}).merge(Profile(1, {}, {}))
    with pytest.raises(ValueError, match="do not add up"):
        Profile(1, {}, {"c": Categories()}).merge(Profile(1, {}, {}))


def test_the_serial_form_brings_back_the_same_profile(view_of: ViewOf) -> None:
    """Through bytes and back nothing changes."""
    found = profile(view_of({"x": SMOOTH, "y": [1, 2] * 3_000, "c": ["a", None] * 3_000}), ("x", "y"), ("c",))
    assert Profile.from_json(found.to_json()) == found


def test_numbers_too_large_to_square_are_measured_and_kept(view_of: ViewOf) -> None:
    """Their variance is more than a double holds, their counts are not."""
    found = profile(view_of({"x": SMOOTH * 1e307, "y": [-1e308, 1e308] * 3_000}), ("x", "y"), ())
    assert Profile.from_json(found.to_json()) == found
    assert [one.count for one in found.numbers.values()] == [6_000, 6_000]
    assert [one.moments.variance for one in found.numbers.values()] == [math.inf, math.inf]


def test_a_serial_form_of_another_version_is_refused() -> None:
    """What another build has kept is not guessed at."""
    body = Profile(1, {}, {}).to_json().replace(b'"version": 1', b'"version": 0')
    with pytest.raises(ValueError, match="version 0"):
        Profile.from_json(body)


def test_columns_that_are_no_numbers_are_not_asked_about(view_of: ViewOf) -> None:
    """A profile is of the columns that it was asked for."""
    found = profile(view_of({"x": [1], "day": [date(2018, 1, 1)]}), (), ())
    assert (found.rows, found.numbers, found.categories) == (1, {}, {})
