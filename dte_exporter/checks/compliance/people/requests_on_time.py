"""Requests on time: are people who exercise a right answered within the month that the law gives.

Definition
    GDPR Art. 12(3) has a request under Art. 15 to 22 answered within one month of its receipt. The month may become
    three where the person is told so, with the reasons, within the first. A refusal is told, with its reasons, within
    one month: Art. 12(4). A request is *late* if it was closed after its last day, and *overdue* if it is open and its
    last day has passed. Months are counted as in Regulation (EEC, Euratom) No 1182/71, by the calendar of the config.
Formula
    violations = late + overdue; examined = requests with a day of receipt.
Range
    Counts from 0 on; the next deadline is a time.
Good direction
    Violations fall.
What it cannot see
    Whether an answer was complete, an extension necessary, a refusal right; a request that nobody entered; whether an
    answer within the month came "without undue delay". While the controller waits for what it had to ask of the
    person, the period stands still: the law is silent on it, and the Board's guidelines speak of a suspension.
Reference
    GDPR Art. 12(3) and (4), 15 to 22; Regulation (EEC, Euratom) No 1182/71, Art. 3; EDPB Guidelines 01/2022 on the
    right of access, section 5.3.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, model_validator

from dte_exporter.checks.compliance.calendar.deadlines import end_of
from dte_exporter.checks.compliance.calendar.request import Request
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays
from dte_exporter.checks.compliance.cases.requests import late
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.compliance.people.registers import is_set
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan, today
from dte_exporter.checks.compliance.people.untimed import own_window
from dte_exporter.checks.compliance.recorded import GovernancePlan, Governed
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Better, MetricSpec, Role, Sample, Unit
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import day_in, held, instant
from dte_exporter.statistics.tally import Tally

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

RIGHTS = {
    "access": "15",
    "rectification": "16",
    "erasure": "17",
    "restriction": "18",
    "portability": "20",
    "objection": "21",
    "automated_decision": "22",
}
"""The rights that a register tells apart, and their articles; every other word is ``other``."""

_ARTICLE_12 = "GDPR Art. 12(3) and (4)"
_LABELS = ("check", "dataset", "right")

OVERDUE = MetricSpec(
    "dte_compliance_requests_overdue",
    "Open requests whose last day has passed.",
    "compliance",
    _LABELS,
    better=Better.LOWER,
    low=0,
    reference=_ARTICLE_12,
)
LATE = MetricSpec(
    "dte_compliance_requests_late",
    "Requests that were closed after their last day.",
    "compliance",
    _LABELS,
    better=Better.LOWER,
    low=0,
    reference=_ARTICLE_12,
)
OPEN = MetricSpec(
    "dte_compliance_requests_open",
    "Requests that are not closed, overdue ones among them.",
    "compliance",
    _LABELS,
    low=0,
    reference="A count.",
)
DEADLINE = MetricSpec(
    "dte_compliance_requests_deadline_timestamp_seconds",
    "When the next of the open requests that are not overdue has to be answered.",
    "compliance",
    _LABELS,
    unit=Unit.TIMESTAMP,
    reference=_ARTICLE_12,
    role=Role.DEADLINE,
)


class Params(Model):
    """The parameters of ``check: requests-on-time``. Columns are those of the check's own rows, a row a request."""

    right: str = Field(default="right", description=f"The column of rights: {', '.join(RIGHTS)}, or another word.")
    received: str = Field(default="received_at", description="The column of when the request came.")
    closed: str = Field(default="closed_at", description="The column of when the person was told the outcome.")
    extended: str | None = Field(default=None, description="The column of when the person was told of an extension.")
    reasons: str | None = Field(default=None, description="The column of the reasons that were given for it.")
    paused: str | None = Field(default=None, description="The column of when the person was asked back.")
    resumed: str | None = Field(default=None, description="The column of when the person answered that.")
    refused: str | None = Field(default=None, description="The column that says that nothing is done on it.")

    @model_validator(mode="after")
    def _in_pairs(self) -> Self:
        if bool(self.extended) != bool(self.reasons):
            raise ValueError("an extension counts with its reasons only: set both extended and reasons")
        if bool(self.paused) != bool(self.resumed):
            raise ValueError("a pause has two ends: set both paused and resumed")
        return self


@dataclass(frozen=True, slots=True)
class RequestQuestion:
    """How many requests say the same: right, days, and whether it was refused."""

    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each right and fields of a `Request`, and the requests."""
        table, params = tables.own.table, self.params

        def day(column: str | None) -> Any:
            return day_in(tables.calendar.timezone, instant(table, column, tables.own.timezone))

        extended = is_set(table, params.reasons, otherwise=False).ifelse(day(params.extended), None)
        right = held(table, params.right).cast("string").lower()
        requests = table.select(
            right=right.isin([*RIGHTS]).ifelse(right, "other").coalesce("other"),
            received=day(params.received),
            closed=day(params.closed),
            extended=extended,
            paused=day(params.paused),
            resumed=day(params.resumed),
            refused=is_set(table, params.refused, otherwise=False),
        )
        return requests.group_by(requests.columns).aggregate(requests=requests.count())


EXAMPLE = Example(
    columns={
        "right": ["access", "access", "erasure", "erasure", "objection"],
        "received_at": ["2018-09-05", "2018-10-05", "2018-10-31", "2018-09-03", "2018-10-01"],
        "closed_at": ["2018-10-05", "2018-11-06", None, None, None],
        "extended_at": [None, None, None, "2018-10-03", "2018-11-02"],
        "reasons": [None, None, None, "40 systems", "40 systems"],
    },
    settings={"params": {"extended": "extended_at", "reasons": "reasons"}},
    expected={
        "dte_compliance_violations": 3.0,
        "dte_compliance_examined": 5.0,
        'dte_compliance_requests_overdue{right="access"}': 0.0,
        'dte_compliance_requests_overdue{right="erasure"}': 1.0,
        'dte_compliance_requests_overdue{right="objection"}': 1.0,
        'dte_compliance_requests_late{right="access"}': 1.0,
        'dte_compliance_requests_late{right="erasure"}': 0.0,
        'dte_compliance_requests_late{right="objection"}': 0.0,
        'dte_compliance_requests_open{right="access"}': 0.0,
        'dte_compliance_requests_open{right="erasure"}': 2.0,
        'dte_compliance_requests_open{right="objection"}': 1.0,
        'dte_compliance_requests_deadline_timestamp_seconds{right="erasure"}': 1_543_881_600.0,
        'dte_compliance_left_out_rows{column="received_at",reason="missing_time"}': 0.0,
        'dte_compliance_left_out_ratio{column="received_at",reason="missing_time"}': 0.0,
    },
    working=(
        "On 1 December 2018, in UTC and without holidays. Of two requests for access that of 5 September was closed on "
        "its last day; that of 5 October was due on Monday 5 November and closed a day late. The erasure asked for on "
        "31 October was due on 30 November, yesterday. That of 3 September was extended on the last day of its month, "
        "Wednesday 3 October, and has until the end of Monday 3 December, which is 4 December 0:00. The objection of 1 "
        "October was extended on 2 November, a day after its month, so it was due on 1 November. Three of five."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan | GovernancePlan]:
    """Return the tally of requests by what they say, and the calendar."""
    return {"requests": TallyPlan(RequestQuestion(params), of_register=True), "governance": GovernancePlan()}


@dataclass(slots=True)
class _OfARight:
    """What is known of the requests that exercise one right."""

    late: int = 0
    overdue: int = 0
    open: int = 0
    next: date | None = None

    def add(self, request: Request, count: int, working: WorkingDays, day: date) -> None:
        late, deadline = request.is_late(working, day), request.deadline(working)
        if request.closed:
            self.late += count * late
            return
        self.open += count
        self.overdue += count * late
        if deadline and not late:
            self.next = min(deadline, self.next or deadline)


@check(
    "requests-on-time",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, OVERDUE, LATE, OPEN, DEADLINE, *COMPLIANCE.specs],
    example=EXAMPLE,
    calculators=("holidays",),
    inputs=(GOVERNANCE,),
    cases=late,
)
def requests_on_time(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many requests were or are not answered in time, and by right when the next is due."""
    requests: Tally = statistics["requests"]
    governed: Governed = statistics["governance"]
    calendar = governed.governance.section.calendar
    working, day = WorkingDays(calendar.country, calendar.subdivision), today(now, calendar)
    rights: defaultdict[str, _OfARight] = defaultdict(_OfARight)
    counted: Counter[str] = Counter()
    for (right, received, *rest), count in requests.states.items():
        counted["requests" if received else "without_a_day_of_receipt"] += count
        if received:
            rights[right].add(Request(received, *rest), count, working, day)
    violations = sum(one.late + one.overdue for one in rights.values())
    samples = (*found(violations, counted["requests"]), *_by_right(rights, calendar.timezone))
    undated = LeftOut(params.received, Reason.MISSING_TIME, counted["without_a_day_of_receipt"], own_window(requests))
    return without([undated], requests.rows, samples, dict(counted))


def _by_right(rights: Mapping[str, _OfARight], timezone: str) -> Iterator[Sample]:
    for right, one in sorted(rights.items()):
        yield OVERDUE.sample(one.overdue, right=right)
        yield LATE.sample(one.late, right=right)
        yield OPEN.sample(one.open, right=right)
        if one.next:
            yield DEADLINE.sample(end_of(one.next, timezone).timestamp(), right=right)
