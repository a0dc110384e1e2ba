"""When crontab expressions fire. Dates are worked out from a calendar, not from the code.

2026-01-01 is a Thursday. Clocks in Berlin go forward on 2026-03-29 at 02:00 and back on 2026-10-25 at 03:00.
"""

import re
from datetime import UTC, datetime

import pytest

from dte_exporter.config.crontab import Crontab


def firings(expression: str, start: str, count: int, timezone: str = "UTC") -> list[str]:
    """Return the next `count` firings after `start`."""
    crontab, after, found = Crontab(expression, timezone), datetime.fromisoformat(start), []
    for _ in range(count):
        after = crontab.next(after)
        found.append(after.isoformat(timespec="minutes"))
    return found


def test_0_is_sunday() -> None:
    """APScheduler would fire on Monday."""
    assert firings("0 3 * * 0", "2026-01-01T00:00+00:00", 2) == ["2026-01-04T03:00+00:00", "2026-01-11T03:00+00:00"]


@pytest.mark.parametrize("weekday", ["0", "7", "sun", "SUN"])
def test_sunday_has_four_spellings(weekday: str) -> None:
    """0, 7 and the name in any case are one day."""
    assert firings(f"0 3 * * {weekday}", "2026-01-01T00:00+00:00", 1) == ["2026-01-04T03:00+00:00"]


@pytest.mark.parametrize("weekdays", ["1-5", "mon-fri", "1,2,3,4,5", "1-3,thu-fri"])
def test_working_days_leave_out_the_weekend(weekdays: str) -> None:
    """Friday the 2nd is followed by Monday the 5th."""
    expected = ["2026-01-02T09:00+00:00", "2026-01-05T09:00+00:00", "2026-01-06T09:00+00:00"]
    assert firings(f"0 9 * * {weekdays}", "2026-01-01T10:00+00:00", 3) == expected


def test_a_range_up_to_7_ends_on_sunday() -> None:
    """5-7 is Friday, Saturday, Sunday."""
    expected = ["2026-01-02T00:00+00:00", "2026-01-03T00:00+00:00", "2026-01-04T00:00+00:00", "2026-01-09T00:00+00:00"]
    assert firings("0 0 * * 5-7", "2026-01-01T00:00+00:00", 4) == expected


def test_steps_count_from_the_start_of_their_range() -> None:
    """10-40/15 is 10, 25 and 40."""
    assert firings("10-40/15 6 1 1 *", "2026-01-01T00:00+00:00", 3) == [
        "2026-01-01T06:10+00:00",
        "2026-01-01T06:25+00:00",
        "2026-01-01T06:40+00:00",
    ]


def test_a_number_with_a_step_runs_to_the_end() -> None:
    """30/20 is 30 and 50."""
    expected = ["2026-01-01T00:30+00:00", "2026-01-01T00:50+00:00", "2026-01-01T01:30+00:00"]
    assert firings("30/20 * * * *", "2026-01-01T00:00+00:00", 3) == expected


def test_weekday_steps_count_from_sunday() -> None:
    """*/2 is Sunday, Tuesday, Thursday and Saturday."""
    expected = ["2026-01-03T00:00+00:00", "2026-01-04T00:00+00:00", "2026-01-06T00:00+00:00", "2026-01-08T00:00+00:00"]
    assert firings("0 0 * * */2", "2026-01-01T00:00+00:00", 4) == expected


def test_months_have_names() -> None:
    """From March on, the next first of feb or jun is in June."""
    assert firings("0 0 1 feb,jun *", "2026-03-01T00:00+00:00", 2) == [
        "2026-06-01T00:00+00:00",
        "2027-02-01T00:00+00:00",
    ]


def test_either_day_will_do_where_both_are_restricted() -> None:
    """The 13th, and every Friday, as crontab(5) says; not only Friday the 13th."""
    expected = ["2026-01-02T00:00+00:00", "2026-01-09T00:00+00:00", "2026-01-13T00:00+00:00", "2026-01-16T00:00+00:00"]
    assert firings("0 0 13 * 5", "2026-01-01T00:00+00:00", 4) == expected


def test_both_days_must_match_where_one_starts_with_a_star() -> None:
    """Odd days that are Fridays: the 9th, the 23rd, then February 13th."""
    expected = ["2026-01-09T00:00+00:00", "2026-01-23T00:00+00:00", "2026-02-13T00:00+00:00"]
    assert firings("0 0 */2 * 5", "2026-01-01T00:00+00:00", 3) == expected


def test_a_leap_day_comes_every_four_years() -> None:
    """2028 is the next leap year."""
    assert firings("0 0 29 2 *", "2026-01-01T00:00+00:00", 1) == ["2028-02-29T00:00+00:00"]


def test_a_firing_is_later_than_what_it_follows() -> None:
    """A second past the minute waits for the next; so does the minute itself."""
    assert Crontab("* * * * *", "UTC").next(datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC)).minute == 1
    assert Crontab("* * * * *", "UTC").next(datetime(2026, 1, 1, tzinfo=UTC)).minute == 1


def test_times_are_of_the_named_zone() -> None:
    """Three in the morning in New York is eight in UTC in winter."""
    fires = Crontab("0 3 * * *", "America/New_York").next(datetime(2026, 1, 1, 12, tzinfo=UTC))
    assert fires.astimezone(UTC) == datetime(2026, 1, 2, 8, tzinfo=UTC)


def test_a_fixed_time_that_clocks_skip_fires_as_much_later() -> None:
    """02:30 does not exist on the day, and is 03:30 by the new time."""
    expected = ["2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00"]
    assert firings("30 2 * * *", "2026-03-28T00:00+01:00", 3, "Europe/Berlin") == expected


def test_a_fixed_time_that_comes_twice_fires_once() -> None:
    """02:30 comes in summer time and an hour later in winter time."""
    expected = ["2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"]
    assert firings("30 2 * * *", "2026-10-25T00:00+02:00", 2, "Europe/Berlin") == expected


def test_every_half_hour_follows_the_clock_forward() -> None:
    """After 01:30 clocks show 03:00."""
    expected = ["2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00"]
    assert firings("*/30 * * * *", "2026-03-29T01:00+01:00", 3, "Europe/Berlin") == expected


def test_every_half_hour_follows_the_clock_back() -> None:
    """The hour from 02:00 comes twice, and so do its halves."""
    assert firings("*/30 * * * *", "2026-10-25T01:30+02:00", 5, "Europe/Berlin") == [
        "2026-10-25T02:00+02:00",
        "2026-10-25T02:30+02:00",
        "2026-10-25T02:00+01:00",
        "2026-10-25T02:30+01:00",
        "2026-10-25T03:00+01:00",
    ]


def test_midnight_after_a_change_of_clocks_is_not_missed() -> None:
    """The day of the change has 23 hours; APScheduler would skip this Monday."""
    assert firings("0 0 * * 1", "2026-03-28T12:00+01:00", 1, "Europe/Berlin") == ["2026-03-30T00:00+02:00"]


@pytest.mark.parametrize(
    ("expression", "problem"),
    [
        ("* * * *", "a crontab expression has five fields: minute, hour, day, month, day of the week"),
        ("@daily", "a crontab expression has five fields: minute, hour, day, month, day of the week"),
        ("60 * * * *", "'60' is no minute: it goes from 0 to 59"),
        ("* 24 * * *", "'24' is no hour: it goes from 0 to 23"),
        ("* * 0 * *", "'0' is no day of the month: it goes from 1 to 31"),
        ("* * * foo *", "'foo' is no month: it goes from 1 to 12"),
        ("* * * * 8", "'8' is no day of the week: it goes from 0 to 7"),
        ("5-1 * * * *", "'5-1' is no minute: its range runs backwards"),
        ("*/0 * * * *", "'*/0' is no minute: write a number, a range, *, or one of them with a /step"),
        ("1- * * * *", "'1-' is no minute: write a number, a range, *, or one of them with a /step"),
        (
            "* * * * mon-fri/x",
            "'mon-fri/x' is no day of the week: write a number, a range, *, or one of them with a /step",
        ),
        ("0 0 30 2 *", "'0 0 30 2 *' never fires: its months have at most 29 days"),
        ("0 0 31 4,6 *", "'0 0 31 4,6 *' never fires: its months have at most 30 days"),
    ],
)
def test_what_cannot_be_read_is_said(expression: str, problem: str) -> None:
    """One sentence names the part, the field and the way out."""
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        Crontab(expression, "UTC")


@pytest.mark.parametrize("timezone", ["Mars/Olympus", "", "../etc/passwd", "Europe"])
def test_a_time_zone_is_a_name_of_the_database(timezone: str) -> None:
    """A path, a folder and nothing at all are none."""
    with pytest.raises(ValueError, match="is no time zone: write a name such as Europe/Paris or UTC"):
        Crontab("* * * * *", timezone)
