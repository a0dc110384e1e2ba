from datetime import UTC, date, datetime

from dte_exporter.statistics.arrivals.calendar_periods import before, days_of, running, season

BERLIN, KOLKATA = "Europe/Berlin", "Asia/Kolkata"


def test_a_period_begins_where_the_zone_says() -> None:
    """At 23:30 UTC it is half past midnight of Monday in Berlin, and five in the morning in Kolkata."""
    moment = datetime(2018, 11, 4, 23, 30, 5, 7, tzinfo=UTC)

    assert running("day", moment, BERLIN) == datetime(2018, 11, 4, 23, tzinfo=UTC)
    assert running("week", moment, BERLIN) == datetime(2018, 11, 4, 23, tzinfo=UTC)
    assert running("week", moment, "UTC") == datetime(2018, 10, 29, tzinfo=UTC)
    assert running("hour", moment, BERLIN) == datetime(2018, 11, 4, 23, tzinfo=UTC)
    assert running("hour", moment, KOLKATA) == datetime(2018, 11, 4, 23, 30, tzinfo=UTC)


def test_days_on_which_clocks_change_are_longer() -> None:
    """Sunday 28 October 2018 had 25 hours in Berlin."""
    end = running("day", datetime(2018, 10, 29, 12, tzinfo=UTC), BERLIN)

    assert before("day", end, 2, BERLIN) == [
        datetime(2018, 10, 26, 22, tzinfo=UTC),
        datetime(2018, 10, 27, 22, tzinfo=UTC),
    ]
    assert end == datetime(2018, 10, 28, 23, tzinfo=UTC)


def test_hours_and_weeks_follow_each_other() -> None:
    """The oldest first, the last right before the end."""
    end = datetime(2018, 11, 5, tzinfo=UTC)

    assert [one.hour for one in before("hour", end, 3, "UTC")] == [21, 22, 23]
    assert [one.day for one in before("week", end, 2, "UTC")] == [22, 29]


def test_seasons_are_weekdays_and_hours() -> None:
    """Of the place, not of Greenwich; all weeks are alike."""
    start = datetime(2018, 11, 4, 23, tzinfo=UTC)

    assert season("day", start, BERLIN) == (0,)
    assert season("hour", start, BERLIN) == (0, 0)
    assert season("week", start, BERLIN) == ()


def test_a_week_lies_on_seven_days() -> None:
    """A day and an hour on one."""
    start = datetime(2018, 11, 4, 23, tzinfo=UTC)

    assert days_of("week", start, BERLIN) == [date(2018, 11, day) for day in range(5, 12)]
    assert days_of("hour", start, BERLIN) == [date(2018, 11, 5)]
