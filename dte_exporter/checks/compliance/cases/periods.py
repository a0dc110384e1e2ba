"""Ends of periods by working days, for a query: the days on which something can be done stand in it as a table."""

from datetime import date, timedelta

from dte_exporter.checks.compliance.calendar.working_days import SATURDAY, WorkingDays
from dte_exporter.checks.compliance.cases.days import calendar_of
from dte_exporter.statistics.written import Asked

FIRST_YEAR = 2018
"""The year from which on holidays stand in a query: the GDPR applies since 25 May 2018."""


def working_days(asked: Asked) -> str:
    """Return the table ``working`` of a query: every working day from `FIRST_YEAR` to the end of next year."""
    first, last = date(FIRST_YEAR, 1, 1), date(asked.now.year + 1, 12, 31)
    working = WorkingDays(calendar_of(asked).country, calendar_of(asked).subdivision)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    free = [f"DATE '{day}'" for day in days if day.weekday() < SATURDAY and not working.includes(day)]
    not_free = f"\n    AND day NOT IN ({', '.join(free)})" if free else ""
    return (
        f"working AS ( -- with public holidays from {FIRST_YEAR} on\n"
        f"  SELECT CAST(day AS DATE) AS day FROM GENERATE_SERIES(TIMESTAMP '{first}', TIMESTAMP '{last}', "
        "INTERVAL 1 DAY) AS days(day)\n"
        f"  WHERE ISODOW(day) < 6{not_free}\n"
        ")"
    )


def last_day(received: str, months: int, paused: str = "0") -> str:
    """Return the last day of a period of `months` from the day `received`, moved to a working day; see `deadlines`."""
    still = "" if paused == "0" else f" + TO_DAYS(CAST({paused} AS INTEGER))"
    return f"(SELECT MIN(day) FROM working WHERE day >= {received} + INTERVAL {months} MONTH{still})"
