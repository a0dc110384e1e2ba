"""The query of people without a live consent: what `ConsentQuestion` counts, pair by pair."""

from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import day_of, end_of, over_by
from dte_exporter.checks.compliance.cases.days import calendar_of
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, Written, every, moment, one_of, text

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.consent_held import Params


def without_consent(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the pairs of person and purpose that hold no live consent."""
    rows, register = asked.own, params.consents
    consents = asked.further[register.dataset].called("c")
    names = [str(roles.subject), *([params.purpose] if register.purpose and params.purpose else [])]
    keys = ", ".join(map(rows.column, names))
    people = rows.called("p")
    alive = every(
        f"{consents.word(register.subject)} = {people.word(names[0])}",
        _of_purpose(consents, people, params),
        *_alive(asked, consents, params),
        indent=4,
    )
    born = f", MIN({rows.instant(params.born)}) AS born_" if params.born else ""
    return (
        f"SELECT {', '.join(map(people.column, names))}\n"
        f"FROM (SELECT {keys}{born} FROM {rows} GROUP BY {keys}) AS p\n"
        f"WHERE NOT EXISTS (\n  SELECT 1 FROM {consents}\n  WHERE {alive}\n)"
    )


def _of_purpose(consents: Written, people: Written, params: "Params") -> str:
    if not params.consents.purpose:
        return ""
    served = people.word(params.purpose) if params.purpose else text(str(params.serves))
    return f"{consents.word(params.consents.purpose)} = {served}"


def _alive(asked: Asked, consents: Written, params: "Params") -> list[str]:
    """Return what a consent must be, as far as the parameters ask."""
    register, now = params.consents, moment(asked.now)
    given, withdrawn = consents.instant(register.given), consents.instant(register.withdrawn)
    asks = [f"{given} <= {now}"]
    if register.withdrawn:
        asks.append(f"({withdrawn} IS NULL OR {withdrawn} > {now})")
    if register.version and params.versions:
        asks.append(one_of(consents.column(register.version), params.versions))
    if params.valid_for:
        zone = calendar_of(asked).timezone
        asks.append(f"{given} >= {moment(end_of(over_by(day_of(asked.now, zone), params.valid_for), zone))}")
    if params.born:
        grown = f"p.born_ IS NULL OR p.born_ + INTERVAL {params.age_of_consent} YEAR <= {given}"
        asks.append(f"({grown} OR {consents.is_set(register.parental, otherwise=True)})")
    return asks
