import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.quality.volume.past_volumes import Expectation, Volume, expectation, trend

MONDAY, TUESDAY = (0,), (1,)
COUNTS = st.lists(st.integers(0, 10_000), min_size=4, max_size=12)


def of(season: tuple[int, ...], *rows: int) -> list[Volume]:
    """Return periods of one season."""
    return [Volume(one, season) for one in rows]


def test_a_constant_past_has_the_spread_of_poisson() -> None:
    """Four Mondays of 100 rows do not promise 100 rows: 101 are a tenth of a deviation too many."""
    found = expectation(of(MONDAY, 100, 100, 100, 100), MONDAY)

    assert found == Expectation(100, 10.0)
    assert found.score(101) == 0.1


def test_a_wide_past_has_its_own_spread() -> None:
    """Of 60, 80, 100, 120 and 140 the median is 100 and the median deviation 20: times 1.4826."""
    found = expectation(of(MONDAY, 60, 80, 100, 120, 140), MONDAY)

    assert found is not None
    assert [found.rows, found.spread] == pytest.approx([100, 29.652])


def test_a_season_that_happens_to_be_steady_is_as_wide_as_the_others() -> None:
    """The deviations of Tuesdays over the root of 400 are 0, 2, 2, 4, 4; of all nine the median is 0 or 2."""
    tuesdays = of(TUESDAY, 320, 360, 400, 440, 480)
    found = expectation([*of(MONDAY, 100, 100, 100, 100), *tuesdays], MONDAY)

    assert found == Expectation(100, 10.0)
    wider = expectation([*of(MONDAY, 100, 100, 100, 100), *tuesdays, *tuesdays], MONDAY)
    assert wider is not None
    assert [wider.rows, wider.spread] == pytest.approx([100, 1.4826 * 2 * 10])


def test_three_periods_are_no_past() -> None:
    """Nor are any number of another season."""
    assert expectation([*of(MONDAY, 9, 9, 9), *of(TUESDAY, 9, 9, 9, 9)], MONDAY) is None


def test_an_empty_past_can_be_left() -> None:
    """Where nothing ever came one row is one deviation too many."""
    assert expectation(of(MONDAY, 0, 0, 0, 0), MONDAY) == Expectation(0, 1.0)


@given(COUNTS)
def test_the_order_of_the_past_means_nothing(rows: list[int]) -> None:
    """Backwards it lets the same be expected."""
    assert expectation(of(MONDAY, *rows), MONDAY) == expectation(of(MONDAY, *rows[::-1]), MONDAY)


@given(COUNTS)
def test_the_spread_is_never_below_that_of_poisson(rows: list[int]) -> None:
    """So no row more or less alarms by itself."""
    found = expectation(of(MONDAY, *rows), MONDAY)

    assert found is not None
    assert found.spread >= math.sqrt(max(found.rows, 1))


def test_one_doubled_and_one_lost_day_do_not_move_what_is_expected() -> None:
    """Two of eight leave the median between the middle ones."""
    clean, spoilt = (98, 99, 100, 100, 100, 101, 102, 103), (98, 99, 100, 100, 100, 101, 204, 0)

    assert expectation(of(MONDAY, *clean), MONDAY) == expectation(of(MONDAY, *spoilt), MONDAY)


def test_a_trend_is_of_the_sums_of_seasonal_medians() -> None:
    """Mondays went from 100 to 80, Tuesdays from 50 to 40: 120 over 150."""
    weeks = [(100, 50), (100, 50), (80, 40), (80, 40)]

    assert trend([one for monday, tuesday in weeks for one in (*of(MONDAY, monday), *of(TUESDAY, tuesday))]) == 0.8


def test_a_season_that_one_half_hardly_knows_is_left_out_of_the_trend() -> None:
    """The later half has one Tuesday: Mondays alone say that nothing has changed."""
    earlier = [*of(MONDAY, 10, 10), *of(TUESDAY, 90, 90)]

    assert trend([*earlier, *of(MONDAY, 10, 10, 10), *of(TUESDAY, 1)]) == 1


@pytest.mark.parametrize("rows", [(), (5, 5), (0, 0, 5, 5)])
def test_there_is_no_trend_of_too_little_or_from_nothing(rows: tuple[int, ...]) -> None:
    """Neither of two periods, nor from 0 rows on."""
    assert trend(of(MONDAY, *rows)) is None


@given(st.lists(st.integers(1, 1_000), min_size=8, max_size=20), st.integers(2, 50))
def test_a_trend_does_not_depend_on_the_unit(rows: list[int], times: int) -> None:
    """A table of so many times the rows has the same."""
    assert trend(of(MONDAY, *(times * one for one in rows))) == pytest.approx(trend(of(MONDAY, *rows)))
