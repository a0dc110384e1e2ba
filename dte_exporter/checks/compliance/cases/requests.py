"""The query of requests that were not answered in time: what `Request.is_late` says of each."""

from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, day_of
from dte_exporter.checks.compliance.cases.days import calendar_of, day
from dte_exporter.checks.compliance.cases.periods import last_day, working_days
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.requests_on_time import Params


def late(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the requests that were closed after their last day, or are open after it."""
    rows = asked.own
    dates = ("received", "closed", "extended", "paused", "resumed")
    days = {name: day(asked, rows.instant(column)) for name in dates if (column := getattr(params, name))}
    if "extended" in days:
        days["extended"] = f"CASE WHEN {rows.is_set(params.reasons, otherwise=False)} THEN {days['extended']} END"
    told = ",\n    ".join(f"{day} AS {name}_" for name, day in days.items())
    columns = rows.columns(params.right, params.received, params.closed)
    today = f"DATE '{day_of(asked.now, calendar_of(asked).timezone)}'"
    return (
        f"WITH {working_days(asked)},\n"
        f"told AS (\n  SELECT {columns},\n    {rows.is_set(params.refused, otherwise=False)} AS refused_,\n    {told}\n"
        f"  FROM {rows}\n),\n"
        f"first AS (SELECT r.*, {_end(ANSWER_MONTHS, params)} AS first_ FROM told AS r),\n"
        f"last AS (SELECT r.*, {_last_day(params)} AS last_ FROM first AS r)\n"
        f"SELECT {columns}, last_ AS last_day\nFROM last AS r\nWHERE COALESCE(closed_, {today}) > last_"
    )


def _last_day(params: "Params") -> str:
    """Return the last day on which a request can be answered; null while it waits for the person."""
    if not params.extended:
        return "first_"
    end = _end(EXTENDED_MONTHS, params)
    return f"CASE WHEN NOT refused_ AND extended_ <= first_\n  THEN {end}\n  ELSE first_ END"


def _end(months: int, params: "Params") -> str:
    end = last_day("received_", months)
    if not params.paused:
        return end
    moved = last_day("received_", months, "GREATEST(0, COALESCE(resumed_, closed_) - paused_)")
    return (
        f"CASE WHEN COALESCE(paused_ > {end}, TRUE) THEN {end}\n"
        f"    WHEN COALESCE(resumed_, closed_) IS NOT NULL THEN {moved} END"
    )
