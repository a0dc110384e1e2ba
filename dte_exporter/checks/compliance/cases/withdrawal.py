"""The query of rows that came after their person had stopped them: what `StopQuestion` counts."""

from typing import TYPE_CHECKING

from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, every, one_of, text

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.no_processing_after_withdrawal import Params


def after_withdrawal(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the rows between a stop of their person and purpose, and its end."""
    rows, register = asked.own, params.withdrawals
    stops = asked.further[register.dataset].called("s")
    subject, time = rows.word(str(roles.subject)), rows.instant(roles.time)
    made = stops.instant(register.stopped)
    grace = f" + INTERVAL {round(params.grace)} SECOND" if params.grace else ""
    stopped = every(
        f"{stops.word(register.subject)} = {subject}",
        _of_purpose(stops.word(register.purpose), _purpose(asked, params)) if register.purpose else "",
        f"{time} > {made}{grace}",
        f"({stops.instant(register.lifted)} IS NULL OR {time} < {stops.instant(register.lifted)})"
        if register.lifted
        else "",
        _not_renewed(asked, params, subject, made, time),
        indent=4,
    )
    based = f"{one_of(rows.column(params.basis), params.bases)}\n  AND " if params.basis else ""
    told = rows.columns(roles.subject, params.purpose, roles.time)
    return f"SELECT {told}\nFROM {rows}\nWHERE {based}EXISTS (\n  SELECT 1 FROM {stops}\n  WHERE {stopped}\n)"


def _purpose(asked: Asked, params: "Params") -> str:
    return asked.own.word(params.purpose) if params.purpose else text(str(params.serves))


def _of_purpose(stopped: str, served: str) -> str:
    """Return whether a stop is of the purpose that a row serves; one without a purpose is of every purpose."""
    return f"({stopped} = {served} OR ({stopped} IS NULL AND {served} IS NOT NULL))"


def _not_renewed(asked: Asked, params: "Params", subject: str, made: str, time: str) -> str:
    """Return whether no consent came between the stop and the row."""
    register = params.consents
    if register is None:
        return ""
    consents = asked.further[register.dataset].called("c")
    given = consents.instant(register.given)
    renewed = every(
        f"{consents.word(register.subject)} = {subject}",
        f"{consents.word(register.purpose)} = {_purpose(asked, params)}" if register.purpose else "",
        f"{given} > {made}",
        f"{given} <= {time}",
        indent=6,
    )
    return f"NOT EXISTS (\n      SELECT 1 FROM {consents}\n      WHERE {renewed}\n    )"
