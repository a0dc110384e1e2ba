from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.compliance.calendar.deadlines import day_of, end_of, hours_after, last_day, months_after
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays

IRELAND, GERMANY = WorkingDays("IE"), WorkingDays("DE")
DAYS = st.dates(date(2018, 5, 25), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2024, 3, 5), date(2024, 4, 5)),  # the Board's own example: until and including 5 April
        (date(2018, 8, 31), date(2018, 9, 30)),  # its other one: September has no 31st
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),  # a leap year
        (date(2024, 2, 29), date(2024, 3, 29)),  # the same number, not the month's last day
        (date(2024, 12, 31), date(2025, 1, 31)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_the_last_one(received: date, expected: date) -> None:
    """Regulation 1182/71, Art. 3(2)(c), by hand."""
    assert months_after(received, 1) == expected


@pytest.mark.parametrize(
    ("received", "working", "expected"),
    [
        (date(2024, 3, 5), IRELAND, date(2024, 4, 5)),  # a Friday
        (date(2026, 4, 9), IRELAND, date(2026, 5, 11)),  # 9 May is a Saturday
        (date(2024, 6, 7), IRELAND, date(2024, 7, 8)),  # 7 July is a Sunday
        (date(2026, 1, 31), IRELAND, date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 3, 5), IRELAND, date(2026, 4, 7)),  # 5 April is Easter Sunday, the 6th Easter Monday
        (date(2024, 2, 29), IRELAND, date(2024, 3, 29)),  # Good Friday is no public holiday in Ireland
        (date(2024, 2, 29), GERMANY, date(2024, 4, 2)),  # in Germany it is, and so is Easter Monday, 1 April
        (date(2026, 4, 1), GERMANY, date(2026, 5, 4)),  # 1 May, a Friday
        (date(2025, 12, 6), WorkingDays("DE", "BY"), date(2026, 1, 7)),  # Epiphany, in Bavaria
        (date(2025, 12, 6), WorkingDays("DE", "BE"), date(2026, 1, 6)),  # and not in Berlin
    ],
)
def test_an_end_on_no_working_day_moves_to_the_next(received: date, working: WorkingDays, expected: date) -> None:
    """Regulation 1182/71, Art. 3(4), in the country in which the answer is due: Art. 2(1)."""
    assert last_day(received, 1, working) == expected


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2024, 3, 5), date(2024, 6, 5)),
        (date(2025, 1, 31), date(2025, 4, 30)),  # of the one period of three months, not two months after 28 February
        (date(2024, 11, 30), date(2025, 2, 28)),
        (date(2024, 3, 1), date(2024, 6, 4)),  # Saturday, Sunday and the June bank holiday pass
    ],
)
def test_an_extension_makes_it_one_period_of_three_months(received: date, expected: date) -> None:
    """GDPR Art. 12(3): "that period may be extended by two further months"; it still runs from the receipt."""
    assert last_day(received, 3, IRELAND) == expected


def test_a_pause_adds_its_days_before_the_end_is_moved() -> None:
    """Received 5 March 2024, in doubt for eight days: 13 April is a Saturday, so Monday the 15th."""
    assert last_day(date(2024, 3, 5), 1, IRELAND, paused=8) == date(2024, 4, 15)


def test_the_day_of_receipt_is_that_of_the_controllers_clock() -> None:
    """23:30 in UTC is the same day in Dublin's winter, the next in Berlin's, and the next in Dublin's summer."""
    winter, summer = datetime(2024, 3, 5, 23, 30, tzinfo=UTC), datetime(2024, 7, 31, 23, 30, tzinfo=UTC)
    assert day_of(winter, "Europe/Dublin") == date(2024, 3, 5)
    assert day_of(winter, "Europe/Berlin") == date(2024, 3, 6)
    assert day_of(summer, "Europe/Dublin") == date(2024, 8, 1)


def test_a_change_of_clocks_moves_the_end_of_the_day() -> None:
    """Of a request of 5 March the month began in Irish winter time and ends in summer time, an hour earlier in UTC."""
    assert end_of(date(2024, 3, 5), "Europe/Dublin") == datetime(2024, 3, 6, 0, tzinfo=UTC)
    assert end_of(date(2024, 4, 5), "Europe/Dublin") == datetime(2024, 4, 5, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("aware", "expected"),
    [
        (datetime(2026, 3, 6, 16, 20, tzinfo=UTC), datetime(2026, 3, 9, 17, tzinfo=UTC)),  # Friday to Monday
        (datetime(2026, 3, 6, 16, 0, tzinfo=UTC), datetime(2026, 3, 9, 17, tzinfo=UTC)),  # of the same hour
        (datetime(2026, 3, 27, 10, 30, tzinfo=UTC), datetime(2026, 3, 30, 11, tzinfo=UTC)),  # clocks change on the 29th
        (datetime(2026, 12, 24, 9, 59, tzinfo=UTC), datetime(2026, 12, 27, 10, tzinfo=UTC)),  # over Christmas
    ],
)
def test_hours_run_from_the_next_full_hour_and_through_the_week_end(aware: datetime, expected: datetime) -> None:
    """Regulation 1182/71, Art. 3(1), first sentence, and Art. 3(4), which leaves out periods in hours."""
    assert hours_after(aware, 72) == expected


@given(DAYS, st.sampled_from([1, 3]))
def test_a_period_ends_on_a_working_day_within_a_week_of_the_month(received: date, months: int) -> None:
    """It never ends before the day of the same number, and no Irish or German holiday season is longer."""
    unmoved = months_after(received, months)
    moved = last_day(received, months, GERMANY)
    assert GERMANY.includes(moved)
    assert 0 <= (moved - unmoved).days < 7


@given(DAYS)
def test_who_asks_later_waits_no_less_long(received: date) -> None:
    """The end of the period never goes back as the day of receipt goes on."""
    following = date.fromordinal(received.toordinal() + 1)
    assert last_day(received, 1, IRELAND) <= last_day(following, 1, IRELAND)
