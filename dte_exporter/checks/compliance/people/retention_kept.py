"""Retention kept: are rows gone once the time is over for which they may be kept.

Definition
    GDPR Art. 5(1)(e) lets personal data be kept no longer than their purpose needs, and Art. 30(1)(f) has the period
    written down. The period of a row runs from its *start*: the time of the row, another column, or an event of its
    person in another table, such as the end of a contract. A row is *past* its retention from the day after the last
    day of the period. A row whose start has not come is not past it, and a *legal hold* on its person excuses it.
Formula
    violations = rows past their retention and not on hold; examined = rows with a start.
Range
    Counts from 0 on; the start of the oldest row is a time.
Good direction
    Violations fall.
What it cannot see
    Whether the period is right, which is the controller's to reason; copies and backups elsewhere; whether a hold is
    justified. Periods of months and years end on the day of the same number. They are not moved to a working day, as
    nothing has to be done on it.
Reference
    GDPR Art. 5(1)(e), 17(3)(e), 30(1)(f); Regulation (EEC, Euratom) No 1182/71, Art. 3(2)(c).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, model_validator

from dte_exporter.checks.compliance.calendar.deadlines import day_of, end_of, over_by
from dte_exporter.checks.compliance.cases.retention import past
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found
from dte_exporter.checks.compliance.people.registers import SUBJECT, OfPeople, reads, subject_of, word
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan
from dte_exporter.config.governance.calendar_words import CalendarPeriod
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import MetricSpec, Unit
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import instant, literal
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.tally import Tally
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

OLDEST = MetricSpec(
    "dte_compliance_oldest_row_timestamp_seconds",
    "When the retention of the oldest row that is not on hold started.",
    "compliance",
    ("check", "dataset"),
    unit=Unit.TIMESTAMP,
    reference="GDPR Art. 5(1)(e)",
)


class StartEvents(OfPeople):
    """A table of events that start retention, such as ends of contracts; of several, the last counts."""

    at: str = Field(default="ended_at", description="Its column of when that was.")


class Holds(OfPeople):
    """The register of legal holds: people whose rows must not be erased, Art. 17(3)(e)."""

    since: str | None = Field(default=None, description="Its column of when a hold begins; at once by default.")
    until: str | None = Field(default=None, description="Its column of when a hold ends; never by default.")


class Params(Model):
    """The parameters of ``check: retention-kept``."""

    keep: CalendarPeriod = Field(description="How long a row may be kept, as the record of processing says.")
    start: str | None = Field(default=None, description="The column that it counts from; columns.time by default.")
    started: StartEvents | None = Field(default=None, description="Where the start is, if it is in another table.")
    holds: Holds | None = Field(default=None, description="The register of legal holds.")

    @model_validator(mode="after")
    def _one_start(self) -> Self:
        if self.start and self.started:
            raise ValueError("retention starts once: name a column (start) or a table of events (started)")
        return self


@dataclass(frozen=True, slots=True)
class RetentionQuestion:
    """How many rows are within their retention, past it, or on hold; and the start of the oldest.

    Parameters
    ----------
    subject, start : str or None
        The columns of people and of starts; a table of events stands in for the second.
    """

    subject: str | None
    start: str | None
    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: ``kept``, ``past``, ``past and on hold`` or ``not started``, and the rows."""
        import ibis

        rows = self.rows(tables)
        zone = tables.calendar.timezone
        end = literal(end_of(over_by(day_of(tables.now, zone), self.params.keep), zone))
        state = ibis.cases(
            (rows.start.isnull(), "not started"),
            (rows.start >= end, "kept"),
            (rows.on_hold, "past and on hold"),
            else_="past",
        )
        return rows.group_by(state=state).aggregate(rows=rows.count())

    def rows(self, tables: Tables) -> "IbisTable":
        """Return the start of each row, and whether it is on hold."""
        import ibis

        table = tables.own.table
        who = {SUBJECT: word(table, self.subject)} if self.subject else {}
        rows = table.select(**who, start=instant(table, self.start, tables.own.timezone))
        if self.params.started:
            events = _last_events(tables.further[self.params.started.dataset], self.params.started)
            rows = rows.drop("start").left_join(events, SUBJECT).select(SUBJECT, start=events.start)
        if not self.params.holds:
            return rows.mutate(on_hold=ibis.literal(False))
        held = _held(tables.further[self.params.holds.dataset], self.params.holds, tables)
        return rows.left_join(held, SUBJECT).select(start=rows.start, on_hold=held.on_hold.fill_null(False))


def _last_events(view: View, register: StartEvents) -> "IbisTable":
    table = view.table
    start = instant(table, register.at, view.timezone)
    events = table.select(**{SUBJECT: word(table, register.subject)}, start=start)
    return events.group_by(SUBJECT).aggregate(start=events.start.max())


def _held(view: View, register: Holds, tables: Tables) -> "IbisTable":
    """Return each person who is on hold now, once."""
    import ibis

    now, table = literal(tables.now), view.table
    since, until = (instant(table, column, view.timezone) for column in (register.since, register.until))
    standing = table.filter((since.isnull() | (since <= now)) & (until.isnull() | (until > now)))
    return standing.select(**{SUBJECT: word(standing, register.subject)}).distinct().mutate(on_hold=ibis.literal(True))


@dataclass(frozen=True, slots=True)
class Oldest:
    """The start of the oldest row, in seconds since the epoch; None where no row has started."""

    at: float | None
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OldestPlan:
    """Asks for the start of the oldest row that is not on hold."""

    question: RetentionQuestion

    def measure(self, sources: Sources, cache: StatisticsCache) -> Oldest:
        """Return it, read anew."""
        tables = Tables.of(sources)
        rows = self.question.rows(tables)
        ((oldest,),) = tables.own.rows(rows.aggregate(oldest=rows.start.epoch_seconds().min(where=~rows.on_hold)))
        return Oldest(oldest, {})


EXAMPLE = Example(
    columns={
        "person": ["ada", "bo", "cy", "di", "eve"],
        "invoiced_on": ["2011-11-30", "2012-11-30", "2012-12-01", "2010-06-01", None],
    },
    tables={"holds": {"subject": ["di"], "until": ["2019-06-30"]}},
    settings={
        "columns": {"subject": "person"},
        "params": {"keep": "P6Y", "start": "invoiced_on", "holds": {"dataset": "holds", "until": "until"}},
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 4.0,
        "dte_compliance_oldest_row_timestamp_seconds": 1_322_611_200.0,
    },
    working=(
        "Six years from 30 November 2012 end on 30 November 2018, which was yesterday: that row and that of 2011 are "
        "past. Those from 1 December 2012 end today. The row of 2010 is on hold until 2019. eve's retention has not "
        "started. Two of four. The oldest that is not on hold is of 30 November 2011."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan | OldestPlan]:
    """Return the tally of rows by their retention, and the start of the oldest.

    Raises
    ------
    CheckError
        If nothing tells when retention starts, or whom a row is about where that is asked.
    """
    start = None if params.started else params.start or roles.time
    if start is None and params.started is None:
        raise CheckError("retention runs from a start: set start, started or columns.time")
    subject = subject_of(roles, "retention-kept") if params.started or params.holds else None
    question = RetentionQuestion(subject, start, params)
    return {"rows": TallyPlan(question), "oldest": OldestPlan(question)}


@check(
    "retention-kept",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, OLDEST],
    example=EXAMPLE,
    reads=reads("started", "holds"),
    inputs=(GOVERNANCE,),
    cases=past,
)
def retention_kept(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many rows are past their retention, and when the oldest started."""
    rows: Tally = statistics["rows"]
    oldest: Oldest = statistics["oldest"]
    samples = [*found(rows.of(("past",)), rows.total - rows.of(("not started",)))]
    samples += [OLDEST.sample(oldest.at)] if oldest.at is not None else []
    return Findings(tuple(samples), details={state: count for (state,), count in rows.states.items()})
