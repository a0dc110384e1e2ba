import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dte_exporter.errors import CheckError, NoDataError
from dte_exporter.statistics.expressions.marginals import WHOLE
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.scores import plan as score_plan
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Bin, Cell, Scores, Tally
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]


HIRING: Mapping[str, list[Any]] = {
    "sex": ["f", "f", "m", "m", None],
    "apt": [1, 0, 1, None, 1],
    "hired": [1, 1, 1, 0, 0],
    "p": [0.5, 0.5, 1.0, 0.0, None],
    "day": [date(2018, 1, 1), date(2018, 1, 2), None, date(2018, 1, 9), date(2018, 1, 1)],
}
PLAN = ScoresPlan(("sex",), "apt", "hired", "p", "day")


@pytest.fixture
def hiring(view_of: ViewOf, cache: StatisticsCache) -> Scores:
    """Return what `PLAN` measures on `HIRING`."""
    return PLAN.measure(Sources({"current": view_of(HIRING)}), cache)


def test_counts_the_rows_of_each_truth_and_prediction_in_each_bin(hiring: Scores) -> None:
    """Five rows, of which two share a probability of 0.5: log-odds 0, the fifth tenth."""
    even = Bin(5, 0)
    assert {cell: tally.rows for cell, tally in hiring.whole.items()} == {
        Cell(1, 1, even): 1,
        Cell(0, 1, even): 1,
        Cell(1, 1, Bin(10, 9227)): 1,
        Cell(None, 0, Bin(1, -9228)): 1,
        Cell(1, 0, None): 1,
    }
    assert hiring.rows == {"current": 5}


def test_sums_are_those_of_the_rows(hiring: Scores) -> None:
    """Of one row with probability 0.5: 0.5, its square, twice the logarithm of a half, itself as least and greatest."""
    half = math.log(0.5)
    assert hiring.whole[Cell(0, 1, Bin(5, 0))] == Tally(1, 0.5, 0.25, half, half, 0.5, 0.5)


def test_the_logarithm_of_zero_is_that_of_the_least_probability(hiring: Scores) -> None:
    """A certain mistake costs 36.04, as it does in scikit-learn, not infinity."""
    assert hiring.whole[Cell(1, 1, Bin(10, 9227))].complement_logs == pytest.approx(-36.0437, abs=1e-4)
    assert hiring.whole[Cell(None, 0, Bin(1, -9228))].logs == pytest.approx(-36.0437, abs=1e-4)


def test_a_row_without_a_probability_is_counted_in_no_bin(hiring: Scores) -> None:
    """It has a truth and a prediction all the same."""
    assert hiring.whole[Cell(1, 0, None)] == Tally(1)


def test_each_group_is_counted_and_adds_up_to_the_whole(hiring: Scores) -> None:
    """Two women, two men, one of whom nobody knows."""
    rows = {slice_: sum(tally.rows for tally in tallies.values()) for slice_, tallies in hiring.slices.items()}
    assert rows == {WHOLE: 5, ("sex", "f"): 2, ("sex", "m"): 2, ("sex", None): 1}


def test_the_newest_label_is_that_of_the_newest_labelled_row(hiring: Scores) -> None:
    """The row of 9 January has no label yet."""
    assert hiring.newest == datetime(2018, 1, 2, tzinfo=UTC).timestamp()


def test_without_a_column_of_time_nothing_is_newest(view_of: ViewOf, cache: StatisticsCache) -> None:
    """No time is invented."""
    assert ScoresPlan((), "apt", "hired").measure(Sources({"current": view_of(HIRING)}), cache).newest is None


def test_what_is_not_asked_for_is_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Without columns of truth, prediction and probability all rows are in one cell."""
    assert ScoresPlan().measure(Sources({"current": view_of(HIRING)}), cache).slices == {
        WHOLE: {Cell(None, None, None): Tally(5)}
    }


def test_combinations_are_counted_beside_each_column(view_of: ViewOf, cache: StatisticsCache) -> None:
    """By their values, whatever stands in these: a blank one is none, and no separator makes two combinations one."""
    columns = {"sex": ["f", "f", "m", None, "f & a"], "race": ["a & b", "a & b", " ", "a", "b"], "age": [9, 9, 9, 9, 9]}
    plan = ScoresPlan(("sex", "race", "age"), together=(("sex", "race"), ("sex", "race", "age")))
    scores = plan.measure(Sources({"current": view_of(columns)}), cache)

    rows = {part: sum(tally.rows for tally in cells.values()) for part, cells in scores.parts("sex", "race").items()}
    assert rows == {("f", "a & b"): 2, ("m", None): 1, (None, "a"): 1, ("f & a", "b"): 1}
    assert ("f", "a & b", "9") in scores.parts("sex", "race", "age")
    assert scores.parts("race").keys() == {("a & b",), (None,), ("a",), ("b",)}
    assert scores.rows == {"current": 5}


def test_groups_are_named_as_python_writes_their_values(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A code, a flag and a number with NaN, which is no group."""
    columns = {"code": [1, 1, 2], "flag": [True, False, True], "number": [1.5, math.nan, 2.5]}
    slices = ScoresPlan(("code", "flag", "number")).measure(Sources({"current": view_of(columns)}), cache).slices
    assert slices.keys() == {
        WHOLE,
        ("code", "1"),
        ("code", "2"),
        ("flag", "True"),
        ("flag", "False"),
        ("number", "1.5"),
        ("number", "2.5"),
        ("number", None),
    }


def test_missing_labels_and_nan_labels_share_a_cell(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A null and a NaN are both missing; a probability of NaN is missing too, whatever the file's statistics say."""
    columns = {"y": [None, math.nan, 1.0, 1.0], "p": [0.5, 0.5, 0.0, math.nan]}
    cells = ScoresPlan((), "y", None, "p").measure(Sources({"current": view_of(columns)}), cache).whole
    assert {cell: tally.rows for cell, tally in cells.items()} == {
        Cell(None, None, Bin(5, 0)): 2,
        Cell(1.0, None, Bin(1, -9228)): 1,
        Cell(1.0, None, None): 1,
    }


def test_tenths_are_closed_above_as_in_scikit_learn(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A probability of 0.3 is in (0.2, 0.3], and 0 in [0, 0.1]."""
    columns = {"p": [0.0, 0.1, 0.11, 0.3, 0.31, 0.6, 0.7, 1.0]}
    cells = ScoresPlan(probability="p").measure(Sources({"current": view_of(columns)}), cache).whole
    assert sorted(cell.bin.tenth for cell in cells if cell.bin) == [1, 1, 2, 3, 4, 6, 7, 10]


def test_probabilities_of_three_decimals_have_a_bin_each(view_of: ViewOf, cache: StatisticsCache) -> None:
    """So their order is known, and what depends on it exact."""
    columns = {"p": [place / 1000 for place in range(1001)]}
    cells = ScoresPlan(probability="p").measure(Sources({"current": view_of(columns)}), cache).whole
    assert len(cells) == 1001
    assert all(tally.low == tally.high for tally in cells.values())


@pytest.mark.parametrize("value", [-0.1, 1.5, math.inf])
def test_a_score_that_is_no_probability_is_refused(value: float, view_of: ViewOf, cache: StatisticsCache) -> None:
    """A margin taken for a probability would give a Brier score above 1."""
    with pytest.raises(CheckError, match="column 'p' holds values below 0 or above 1: no probabilities"):
        ScoresPlan(probability="p").measure(Sources({"current": view_of({"p": [0.5, value]})}), cache)


def test_an_empty_window_is_no_data(view_of: ViewOf, cache: StatisticsCache) -> None:
    """No rows is not an accuracy of zero."""
    view = view_of({"p": [0.5]})
    empty = replace(view, table=view.table.filter(view.table.p > 1))
    with pytest.raises(NoDataError, match="the reference window holds no rows"):
        ScoresPlan(probability="p").measure(Sources({"reference": empty}), cache)


def test_too_many_cells_name_the_columns(
    monkeypatch: pytest.MonkeyPatch, view_of: ViewOf, cache: StatisticsCache
) -> None:
    """A column of amounts taken for one of classes is refused before it fills the memory."""
    monkeypatch.setattr(score_plan, "MAX_CELLS", 2)
    view = view_of({"sex": ["f"] * 9, "wage": list(range(9)), "hired": [1] * 9})
    with pytest.raises(CheckError, match="over 2 combinations of sex, wage, hired: groups and classes are few"):
        ScoresPlan(("sex",), "wage", "hired").measure(Sources({"current": view}), cache)


def test_what_is_kept_is_counted_once(view_of: ViewOf, cache: DiskCache) -> None:
    """The second time the answer comes from the cache, as equal as it was."""
    view = view_of(HIRING)
    first = PLAN.kept("reference", view, cache)
    assert len(list(cache.folder.iterdir())) == 1
    nothing = replace(view, table=view.table.filter(view.table.p > 1))
    assert PLAN.kept("reference", nothing, cache) == first


def test_rows_without_a_fingerprint_are_never_kept(view_of: ViewOf, cache: DiskCache) -> None:
    """Nobody could tell when they change."""
    view = view_of(HIRING)
    PLAN.kept("reference", replace(view, fingerprint=None), cache)
    assert not cache.folder.exists()


def test_partitions_counted_apart_merge_to_the_whole(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Three rows and two rows are the five."""
    first, second = ({name: values[part] for name, values in HIRING.items()} for part in (slice(3), slice(3, None)))
    one = PLAN.measure(Sources({"current": view_of(first, "first")}), cache)
    two = PLAN.measure(Sources({"current": view_of(second, "second")}), cache)
    assert one.merge(two) == PLAN.measure(Sources({"current": view_of(HIRING)}), cache)
