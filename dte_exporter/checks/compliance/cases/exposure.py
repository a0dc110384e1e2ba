"""The query of people who are alike with too few others: what `AnonymityPlan` counts as exposed."""

from typing import TYPE_CHECKING

from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.columns.reidentification_risk import Params


def exposed(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the people, or of the rows where a row is a person."""
    rows, quasi = asked.own, roles.personal_data.quasi_identifiers
    alike = ", ".join(map(rows.column, quasi))
    if roles.subject is None:
        placed = f"SELECT r.*, COUNT(*) OVER (PARTITION BY {alike}) AS alike_ FROM {rows}"
        return f"SELECT {rows.columns(*quasi)}\nFROM (\n  {placed}\n) AS r\nWHERE alike_ < {params.k}"
    person = rows.column(roles.subject)
    known = f"SELECT DISTINCT {person}, {alike} FROM {rows} WHERE {person} IS NOT NULL"
    placed = f"SELECT r.*, COUNT(*) OVER (PARTITION BY {alike}) AS alike_ FROM (\n    {known}\n  ) AS r"
    return f"SELECT DISTINCT {person}\nFROM (\n  {placed}\n) AS r\nWHERE alike_ < {params.k}"
