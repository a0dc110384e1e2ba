from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dte_exporter.wall_clock import instant, spans_from, start_of, weeks_before

WARSAW = "Europe/Warsaw"
"""Clocks go from 2:00 to 3:00 on 31 March 2024, and from 3:00 to 2:00 on 27 October."""

ZONES = (
    "UTC",
    WARSAW,
    "Europe/Dublin",  # winter is its deviation from standard time
    "America/New_York",
    "America/Sao_Paulo",  # changes at midnight
    "America/Havana",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # skipped 30 December 2011
    "Africa/Casablanca",  # changes twice within six weeks
)


def utc(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "meant"),
    [
        ("2024-01-15T12:00", "2024-01-15T11:00"),
        ("2024-07-15T12:00", "2024-07-15T10:00"),
        ("2024-03-31T01:59:59", "2024-03-31T00:59:59"),
        ("2024-03-31T02:30", "2024-03-31T01:30"),
        ("2024-03-31T03:00", "2024-03-31T01:00"),
        ("2024-03-31T03:30", "2024-03-31T01:30"),
        ("2024-10-27T01:59:59", "2024-10-26T23:59:59"),
        ("2024-10-27T02:30", "2024-10-27T01:30"),
        ("2024-10-27T03:00", "2024-10-27T02:00"),
    ],
)
def test_a_time_that_clocks_show_twice_or_skip_is_read_by_standard_time(wall: str, meant: str) -> None:
    """Of two half past two it is the second, and one that is skipped is half past three."""
    assert instant(datetime.fromisoformat(wall), WARSAW) == utc(meant)


WALLS = st.datetimes(datetime(1996, 1, 1), datetime(2025, 12, 31))
CHANGES = st.builds(
    lambda base, minutes: base + timedelta(minutes=minutes),
    st.sampled_from(
        [
            datetime(2024, 3, 31, 2),
            datetime(2024, 10, 27, 2),
            datetime(2024, 3, 10, 2),
            datetime(2024, 11, 3, 1),
            datetime(2018, 11, 4),
            datetime(2018, 2, 17, 23),
            datetime(2024, 4, 7, 2),
            datetime(2024, 10, 6, 2),
            datetime(2011, 12, 30),
            datetime(2024, 3, 10, 3),
            datetime(2024, 4, 14, 2),
        ]
    ),
    st.integers(-1500, 1500),
)


@given(st.sampled_from(ZONES[:-1]), WALLS | CHANGES)
def test_times_are_read_as_duckdb_reads_them(timezone: str, wall: datetime) -> None:
    """Around every kind of change; of Morocco's future two editions of the zone database tell different things."""
    ((meant,),) = duckdb.execute("select epoch_us(timezone(?, ?))", [timezone, wall]).fetchall()
    assert instant(wall, timezone) == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=meant)


@given(st.sampled_from(ZONES), WALLS | CHANGES, st.integers(-1600, 1600))
@example(WARSAW, datetime(2024, 3, 31, 1, 30), 45)
@example(WARSAW, datetime(2024, 3, 31, 1, 30), 100)
@example(WARSAW, datetime(2024, 10, 27, 0, 30), 100)
def test_a_time_lies_in_the_spans_from_a_moment_if_it_means_it_or_a_later_one(
    timezone: str, near: datetime, minutes: int
) -> None:
    """Each time is asked as `instant` reads it, within a day before and after the moment."""
    moment = near.replace(tzinfo=UTC)
    wall = near + timedelta(minutes=minutes)
    inside = any(start <= wall and (end is None or wall < end) for start, end in spans_from(moment, timezone))
    assert inside == (instant(wall, timezone) >= moment)


def test_there_are_two_spans_while_skipped_times_overlap_the_changed_clock() -> None:
    """From 1:15 UTC on the skipped times from 2:15 count, and those from 3:15 on, but not those between."""
    moment = utc("2024-03-31T01:15")
    wall = datetime(2024, 3, 31, 2, 15), datetime(2024, 3, 31, 3), datetime(2024, 3, 31, 3, 15)
    assert spans_from(moment, WARSAW) == (wall[:2], (wall[2], None))


@pytest.mark.parametrize(("day", "hours"), [(date(2024, 3, 31), 23), (date(2024, 10, 27), 25), (date(2024, 5, 1), 24)])
def test_a_day_starts_at_midnight_and_is_as_long_as_its_clocks_make_it(day: date, hours: int) -> None:
    """23 hours in spring, 25 in autumn."""
    assert start_of(day + timedelta(days=1), WARSAW) - start_of(day, WARSAW) == timedelta(hours=hours)
    assert start_of(day, WARSAW).astimezone(ZoneInfo(WARSAW)).hour == 0


def test_a_day_whose_midnight_is_skipped_starts_as_the_clocks_change() -> None:
    """In São Paulo 4 November 2018 began at one o'clock, at 3:00 UTC."""
    assert start_of(date(2018, 11, 4), "America/Sao_Paulo") == utc("2018-11-04T03:00")


@pytest.mark.parametrize("timezone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("wall", [datetime.min, datetime.max])
def test_the_ends_of_the_calendar_are_moments_too(timezone: str, wall: datetime) -> None:
    """They are written for *always*, and nothing lies beyond them."""
    moment = instant(wall, timezone)
    ((start, end),) = spans_from(moment, timezone)
    assert abs(start - wall) <= timedelta(hours=15)
    assert end is None


@pytest.mark.parametrize(
    ("moment", "weeks", "meant"),
    [
        ("2024-04-03T10:00", 1, "2024-03-27T11:00"),  # noon in summer and noon in winter
        ("2024-04-07T00:30", 1, "2024-03-31T01:30"),  # half past two, which that night skipped
        ("2024-11-03T01:30", 1, "2024-10-27T00:30"),  # half past two, which that night showed twice
        ("2024-10-27T01:30", 52, "2023-10-29T00:30"),  # the second of two is of the first a year ago
        ("2024-11-03T01:30", 2, "2024-10-20T00:30"),
    ],
)
def test_a_week_before_clocks_showed_the_same(moment: str, weeks: int, meant: str) -> None:
    """A week is one of the calendar, whatever hours clocks skipped or showed twice in it."""
    assert weeks_before(utc(moment), weeks, WARSAW) == utc(meant)
