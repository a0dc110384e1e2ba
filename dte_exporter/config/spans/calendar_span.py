"""Spans that the calendar of a time zone has: a day, a week from Monday on, a month."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dte_exporter.config.spans.span import Span
from dte_exporter.wall_clock import start_of

_DAY = timedelta(days=1)


class Calendar(StrEnum):
    """The span that ended last; a week is one of ISO 8601, from Monday on."""

    YESTERDAY = "yesterday"
    LAST_WEEK = "last week"
    LAST_MONTH = "last month"

    def before(self, moment: datetime, timezone: str) -> Span:
        """Return the newest of these spans that is over at `moment`, by the calendar of `timezone`.

        Its hours are those that the clocks there count: a day has 23 to 25 of them.
        """
        end = self._first_day(moment.astimezone(ZoneInfo(timezone)).date())
        return Span(start_of(self._first_day(end - _DAY), timezone), start_of(end, timezone))

    def _first_day(self, day: date) -> date:
        """Return the first day of the span that `day` is in."""
        match self:
            case Calendar.LAST_WEEK:
                return day - day.weekday() * _DAY
            case Calendar.LAST_MONTH:
                return day.replace(day=1)
        return day
