"""When a period of the law ends, by Regulation (EEC, Euratom) No 1182/71, which counts the periods of the GDPR.

Art. 3(1): the day, or the hour, of the event is no part of the period. Art. 3(2)(c): a period in months ends with the
last hour of the day of the same number, or of the last day of a month that has no such day. Art. 3(4): where that day
is a public holiday, a Sunday or a Saturday, it ends with the last hour of the next working day, unless the period is
one of hours. So the European Data Protection Board counts: a request of 5 March is answered by 5 April (Guidelines
01/2022 on the right of access, section 5.3).
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dte_exporter.checks.compliance.calendar.working_days import WorkingDays
from dte_exporter.config.governance.calendar_words import Period

ANSWER_MONTHS = 1
"""Months in which a request is answered: Art. 12(3), first sentence."""

EXTENDED_MONTHS = 3
"""The same, once extended by two further months: Art. 12(3), second sentence."""

NOTICE_MONTHS = 1
"""Months in which people are told of data that came from elsewhere: Art. 14(3)(a)."""

NOTIFICATION_HOURS = 72
"""Hours in which a breach is notified: Art. 33(1)."""


def months_after(day: date, months: int) -> date:
    """Return the day of the same number `months` after `day`, or the last day of a month that has no such day."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def last_day(received: date, months: int, working: WorkingDays, paused: int = 0) -> date:
    """Return the last day of a period of `months` that runs from the day of an event.

    Parameters
    ----------
    received : date
        The day of the event, where the controller is.
    months : int
        The length of the period.
    working : WorkingDays
        The working days of the controller's country.
    paused : int
        Days for which the period stood still, as while an identity is in doubt; they are added before the end is moved
        to a working day (Guidelines 01/2022, section 5.3, speak of a suspension and leave open how to count it).
    """
    return working.on_or_after(months_after(received, months) + timedelta(days=paused))


def hours_after(moment: datetime, hours: int) -> datetime:
    """Return the end of a period of `hours` that runs from the full hour after `moment`, on week-ends as on any day."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours + 1)


def day_of(moment: datetime, timezone: str) -> date:
    """Return the day that `moment` falls on in `timezone`."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def end_of(day: date, timezone: str) -> datetime:
    """Return the moment at which the last hour of `day` expires in `timezone`, in UTC."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=ZoneInfo(timezone)).astimezone(UTC)


def end_of_period(day: date, period: Period) -> date:
    """Return the last day of `period` that runs from `day`. It is not moved: nothing has to be done on it."""
    return months_after(day, period.months) + timedelta(days=period.days)


def over_by(today: date, period: Period) -> date:
    """Return the latest day from which on `period` is over today, that is ended yesterday or before."""
    start = months_after(today, -period.months) - timedelta(days=period.days)
    while end_of_period(start + timedelta(days=1), period) < today:
        start += timedelta(days=1)
    while end_of_period(start, period) >= today:
        start -= timedelta(days=1)
    return start
