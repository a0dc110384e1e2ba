from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dte_exporter.errors import NoDataError
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.distribution import Answer, Basis, Distribution, DistributionPlan, Question
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

ViewOf = Callable[..., View]

PLAN = DistributionPlan(("x",), ("c",), row_limit=3)


class Memory(dict[str, bytes]):
    """A cache in memory."""

    def put(self, key: str, body: bytes) -> None:
        """Keep `body` under `key`."""
        self[key] = body


class Unknown:
    """A view of rows whose identity cannot be known."""

    fingerprint = None
    timezone = "UTC"
    origin = ""
    parts = ()

    def __init__(self, view: View) -> None:
        self.table = view.table
        self.rows = view.rows
        self.engine = view.engine
        self.digests = view.digests


def views(view_of: ViewOf, reference: Any, current: Any) -> dict[str, View]:
    """Return two windows with the columns given."""
    return {"reference": view_of(reference, "reference"), "current": view_of(current, "current")}


def sums(reference: pd.Series, current: pd.Series) -> tuple[int, int]:
    """Return the number of rows of each side."""
    return len(reference), len(current)


def counts(pair: Pair[Any]) -> tuple[int, int]:
    """Return the number of values that each side's profile stands for."""
    return pair.reference.count, pair.current.count


FEW: dict[str, Any] = {"x": [1, 2, None], "c": ["a", "b", "b"]}
MANY: dict[str, Any] = {"x": [1, 2, 3, 4], "c": ["a", "b", "c", None]}


def measured(view_of: ViewOf, reference: Any, current: Any) -> Distribution:
    """Return the distribution of two windows."""
    return PLAN.measure(Sources(views(view_of, reference, current)), Memory())


def test_rows_are_told_by_window(view_of: ViewOf) -> None:
    """All rows count, missing values or not."""
    assert measured(view_of, FEW, MANY).rows == {"reference": 3, "current": 4}


def test_a_pair_is_found_for_numbers_and_for_categories(view_of: ViewOf) -> None:
    """By the name of the column."""
    found = measured(view_of, FEW, MANY)
    assert (found.pair("x").reference.values, found.pair("x").current.count) == ({1.0: 1, 2.0: 1}, 4)
    assert (found.pair("c").reference.counts, found.pair("c").current.nulls) == ({"a": 1, "b": 2}, 1)


@pytest.mark.parametrize(
    ("current", "of_profiles", "answer"),
    [
        (FEW, counts, Answer((3, 3), Basis.ROWS)),
        (FEW, None, Answer((3, 3), Basis.ROWS)),
        (MANY, counts, Answer((2, 4), Basis.DISTRIBUTION)),
        (MANY, None, Answer((3, 3), Basis.DRAW)),
    ],
    ids=["few rows", "few rows for what needs rows", "many rows", "many rows for what needs rows"],
)
def test_a_question_is_put_to_what_the_size_calls_for(
    view_of: ViewOf, current: Any, of_profiles: Any, answer: Answer[tuple[int, int]]
) -> None:
    """Up to three rows a side on the rows, above on the profiles, or on three drawn rows where rows are needed."""
    assert measured(view_of, FEW, current).answer("x", Question(sums, of_profiles)) == answer


def test_rows_are_fetched_once_for_all_columns(view_of: ViewOf) -> None:
    """The second question costs no query."""
    found = measured(view_of, FEW, FEW)
    assert (
        found.answer("x", Question(lambda one, two: one)).value
        is found.answer("x", Question(lambda one, two: one)).value
    )
    assert found.answer("c", Question(sums)).value == (3, 3)


@pytest.mark.parametrize(("current", "basis"), [(FEW, Basis.ROWS), (MANY, Basis.DRAW)])
def test_of_several_columns_rows_stay_rows(view_of: ViewOf, current: Any, basis: Basis) -> None:
    """What stands in one place of each column was one row, of all rows as of a draw."""
    answer = measured(view_of, FEW, current).jointly(
        ("c", "x"), lambda one, two: (pd.DataFrame(one), pd.DataFrame(two))
    )
    pairs = {tuple(row) for row in answer.value[1].fillna("none").to_numpy().tolist()}
    rows = {(c or "none", x or "none") for c, x in zip(current["c"], current["x"], strict=True)}
    assert answer.basis is basis
    assert [list(side.columns) for side in answer.value] == [["c", "x"]] * 2
    assert len(answer.value[1]) == 3
    assert pairs <= rows


def test_the_reference_is_measured_once_and_the_current_window_always(view_of: ViewOf) -> None:
    """The second run finds what the first has kept, and nothing else was kept."""
    cache, windows = Memory(), views(view_of, FEW, MANY)
    first = PLAN.measure(Sources(windows), cache)
    (key,) = cache
    assert str(windows["reference"].fingerprint) in key
    cache[key] = cache[key].replace(b'"rows": 3', b'"rows": 33')
    second = PLAN.measure(Sources(windows), cache)
    assert (first.rows["reference"], second.rows["reference"]) == (3, 33)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"version": 1}', b"\xff"])
def test_what_was_kept_and_cannot_be_read_is_measured_anew(view_of: ViewOf, body: bytes) -> None:
    """A torn file would otherwise fail every run to come."""
    cache, windows = Memory(), views(view_of, FEW, MANY)
    PLAN.measure(Sources(windows), cache)
    (key,) = cache
    cache[key] = body
    assert PLAN.measure(Sources(windows), cache).rows["reference"] == 3
    assert cache[key] != body


def test_another_plan_does_not_find_it(view_of: ViewOf) -> None:
    """A profile without a column is of no use to a plan with it."""
    cache, windows = Memory(), views(view_of, FEW, MANY)
    PLAN.measure(Sources(windows), cache)
    DistributionPlan(("x",), (), row_limit=3).measure(Sources(windows), cache)
    assert len(cache) == 2


def test_rows_without_a_fingerprint_are_never_kept(view_of: ViewOf) -> None:
    """They may be others at the next run."""
    cache, windows = Memory(), views(view_of, FEW, MANY)
    PLAN.measure(Sources({**windows, "reference": Unknown(windows["reference"])}), cache)
    assert not cache


@pytest.mark.parametrize(
    ("current", "refused"),
    [
        ({"c": ["a"]}, {"x": Mismatch("int64", None)}),
        ({"x": ["1"], "c": ["a"]}, {"x": Mismatch("int64", "string")}),
        ({"x": [True], "c": ["a"]}, {"x": Mismatch("int64", "boolean")}),
        ({"x": [1], "c": [date(2018, 1, 1)]}, {"c": Mismatch("string", "date")}),
        ({"y": [1]}, {"x": Mismatch("int64", None), "c": Mismatch("string", None)}),
    ],
)
def test_a_column_of_another_type_costs_that_column(
    view_of: ViewOf, current: Any, refused: dict[str, Mismatch]
) -> None:
    """It is told with both types and has no profile; the other columns have theirs."""
    found = measured(view_of, FEW, current)
    profile = found.profiles["reference"]
    assert found.refused == refused
    assert {*profile.numbers, *profile.categories} == {"x", "c"} - refused.keys()
    assert found.rows == {"reference": 3, "current": 1}


def test_a_column_that_is_not_measured_is_told_if_its_type_has_changed(view_of: ViewOf) -> None:
    """What was a number is a day now; what is a day in both windows is no matter."""
    day = [date(2018, 1, 1)]
    windows = views(view_of, {"x": [1], "day": day}, {"x": day, "day": day})
    found = DistributionPlan((), (), 3, others=("x", "day")).measure(Sources(windows), Memory())
    assert found.refused == {"x": Mismatch("int64", "date")}


def test_what_is_kept_of_a_reference_is_kept_by_the_columns_that_were_compared(view_of: ViewOf) -> None:
    """A column that is of its type again is measured, not found missing in what was kept without it."""
    cache = Memory()
    PLAN.measure(Sources(views(view_of, FEW, {"x": ["1"], "c": ["a"]})), cache)
    assert PLAN.measure(Sources(views(view_of, FEW, MANY)), cache).pair("x").reference.count == 2


def test_integers_and_doubles_are_both_numbers(view_of: ViewOf) -> None:
    """A column may be written as 1 in one file and as 1.0 in the other."""
    assert measured(view_of, FEW, {"x": [1.0, 2.5], "c": ["a", "b"]}).pair("x").current.values == {1.0: 1, 2.5: 1}


@pytest.mark.parametrize("empty", ["reference", "current"])
def test_a_window_without_rows_is_named(view_of: ViewOf, empty: str) -> None:
    """Empty is not broken."""
    nothing = {"x": np.array([], dtype=np.int64), "c": np.array([], dtype=str)}
    sides = {"reference": FEW, "current": FEW, empty: nothing}
    with pytest.raises(NoDataError, match=f"the {empty} window holds no rows"):
        measured(view_of, sides["reference"], sides["current"])
