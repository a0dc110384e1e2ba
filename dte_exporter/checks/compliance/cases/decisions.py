"""The query of automated decisions without an exception, and of their reviews that are late."""

from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.calendar.deadlines import ANSWER_MONTHS, day_of
from dte_exporter.checks.compliance.cases.days import calendar_of, day
from dte_exporter.checks.compliance.cases.periods import last_day, working_days
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.written import Asked, every, one_of

if TYPE_CHECKING:
    from dte_exporter.checks.compliance.people.decisions_reviewed import Params, Reviews


def unreviewed(asked: Asked, params: "Params", roles: Roles) -> str:
    """Return the query of the decisions, each by its key and what is wrong with it."""
    decisions = asked.own.called("d")
    excepted = one_of(decisions.word(params.exception), params.exceptions)
    alone = decisions.is_set(params.automated, otherwise=True) if params.automated else ""
    wanting = every(alone, f"NOT COALESCE({excepted}, FALSE)")
    key = decisions.word(params.key) if params.key in decisions.types else "CAST(NULL AS VARCHAR)"
    query = f"SELECT {key} AS decision, 'no exception' AS fault\nFROM {decisions}\nWHERE {wanting}"
    if params.reviews is None:
        return query
    return f"WITH {working_days(asked)}\n{query}\nUNION ALL\n{_late(asked, params, params.reviews, alone)}"


def _late(asked: Asked, params: "Params", register: "Reviews", alone: str) -> str:
    reviews, decisions = asked.further[register.dataset].called("v"), asked.own.called("d")
    received, done = (day(asked, reviews.instant(column)) for column in (register.asked, register.done))
    today = f"DATE '{day_of(asked.now, calendar_of(asked).timezone)}'"
    of_them = every(f"{decisions.word(params.key)} = {reviews.word(register.decision)}", alone, indent=4)
    return (
        f"SELECT {reviews.word(register.decision)}, 'review late or overdue'\nFROM {reviews}\n"
        f"WHERE EXISTS (\n  SELECT 1 FROM {decisions}\n  WHERE {of_them}\n)\n"
        f"  AND COALESCE({done}, {today}) > {last_day(received, ANSWER_MONTHS)}"
    )
