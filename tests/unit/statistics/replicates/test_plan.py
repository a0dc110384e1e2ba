import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dte_exporter.errors import NoDataError, SourceError
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.replicates.plan import Long, ReplicatesPlan, Wide
from dte_exporter.statistics.replicates.replicates import Loss, Replicates
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]
VOTES: dict[str, list[Any]] = {"y": ["a", "b", "a"], "one": ["a", "a", "b"], "two": ["a", "b", "b"], "three": ["b"] * 3}
WIDE = Wide(("one", "two", "three"))


def test_votes_by_hand(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Main predictions a, b, b: one is wrong; 1, 1 and 0 of three disagree; 1, 1 and 3 of three are wrong."""
    found = ReplicatesPlan(WIDE, "y", Loss.ZERO_ONE).measure(Sources({"current": view_of(VOTES)}), cache)
    assert (found.table_rows, found.examples, found.predictions, found.lone) == (3, 3, 9, 0)
    assert found.bias == 1.0
    assert found.expected == pytest.approx(5 / 3)
    assert found.variance == pytest.approx(2 / 3)


def test_squares_by_hand(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Predictions 1 and 3 of a label of 1: their mean 2 is 1 away, squares 0 and 4 average 2, variance 1."""
    view = view_of({"y": [1.0], "one": [1], "two": [3]})
    found = ReplicatesPlan(Wide(("one", "two")), "y", Loss.SQUARED).measure(Sources({"current": view}), cache)
    assert (found.expected, found.bias, found.variance) == (2.0, 1.0, 1.0)


def test_of_equally_frequent_classes_the_first_is_the_main_one(view_of: ViewOf, cache: StatisticsCache) -> None:
    """As mlxtend has it: of two votes for 2 and two for 10 it is 2, in the order of numbers."""
    view = view_of({"y": [2], "a": [10], "b": [2], "c": [2], "d": [10]})
    found = ReplicatesPlan(Wide(tuple("abcd")), "y", Loss.ZERO_ONE).measure(Sources({"current": view}), cache)
    assert (found.bias, found.variance) == (0.0, 0.5)


def test_rows_without_label_or_prediction_are_left_out_and_lone_ones_counted(
    view_of: ViewOf, cache: StatisticsCache
) -> None:
    """Of four examples one has no label, one a single replicate; a NaN is no prediction."""
    view = view_of({"y": [1, 1, None, 0], "one": [1.0, 1.0, 1.0, 0.0], "two": [0.0, math.nan, 1.0, 0.0]})
    found = ReplicatesPlan(Wide(("one", "two")), "y", Loss.ZERO_ONE).measure(Sources({"current": view}), cache)
    assert (found.table_rows, found.examples, found.predictions, found.lone) == (4, 2, 4, 1)
    assert (found.expected, found.bias, found.variance) == (0.5, 1.0, 0.5)


def test_booleans_are_compared_with_numbers(view_of: ViewOf, cache: StatisticsCache) -> None:
    """True is 1."""
    view = view_of({"y": [True], "one": [1], "two": [1.0]})
    found = ReplicatesPlan(Wide(("one", "two")), "y", Loss.ZERO_ONE).measure(Sources({"current": view}), cache)
    assert (found.expected, found.bias, found.variance) == (0.0, 0.0, 0.0)


def test_a_window_without_labels_has_no_examples(view_of: ViewOf, cache: StatisticsCache) -> None:
    """It has rows, all the same."""
    view = view_of({"y": [1], "one": [math.nan], "two": [math.nan]})
    found = ReplicatesPlan(Wide(("one", "two")), "y", Loss.SQUARED).measure(Sources({"current": view}), cache)
    assert found == Replicates(Loss.SQUARED, table_rows=1)


def test_a_column_that_is_not_there_is_named(view_of: ViewOf, cache: StatisticsCache) -> None:
    """The config may name replicates of last month."""
    plan = ReplicatesPlan(Wide(("one", "four")), "y", Loss.ZERO_ONE)
    with pytest.raises(SourceError, match="the current window has no column 'four'"):
        plan.measure(Sources({"current": view_of(VOTES)}), cache)


def test_an_empty_window_is_no_data(view_of: ViewOf, cache: StatisticsCache) -> None:
    """No rows is not a loss of zero."""
    view = view_of(VOTES)
    empty = replace(view, table=view.table.filter(view.table.y == "z"))
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        ReplicatesPlan(WIDE, "y", Loss.ZERO_ONE).measure(Sources({"current": empty}), cache)


TABLES = st.lists(st.tuples(*[st.integers(0, 2)] * 4), min_size=1, max_size=6)


@pytest.mark.parametrize("loss", Loss)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=TABLES)
def test_both_shapes_give_the_same_and_loss_is_bias_and_what_variance_adds(
    loss: Loss, rows: list[tuple[int, ...]], view_of: ViewOf, cache: StatisticsCache
) -> None:
    """Whatever is predicted; and under squared loss variance adds all of itself (Domingos 2000)."""
    truth, *columns = zip(*rows, strict=True)
    wide = view_of({"y": truth, "one": columns[0], "two": columns[1], "three": columns[2]}, "wide")
    keys = [key for key in range(len(rows)) for _ in columns]
    long = view_of(
        {"k": keys, "y": [truth[key] for key in keys], "p": [one for _, *row in rows for one in row]}, "long"
    )
    one = ReplicatesPlan(WIDE, "y", loss).measure(Sources({"current": wide}), cache)
    two = ReplicatesPlan(Long("k", "p"), "y", loss).measure(Sources({"current": long}), cache)
    assert two.table_rows == 3 * one.table_rows
    for name in ("examples", "predictions", "lone", "expected", "bias", "variance"):
        assert getattr(two, name) == pytest.approx(getattr(one, name), abs=1e-12)
    net = one.expected - one.bias
    assert net <= one.variance + 1e-12
    assert loss is Loss.ZERO_ONE or net == pytest.approx(one.variance, abs=1e-12)


def test_disjoint_examples_measured_apart_merge_to_the_whole(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Two partitions by example add up."""
    plan = ReplicatesPlan(WIDE, "y", Loss.ZERO_ONE)
    first, second = ({name: values[part] for name, values in VOTES.items()} for part in (slice(1), slice(1, None)))
    apart = plan.measure(Sources({"current": view_of(first, "first")}), cache)
    together = apart.merge(plan.measure(Sources({"current": view_of(second, "second")}), cache))
    whole = plan.measure(Sources({"current": view_of(VOTES)}), cache)
    assert together.bias == whole.bias
    assert together.expected == pytest.approx(whole.expected)
    assert together.variance == pytest.approx(whole.variance)
    assert together.rows == whole.rows
