"""The query of erased people of whom something is left: what `ErasedPlan` counts as violations."""

from typing import TYPE_CHECKING

from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.erasure_propagated import Params


def left_behind(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the people, where the tables stand in one database."""
    register = asked.own.called("e")
    person = register.word(str(roles.subject))
    faults = []
    if params.recipients_told:
        faults.append(f"BOOL_OR(NOT {register.is_set(params.recipients_told, otherwise=True)})")
    for number, name in enumerate(params.scope):
        table = asked.further[name].called(f"t{number}")
        faults.append(f"{person} IN (SELECT {table.word(str(roles.others[name].subject))} FROM {table})")
    excepted = f"NOT BOOL_OR({register.is_set(params.exception, otherwise=False)})\n  AND " if params.exception else ""
    left = "\n    OR ".join(faults)
    return (
        f"SELECT {person} AS person\nFROM {register}\n"
        f"WHERE {register.instant(params.erased)} IS NOT NULL\n  AND {person} IS NOT NULL\n"
        f"GROUP BY {person}\nHAVING {excepted}({left})"
    )
