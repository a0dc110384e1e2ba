import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from dte_exporter.errors import CheckError, NoDataError
from dte_exporter.statistics.moments import Moments
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.residuals import plan as residual_plan
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.residuals.powers import Powers
from dte_exporter.statistics.residuals.residuals import Errors
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]

RENTS: Mapping[str, list[Any]] = {
    "town": ["a", "a", "a", "b", "b"],
    "rent": [2.0, 4.0, 0.0, None, 8.0],
    "guess": [3.0, 3.0, 1.0, 5.0, math.inf],
    "day": [datetime(2018, 1, day, tzinfo=UTC) for day in (1, 3, 2, 9, 4)],
}


def test_sums_are_those_worked_by_hand(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Residuals 1, -1, 1: absolute 3, squares 3, shares 1/2 and 1/4, a label of 0; means of labels 2, guesses 7/3."""
    residuals = ResidualsPlan((), "rent", "guess").measure(Sources({"current": view_of(RENTS)}), cache)
    errors = residuals.whole
    assert (errors.rows, errors.labelled, errors.measured, errors.zeros) == (5, 4, 3, 1)
    assert (errors.errors, errors.absolute, errors.squares, errors.shares) == (1.0, 3.0, 3.0, 0.75)
    assert (errors.fourths, errors.share_squares) == (3.0, 0.3125)
    assert errors.powers == Powers(8 + 64, 16 + 256, 2 + 4, 4 + 16)
    assert errors.truth.mean == 2.0
    assert errors.truth.squares == pytest.approx(8.0, abs=1e-14)
    assert errors.prediction.mean == pytest.approx(7 / 3, abs=1e-15)
    assert errors.prediction.squares == pytest.approx(8 / 3, abs=1e-14)


def test_what_is_too_large_to_be_squared_again_has_no_sum_of_it(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A residual of 1e80 has a square of 1e160, whose square is no double; one of 1e-80 has one that is 0."""
    for guess, fourths in ((1e80, math.inf), (1e-80, 0.0)):
        view = view_of({"rent": [0.0, 2.0], "guess": [guess, 2.0]})
        errors = ResidualsPlan((), "rent", "guess").measure(Sources({"current": view}), cache).whole
        assert errors.fourths == fourths
        assert errors.squares == pytest.approx(guess**2)


@pytest.mark.parametrize("label", [1e80, 1e-80])
def test_labels_whose_powers_no_double_holds_are_0_in_sums_of_them(
    label: float, view_of: ViewOf, cache: StatisticsCache
) -> None:
    """An engine may fail of them; that they were there is told by the sum of their squares."""
    view = view_of({"rent": [label, 2.0], "guess": [label, 3.0]})
    errors = ResidualsPlan((), "rent", "guess").measure(Sources({"current": view}), cache).whole
    assert errors.powers == Powers(8.0, 16.0, 2.0, 4.0)
    assert (errors.powers.about_mean(errors.truth, errors.squares) is None) == (label > 1)


def test_powers_about_the_mean_are_those_of_the_rows() -> None:
    """Labels 2, 4, 6 lie 2, 0, 2 from theirs: 32; with residuals 1, -1, 3 squared 4 + 0 + 36."""
    powers = Powers(8 + 64 + 216, 16 + 256 + 1296, 2 + 4 + 54, 4 + 16 + 324)
    assert powers.about_mean(Moments(3, 4.0, 8.0), 11.0) == (32.0, 40.0)


def test_a_group_in_which_nothing_can_be_measured_is_still_counted(view_of: ViewOf, cache: StatisticsCache) -> None:
    """In town b one label is missing and one guess infinite."""
    residuals = ResidualsPlan(("town",), "rent", "guess").measure(Sources({"current": view_of(RENTS)}), cache)
    assert residuals.parts("town")[("b",)] == Errors(rows=2, labelled=1, predicted=1)
    assert residuals.rows == {"current": 5}


def test_the_newest_label_is_that_of_the_newest_labelled_row(view_of: ViewOf, cache: StatisticsCache) -> None:
    """The row of 9 January has no rent yet; without a column of time nothing is newest."""
    view = view_of(RENTS)
    dated = ResidualsPlan(("town",), "rent", "guess", "day").measure(Sources({"current": view}), cache)
    assert dated.newest == datetime(2018, 1, 4, tzinfo=UTC).timestamp()
    assert ResidualsPlan((), "rent", "guess").measure(Sources({"current": view}), cache).newest is None


def test_a_label_of_nan_is_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """It is neither labelled nor measured."""
    view = view_of({"rent": [math.nan, 1.0, 2.0], "guess": [1.0, 1.0, math.nan]})
    errors = ResidualsPlan((), "rent", "guess").measure(Sources({"current": view}), cache).whole
    assert (errors.rows, errors.labelled, errors.measured) == (3, 2, 1)


@pytest.mark.parametrize("dimensions", [(), ("town",)])
def test_an_empty_window_is_no_data(dimensions: tuple[str, ...], view_of: ViewOf, cache: StatisticsCache) -> None:
    """No rows is not an error of zero."""
    view = view_of(RENTS)
    empty = replace(view, table=view.table.filter(view.table.guess > math.inf), fingerprint=None)
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        ResidualsPlan(dimensions, "rent", "guess").measure(Sources({"current": empty}), cache)


def test_too_many_groups_name_the_columns(
    monkeypatch: pytest.MonkeyPatch, view_of: ViewOf, cache: StatisticsCache
) -> None:
    """A column of keys taken for one of groups is refused before it fills the memory."""
    monkeypatch.setattr(residual_plan, "MAX_CELLS", 1)
    with pytest.raises(CheckError, match="over 1 combinations of town: groups are few"):
        ResidualsPlan(("town",), "rent", "guess").measure(Sources({"current": view_of(RENTS)}), cache)


def test_partitions_measured_apart_merge_to_the_whole(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Two rows and three rows are the five."""
    plan = ResidualsPlan(("town",), "rent", "guess", "day")
    first, second = ({name: values[part] for name, values in RENTS.items()} for part in (slice(2), slice(2, None)))
    one = plan.measure(Sources({"current": view_of(first, "first")}), cache)
    two = plan.measure(Sources({"current": view_of(second, "second")}), cache)
    both, whole = one.merge(two), plan.measure(Sources({"current": view_of(RENTS)}), cache)

    assert replace(both, cells={}) == replace(whole, cells={})
    for groups, errors in whole.cells.items():
        assert both.cells[groups].prediction.mean == pytest.approx(errors.prediction.mean)
        assert both.cells[groups].prediction.squares == pytest.approx(errors.prediction.squares)
        assert replace(both.cells[groups], prediction=errors.prediction) == errors
