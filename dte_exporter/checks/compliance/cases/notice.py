"""The query of people who were not told in time: what `NoticeQuestion` counts, pair by pair."""

from datetime import timedelta
from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import NOTICE_MONTHS, day_of, end_of
from dte_exporter.checks.compliance.cases.days import calendar_of, day
from dte_exporter.checks.compliance.cases.periods import last_day, working_days
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, Written, every, moment, text

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.notice_given import Params


def not_told(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the pairs of person and purpose that were told too late, or not at all."""
    rows, register = asked.own, params.notices
    names = [str(roles.subject), *([params.purpose] if register.purpose and params.purpose else [])]
    keys, time = ", ".join(map(rows.column, names)), rows.instant(roles.time)
    first = f"SELECT {keys}, MIN({time}) AS first_\n  FROM {rows}\n  WHERE {time} IS NOT NULL\n  GROUP BY {keys}"
    people = rows.called("p")
    told = _told(asked, params, people, names)
    columns = ", ".join(map(people.column, names))
    query = (
        f"SELECT {columns}, first_, told_\n"
        f"FROM (SELECT p.*, (\n    {told}\n  ) AS told_\n  FROM (\n  {first}\n  ) AS p) AS p\n"
        f"WHERE (told_ IS NULL OR told_ > first_)"
    )
    return f"WITH {working_days(asked)}\n{query}{_elsewhere(asked)}" if params.obtained == "elsewhere" else query


def _told(asked: Asked, params: "Params", people: Written, names: list[str]) -> str:
    """Return the query of when a person was first told, by a text that was in force."""
    register = params.notices
    notices = asked.further[register.dataset].called("n")
    served = people.word(params.purpose) if params.purpose else text(str(params.serves))
    told = notices.instant(register.told)
    met = every(
        f"{notices.word(register.subject)} = {people.word(names[0])}",
        f"{notices.word(register.purpose)} = {served}" if register.purpose else "",
        _in_force(asked, params, notices, told),
        indent=6,
    )
    return f"SELECT MIN({told}) FROM {notices}\n    WHERE {met}"


def _in_force(asked: Asked, params: "Params", notices: Written, told: str) -> str:
    zone, column = calendar_of(asked).timezone, params.notices.version
    if not params.versions or column is None:
        return ""
    spans = [
        f"({notices.word(column)} = {text(name)} AND {told} >= {moment(end_of(one.start - timedelta(days=1), zone))}"
        + (f" AND {told} < {moment(end_of(one.until, zone))})" if one.until else ")")
        for name, one in params.versions.items()
    ]
    return f"({' OR '.join(spans)})"


def _elsewhere(asked: Asked) -> str:
    """Return the month that Art. 14 leaves where data come from elsewhere."""
    deadline = last_day(day(asked, "first_"), NOTICE_MONTHS)
    today = f"DATE '{day_of(asked.now, calendar_of(asked).timezone)}'"
    return f"\n  AND COALESCE({day(asked, 'told_')}, {today}) > {deadline}"
