"""Breaches notified: are the authority and the people told of a personal data breach in time.

Definition
    GDPR Art. 33(1) has a breach notified to the authority within 72 hours after the controller became *aware* of it,
    unless it is unlikely to be a risk to people; Art. 34(1) has the people told where the risk is high; Art. 33(5) has
    every breach documented, whatever its risk. The hours run from the full hour after awareness, through nights,
    week-ends and holidays: Regulation (EEC, Euratom) No 1182/71, Art. 3(1) and (4).
Formula
    violations = incidents that are not documented, or not of low risk and not notified by their deadline, or of high
    risk and not told to people, nor exempt from it (Art. 34(3)), within ``people_within``; examined = incidents with a
    moment of awareness.
Range
    Counts from 0 on; the next deadline is a time.
Good direction
    Violations fall.
What it cannot see
    When the controller could have been aware; whether a risk is judged rightly (one that is not named counts as one);
    what a notification says. A late one is late even where its reasons for the delay, which Art. 33(1) asks for, are
    good: accept the gap. Art. 34(1) says "without undue delay" and names no hours: ``people_within`` is own policy.
Reference
    GDPR Art. 33(1) and (5), 34(1) and (3); Regulation (EEC, Euratom) No 1182/71, Art. 3; EDPB Guidelines 9/2022 on
    personal data breach notification, section II.A, on awareness.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import Field

from dte_exporter.checks.compliance.calendar.deadlines import NOTIFICATION_HOURS, hours_after
from dte_exporter.checks.compliance.cases.breaches import not_notified
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.compliance.people.registers import is_set
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan
from dte_exporter.checks.compliance.people.untimed import own_window
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Duration
from dte_exporter.metric import Better, MetricSpec, Role, Unit
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import held, instant
from dte_exporter.statistics.tally import Tally

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_LABELS = ("check", "dataset")

OVERDUE = MetricSpec(
    "dte_compliance_breaches_overdue",
    "Breaches that the authority was not notified of, and whose 72 hours are over.",
    "compliance",
    _LABELS,
    better=Better.LOWER,
    low=0,
    reference="GDPR Art. 33(1)",
)
LATE = MetricSpec(
    "dte_compliance_breaches_late",
    "Breaches that the authority was notified of after their 72 hours.",
    "compliance",
    _LABELS,
    better=Better.LOWER,
    low=0,
    reference="GDPR Art. 33(1)",
)
DEADLINE = MetricSpec(
    "dte_compliance_breaches_deadline_timestamp_seconds",
    "When the next breach has to be notified to the authority at the latest.",
    "compliance",
    _LABELS,
    unit=Unit.TIMESTAMP,
    reference="GDPR Art. 33(1); Regulation (EEC, Euratom) No 1182/71, Art. 3(1)",
    role=Role.DEADLINE,
)


class Params(Model):
    """The parameters of ``check: breach-notified``. Columns are those of the check's own rows, a row an incident."""

    aware: str = Field(default="aware_at", description="The column of when the controller became aware.")
    notified: str = Field(default="notified_at", description="The column of when the authority was notified.")
    risk: str = Field(default="risk", description="The column of the risk to people.")
    low: tuple[str, ...] = Field(default=("low",), description="The words of that column for a risk that is unlikely.")
    high: tuple[str, ...] = Field(default=("high",), description="Its words for a high risk.")
    documented: str = Field(
        default="documented", description="The column that says that, or where, it is documented: true, or any text."
    )
    people_told: str = Field(default="people_told_at", description="The column of when the people were told.")
    people_exempt: str | None = Field(
        default=None, description="The column that says why they need not be, Art. 34(3): true, or any text."
    )
    people_within: Duration = Field(
        default=259_200.0,
        description="In which time after awareness people are told, as own policy.",
        json_schema_extra={"default": "3d"},
    )


@dataclass(frozen=True, slots=True)
class IncidentQuestion:
    """How many incidents say the same: times in seconds since the epoch, risk, and what is documented and exempt."""

    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state with the fields of an `Incident`, and the incidents."""
        import ibis

        table, params = tables.own.table, self.params
        risk = held(table, params.risk).cast("string").lower()
        low, high = ([word.lower() for word in words] for words in (params.low, params.high))
        aware, notified, told = (
            instant(table, column, tables.own.timezone).epoch_seconds()
            for column in (params.aware, params.notified, params.people_told)
        )
        incidents = table.select(
            aware=aware,
            notified=notified,
            told=told,
            risk=ibis.cases((risk.isin(low), "low"), (risk.isin(high), "high"), else_="some"),
            documented=is_set(table, params.documented, otherwise=False),
            exempt=is_set(table, params.people_exempt, otherwise=False),
        )
        return incidents.group_by(incidents.columns).aggregate(incidents=incidents.count())


@dataclass(frozen=True, slots=True)
class Incident:
    """What a register says of a breach; times in seconds since the epoch."""

    aware: float
    notified: float | None
    told: float | None
    risk: str
    documented: bool
    exempt: bool

    @property
    def deadline(self) -> float:
        """When the authority has to be notified."""
        return hours_after(datetime.fromtimestamp(self.aware, UTC), NOTIFICATION_HOURS).timestamp()

    def faults(self, now: float, people_within: float) -> Iterator[str]:
        """Yield what is wrong: ``late``, ``overdue``, ``not documented``, ``people not told``."""
        if self.risk != "low" and (self.notified or now) > self.deadline:
            yield "late" if self.notified else "overdue"
        if self.risk == "high" and not self.exempt and (self.told or now) > self.aware + people_within:
            yield "people not told"
        if not self.documented:
            yield "not documented"

    def waits(self, now: float) -> bool:
        """Return whether the authority is still to be notified, and there is time."""
        return self.risk != "low" and self.notified is None and now <= self.deadline


EXAMPLE = Example(
    columns={
        "aware_at": [
            "2018-11-02 16:20",
            "2018-11-09 16:20",
            "2018-11-20 09:00",
            "2018-11-30 08:10",
            "2018-10-01 12:00",
        ],
        "notified_at": ["2018-11-05 16:59", "2018-11-12 17:30", None, None, "2018-10-02 12:00"],
        "risk": ["some", "some", "low", "some", "high"],
        "documented": [True, True, True, True, True],
        "people_told_at": [None, None, None, None, "2018-10-02 15:00"],
    },
    expected={
        "dte_compliance_violations": 1.0,
        "dte_compliance_examined": 5.0,
        "dte_compliance_breaches_overdue": 0.0,
        "dte_compliance_breaches_late": 1.0,
        "dte_compliance_breaches_deadline_timestamp_seconds": 1_543_827_600.0,
        'dte_compliance_left_out_rows{column="aware_at",reason="missing_time"}': 0.0,
        'dte_compliance_left_out_ratio{column="aware_at",reason="missing_time"}': 0.0,
    },
    working=(
        "Of a breach known on Friday 2 November at 16:20 the 72 hours run from 17:00 and end on Monday at 17:00: "
        "notified at 16:59 it is in time. A week later one is notified at 17:30, half an hour late. The third is "
        "unlikely to be a risk and documented. The fourth became known on 30 November at 8:10 and has until 9:00 on "
        "3 December. Of the fifth, a high risk, authority and people were told the next day. One of five."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan]:
    """Return the tally of incidents by what they say."""
    return {"incidents": TallyPlan(IncidentQuestion(params), of_register=True)}


@check(
    "breach-notified",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, OVERDUE, LATE, DEADLINE, *COMPLIANCE.specs],
    example=EXAMPLE,
    inputs=(GOVERNANCE,),
    cases=not_notified,
)
def breach_notified(statistics: Mapping[str, Tally], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many incidents were not told as the law asks, and when the next has to be."""
    entries = statistics["incidents"].states
    incidents = {Incident(*state): count for state, count in entries.items() if state[0] is not None}
    faults: Counter[str] = Counter()
    violations = 0
    for incident, count in incidents.items():
        found_faults = [*incident.faults(now, params.people_within)]
        faults.update(dict.fromkeys(found_faults, count))
        violations += count * bool(found_faults)
    examined = sum(incidents.values())
    waiting = [incident.deadline for incident in incidents if incident.waits(now)]
    samples = [*found(violations, examined), OVERDUE.sample(faults["overdue"]), LATE.sample(faults["late"])]
    samples += [DEADLINE.sample(min(waiting))] if waiting else []
    unaware = sum(entries.values()) - examined
    left_out = LeftOut(params.aware, Reason.MISSING_TIME, unaware, own_window(statistics["incidents"]))
    details = {"faults": dict(faults), "without_a_moment_of_awareness": unaware}
    return without([left_out], statistics["incidents"].rows, samples, details)
