"""Notice given: were people told before their data were processed, or within a month where they came from elsewhere.

Definition
    GDPR Art. 13(1) has people told when their data are obtained from them, Art. 14(3)(a) within a month where the data
    come from elsewhere. Of each person in the rows, for each purpose, the first row is met with the register of
    notices: told in time, with a text that was in force when it was told.
Formula
    violations = pairs of person and purpose that were told too late, or not at all although it was time; examined = all
    such pairs.
Range
    Counts from 0 on.
Good direction
    Violations fall.
What it cannot see
    Whether the text says all that Art. 13 or 14 asks for, and whether it was read; the earlier moments of Art. 14(3)(b)
    and (c), the first message to the person and the first disclosure; the exceptions of Art. 13(4) and 14(5): leave
    such rows out by a window.
Reference
    GDPR Art. 13(1) to (3), 14(1) to (3); Regulation (EEC, Euratom) No 1182/71, Art. 3; Article 29 Working Party,
    Guidelines on transparency, WP260 rev.01.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.checks.compliance.calendar.deadlines import NOTICE_MONTHS, end_of, last_day
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays
from dte_exporter.checks.compliance.cases.notice import not_told
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.compliance.people.registers import (
    ByPurpose,
    Purposes,
    known_purpose,
    of_entries,
    of_rows,
    reads,
    subject_of,
    word,
)
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan, today
from dte_exporter.checks.compliance.people.untimed import UntimedQuestion, untimed
from dte_exporter.checks.compliance.recorded import GovernancePlan
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.governance.calendar_words import Day
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.governance.section import Calendar
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import day_in, instant, literal
from dte_exporter.statistics.tally import Tally
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class Notices(ByPurpose):
    """The register of notices: an entry each time that somebody was told."""

    told: str = Field(default="told_at", description="Its column of when the person was told.")
    version: str | None = Field(default=None, description="Its column of the version of the text.")


class InForce(Model):
    """When a version of a notice is in force."""

    start: Day = Field(alias="from", description="The first day.")
    until: Day | None = Field(default=None, description="The last day, if it has one.")


class Params(Purposes):
    """The parameters of ``check: notice-given``."""

    notices: Notices = Field(description="The register of notices.")
    obtained: Literal["from_the_person", "elsewhere"] = Field(
        default="from_the_person", description="Where the data come from: Art. 13, or Art. 14, which leaves a month."
    )
    versions: Mapping[str, InForce] = Field(
        default_factory=dict, description="When each version is in force; without any, every notice counts."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        known_purpose(self, self.notices, "notices")
        if self.versions and not self.notices.version:
            raise ValueError("versions are told by a column of the register: set notices.version")
        return self


@dataclass(frozen=True, slots=True)
class NoticeQuestion:
    """How many pairs of person and purpose were told before their first row; of the others, when both were.

    Parameters
    ----------
    subject, time : str
        The columns of people and of times.
    """

    subject: str
    time: str
    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: the days of the first row and of the first notice, and the pairs.

        Both days are null where the notice came no later than the row.
        """
        table, register, zone = tables.own.table, self.params.notices, tables.calendar.timezone
        time = instant(table, self.time, tables.own.timezone)
        rows = table.select(**of_rows(table, self.subject, self.params, register), time=time)
        keys = [name for name in rows.columns if name != "time"]
        first = rows.filter(rows.time.notnull()).group_by(keys).aggregate(first=rows.time.min())
        told = self._told(tables.further[register.dataset], zone, keys)
        met = first.left_join(told, keys).select(first=first["first"], told=told.told)
        late = met.told.isnull() | (met.told > met["first"])
        days = {name: late.ifelse(day_in(zone, met[name]), None) for name in ("first", "told")}
        return met.group_by(**days).aggregate(pairs=met.count())

    def _told(self, notices: View, timezone: str, keys: list[str]) -> "IbisTable":
        """Return when each person was first told, by a text that was in force."""
        import ibis

        register, table = self.params.notices, notices.table
        told = instant(table, register.told, notices.timezone)
        version = word(table, register.version) if register.version else ibis.literal("")
        entries = table.select(**of_entries(table, register), told=told, version=version)
        if self.params.versions:
            in_force = (_within(entries, *one, timezone) for one in self.params.versions.items())
            entries = entries.filter(ibis.or_(*in_force))
        return entries.group_by(keys).aggregate(told=entries.told.min())


def _within(entries: "IbisTable", name: str, force: InForce, timezone: str) -> Any:
    """Return whether a notice is of the version called `name`, and was given while that was in force."""
    start = end_of(force.start - timedelta(days=1), timezone)
    given = (entries.version == name) & (entries.told >= literal(start))
    return given & (entries.told < literal(end_of(force.until, timezone))) if force.until else given


EXAMPLE = Example(
    columns={
        "person": ["ada", "ada", "bo", "cy", "di"],
        "day": ["2018-06-02", "2018-07-01", "2018-06-02", "2018-06-02", "2018-06-02"],
    },
    tables={
        "notices": {
            "subject": ["ada", "bo", "di"],
            "told_at": ["2018-06-01", "2018-06-03", "2018-06-01"],
            "version": ["2", "2", "1"],
        }
    },
    settings={
        "columns": {"subject": "person", "time": "day"},
        "params": {
            "notices": {"dataset": "notices", "purpose": None, "version": "version"},
            "versions": {"1": {"from": "2016-01-01", "until": "2018-05-24"}, "2": {"from": "2018-05-25"}},
        },
    },
    expected={
        "dte_compliance_violations": 3.0,
        "dte_compliance_examined": 4.0,
        'dte_compliance_left_out_rows{column="day",reason="missing_time"}': 0.0,
        'dte_compliance_left_out_ratio{column="day",reason="missing_time"}': 0.0,
    },
    working=(
        "Data of four people were first processed on 2 June 2018. ada was told the day before. bo was told the day "
        "after, cy never, and di by a text that had been replaced on 25 May. Three of four."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan | GovernancePlan]:
    """Return the tally of people by when they were told, and the calendar.

    Raises
    ------
    CheckError
        If the data set names no column of people or of time.
    """
    subject = subject_of(roles, "notice-given")
    if roles.time is None:
        raise CheckError("notices come before the first processing: set columns.time")
    return {
        "people": TallyPlan(NoticeQuestion(subject, roles.time, params)),
        "untimed": TallyPlan(UntimedQuestion(roles.time)),
        "governance": GovernancePlan(),
    }


@check(
    "notice-given",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, *COMPLIANCE.specs],
    example=EXAMPLE,
    reads=reads("notices"),
    inputs=(GOVERNANCE,),
    cases=not_told,
)
def notice_given(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many pairs were not told in time, with whether they were told at all as evidence."""
    people: Tally = statistics["people"]
    calendar: Calendar = statistics["governance"].governance.section.calendar
    working, day = WorkingDays(calendar.country, calendar.subdivision), today(now, calendar)
    states: Counter[str] = Counter()
    for (first, told), count in people.states.items():
        states[_state(first, told, params, working, day)] += count
    violations = states["told too late"] + states["not told"]
    left_out = untimed(statistics["untimed"], str(roles.time))
    return without([left_out], people.rows, found(violations, people.total), dict(states))


def _state(first: date | None, told: date | None, params: Params, working: WorkingDays, day: date) -> str:
    """Return whether somebody was told in time, first processed and told on these days."""
    if first is None:
        return "told"
    if params.obtained == "elsewhere":
        deadline = last_day(first, NOTICE_MONTHS, working)
        if told and told <= deadline:
            return "told"
        if not told and day <= deadline:
            return "to be told"
    return "told too late" if told else "not told"
