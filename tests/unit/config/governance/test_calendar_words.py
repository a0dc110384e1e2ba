"""Days, lengths of time by the calendar, and countries."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from dte_exporter.config.governance.calendar_words import (
    CalendarPeriod,
    Day,
    Period,
    parse_country,
    parse_day,
    parse_period,
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("P3Y", Period(36, 0)),
        ("P18M", Period(18, 0)),
        ("P1Y6M", Period(18, 0)),
        ("P6W", Period(0, 42)),
        ("P30D", Period(0, 30)),
        ("P1M2D", Period(1, 2)),
    ],
)
def test_a_length_of_time_is_months_and_days(text: str, period: Period) -> None:
    """A year is twelve months, a week seven days; months are not turned into days."""
    assert parse_period(text) == period
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("text", ["3y", "P", "P0D", "PT5H", "P1.5Y", "-P1Y", "", 3, None])
def test_what_is_no_length_of_time_is_refused(text: object) -> None:
    """Neither is nothing, nor hours, nor a fraction, nor a number."""
    with pytest.raises(ValueError, match="as ISO 8601 does: P3Y for three years"):
        parse_period(text)


def test_days_are_days_of_the_calendar() -> None:
    """29 February is there every fourth year."""
    assert parse_day("2028-02-29") == date(2028, 2, 29)
    with pytest.raises(ValueError, match="write a day of the calendar as 2026-01-31"):
        parse_day("2026-02-29")


def test_countries_are_two_capital_letters() -> None:
    """Not a name, not three letters."""
    assert parse_country("IE") == "IE"
    with pytest.raises(ValueError, match="in two capital letters"):
        parse_country("Ireland")


def test_what_was_read_once_is_not_read_again() -> None:
    """A model that is made of values takes them as they are."""
    assert TypeAdapter(Day).validate_python(date(2026, 1, 31)) == date(2026, 1, 31)
    assert TypeAdapter(CalendarPeriod).validate_python(Period(1, 0)) == Period(1, 0)
