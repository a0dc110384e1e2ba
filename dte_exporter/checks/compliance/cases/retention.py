"""The query of rows whose time is up: what `RetentionQuestion` counts as past."""

from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import day_of, end_of, over_by
from dte_exporter.checks.compliance.cases.days import calendar_of
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, every, moment

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.retention_kept import Params


def past(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the rows that are past their retention and not on hold."""
    rows, zone = asked.own, calendar_of(asked).timezone
    end = moment(end_of(over_by(day_of(asked.now, zone), params.keep), zone))
    column = params.start or roles.time
    started = _last_event(asked, params, roles) if params.started else rows.instant(column)
    over = every(f"{started} < {end}", _not_on_hold(asked, params, roles))
    return f"SELECT {rows.columns(roles.subject, column)}\nFROM {rows}\nWHERE {over}"


def _last_event(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of when the retention of a row started, in a table of events."""
    if params.started is None:
        return ""
    events = asked.further[params.started.dataset].called("e")
    of_them = f"{events.word(params.started.subject)} = {asked.own.word(str(roles.subject))}"
    return f"(SELECT MAX({events.instant(params.started.at)}) FROM {events} WHERE {of_them})"


def _not_on_hold(asked: Asked, params: "Params", roles: Roles) -> str:
    register, now = params.holds, moment(asked.now)
    if register is None:
        return ""
    holds = asked.further[register.dataset].called("h")
    since, until = holds.instant(register.since), holds.instant(register.until)
    standing = every(
        f"{holds.word(register.subject)} = {asked.own.word(str(roles.subject))}",
        f"({since} IS NULL OR {since} <= {now})" if register.since else "",
        f"({until} IS NULL OR {until} > {now})" if register.until else "",
        indent=4,
    )
    return f"NOT EXISTS (\n  SELECT 1 FROM {holds}\n  WHERE {standing}\n)"
