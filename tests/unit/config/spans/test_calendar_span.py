from datetime import UTC, datetime, timedelta

import pytest

from dte_exporter.config.spans.calendar_span import Calendar
from dte_exporter.config.spans.span import Span

BERLIN = "Europe/Berlin"
"""Clocks go from 2:00 to 3:00 on Sunday 29 March 2026, and from 3:00 to 2:00 on Sunday 25 October; both at 1:00 UTC."""


def at(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("calendar", "now", "start", "end", "hours"),
    [
        ("yesterday", "2026-03-30T08:00", "2026-03-28T23:00", "2026-03-29T22:00", 23),
        ("yesterday", "2026-10-26T08:00", "2026-10-24T22:00", "2026-10-25T23:00", 25),
        ("yesterday", "2026-07-01T21:59", "2026-06-29T22:00", "2026-06-30T22:00", 24),
        ("yesterday", "2026-07-01T22:00", "2026-06-30T22:00", "2026-07-01T22:00", 24),
        ("last week", "2026-03-29T21:59", "2026-03-15T23:00", "2026-03-22T23:00", 168),  # still Sunday
        ("last week", "2026-03-29T22:00", "2026-03-22T23:00", "2026-03-29T22:00", 167),  # Monday has begun
        ("last week", "2026-10-28T08:00", "2026-10-18T22:00", "2026-10-25T23:00", 169),
        ("last week", "2027-01-03T12:00", "2026-12-20T23:00", "2026-12-27T23:00", 168),  # week 53 is not over
        ("last week", "2027-01-04T12:00", "2026-12-27T23:00", "2027-01-03T23:00", 168),  # it is, and was of two years
        ("last month", "2026-04-01T08:00", "2026-02-28T23:00", "2026-03-31T22:00", 31 * 24 - 1),
        ("last month", "2026-11-30T08:00", "2026-09-30T22:00", "2026-10-31T23:00", 31 * 24 + 1),
        ("last month", "2026-03-31T08:00", "2026-01-31T23:00", "2026-02-28T23:00", 28 * 24),
        ("last month", "2028-03-01T08:00", "2028-01-31T23:00", "2028-02-29T23:00", 29 * 24),
        ("last month", "2026-01-01T08:00", "2025-11-30T23:00", "2025-12-31T23:00", 31 * 24),
    ],
)
def test_the_span_that_is_over_is_one_of_the_zones_calendar(
    calendar: str, now: str, start: str, end: str, hours: int
) -> None:
    """With as many hours as clocks there counted; a week begins on Monday, a month on its first day."""
    found = Calendar(calendar).before(at(now), BERLIN)

    assert found == Span(at(start), at(end))
    assert at(end) - at(start) == timedelta(hours=hours)


def test_another_zone_is_in_another_day() -> None:
    """At noon in UTC on the last day of May it is June already on Kiritimati, and so May is over."""
    noon = at("2026-05-31T12:00")

    assert Calendar.LAST_MONTH.before(noon, "Pacific/Kiritimati") == Span(
        at("2026-04-30T10:00"), at("2026-05-31T10:00")
    )
    assert Calendar.LAST_MONTH.before(noon, "UTC") == Span(at("2026-04-01"), at("2026-05-01"))
