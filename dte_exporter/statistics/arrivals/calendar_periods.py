"""Periods of the calendar in a time zone, one after the other, told by the instants at which they begin."""

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dte_exporter.wall_clock import start_of

Period = Literal["hour", "day", "week"]
"""What rows are counted by; a week begins on Monday."""

HOUR = timedelta(hours=1)
LENGTHS: dict[Period, timedelta] = {"hour": HOUR, "day": timedelta(days=1), "week": timedelta(weeks=1)}
"""How long they are, but for days on which clocks change."""

Season = tuple[int, ...]
"""What periods that are held against each other have in common: the weekday (0 is Monday), and of hours the hour."""


def running(period: Period, moment: datetime, timezone: str) -> datetime:
    """Return when the `period` began that `moment` lies in, in UTC."""
    local = moment.astimezone(ZoneInfo(timezone))
    if period == "hour":
        return (
            local - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        ).astimezone(UTC)
    return start_of(first_day(period, local.date()), timezone)


def before(period: Period, end: datetime, count: int, timezone: str) -> list[datetime]:
    """Return when the `count` last periods before `end` began, at which one begins, the oldest first; in UTC."""
    if period == "hour":
        return [end - place * HOUR for place in range(count, 0, -1)]
    last = end.astimezone(ZoneInfo(timezone)).date()
    return [start_of(last - place * LENGTHS[period], timezone) for place in range(count, 0, -1)]


def first_day(period: Period, day: date) -> date:
    """Return the first day of the day or week that `day` lies in."""
    return day - timedelta(days=day.weekday()) if period == "week" else day


def season(period: Period, start: datetime, timezone: str) -> Season:
    """Return what the period that begins at `start` has in common with those before it; all weeks are alike."""
    local = start.astimezone(ZoneInfo(timezone))
    return {"hour": (local.weekday(), local.hour), "day": (local.weekday(),), "week": ()}[period]


def days_of(period: Period, start: datetime, timezone: str) -> list[date]:
    """Return the days that the period which begins at `start` lies on."""
    first = start.astimezone(ZoneInfo(timezone)).date()
    return [first + timedelta(days=place) for place in range(7 if period == "week" else 1)]
