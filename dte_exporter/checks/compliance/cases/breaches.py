"""The query of breaches that were not told as the law asks: what `Incident.faults` says of each."""

from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import NOTIFICATION_HOURS
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, Written, moment, one_of

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.breach_notified import Params


def not_notified(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the incidents that are late, overdue, not documented, or not told to people."""
    rows, now = asked.own, moment(asked.now)
    aware = rows.instant(params.aware)
    deadline = f"DATE_TRUNC('hour', {aware}) + INTERVAL {NOTIFICATION_HOURS + 1} HOUR"
    low, high = (_is(rows, params.risk, words) for words in (params.low, params.high))
    people = f"{_second(aware)} + INTERVAL {round(params.people_within)} SECOND"
    exempt = f" AND NOT {rows.is_set(params.people_exempt, otherwise=False)}" if params.people_exempt else ""
    faults = (
        f"(NOT {low} AND COALESCE({_second(rows.instant(params.notified))}, {now}) > {deadline})",
        f"({high}{exempt} AND COALESCE({_second(rows.instant(params.people_told))}, {now}) > {people})",
        f"NOT {rows.is_set(params.documented, otherwise=False)}",
    )
    wrong = "\n    OR ".join(faults)
    columns = rows.columns(params.aware, params.notified, params.risk)
    return f"SELECT {columns}\nFROM {rows}\nWHERE {aware} IS NOT NULL\n  AND ({wrong})"


def _is(rows: Written, risk: str, words: tuple[str, ...]) -> str:
    """Return whether the risk is one of `words`, in whatever letters; one that is not named is not."""
    named = one_of(f"LOWER({rows.word(risk)})", [word.lower() for word in words]) if words else "FALSE"
    return f"COALESCE({named}, FALSE)"


def _second(instant: str) -> str:
    return f"DATE_TRUNC('second', {instant})"
