"""Decisions reviewed: do automated decisions have their exception, and are reviews that people ask for made in time.

Definition
    GDPR Art. 22(1) spares everybody a decision that a machine takes alone and that matters to them, unless it is
    necessary for a contract, allowed by law, or explicitly consented to: Art. 22(2)(a) to (c).
    Under (a) and (c) the person may have a human being look at it: Art. 22(3). A review is a request under Art. 22, so
    it is done within the month of Art. 12(3).
Formula
    violations = decisions taken by a machine alone without one of the ``exceptions`` + reviews of such decisions that
    were done after their month, or are not done though it has passed; examined = such decisions + reviews of them.
Range
    Counts from 0 on; the overturned ratio is in [0, 1], of reviews done.
Good direction
    Violations fall. A high overturned ratio says that the machine decides badly, a ratio of 0 over many reviews that
    perhaps nobody looks.
What it cannot see
    Whether an exception is right; whether the human being who is said to decide does more than nod; whether special
    categories are used, which Art. 22(4) ties to further conditions: the record says that.
Reference
    GDPR Art. 22, 12(3); CJEU C-634/21, SCHUFA Holding (Scoring), on what a decision is; Article 29 Working Party,
    Guidelines on automated individual decision-making and profiling, WP251 rev.01.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from dte_exporter.checks.compliance.calendar.request import Request
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays
from dte_exporter.checks.compliance.cases.decisions import unreviewed
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.compliance.people.registers import Register, is_set, reads, word
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan, today
from dte_exporter.checks.compliance.recorded import GovernancePlan
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.governance.section import Calendar
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Better, MetricSpec, Sample, Unit
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import day_in, instant
from dte_exporter.statistics.tally import Tally

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_LABELS = ("check", "dataset")
_ARTICLE_22 = "GDPR Art. 22(3)"


def _count(name: str, help_: str, better: Better = Better.NEITHER) -> MetricSpec:
    return MetricSpec(
        f"dte_compliance_{name}", help_, "compliance", _LABELS, better=better, low=0, reference=_ARTICLE_22
    )


AUTOMATED = _count("decisions_automated", "Decisions that a machine took alone.")
ASKED = _count("reviews_asked", "Reviews of automated decisions that people asked for.")
DONE = _count("reviews_done", "Reviews of automated decisions that were done, in time or not.")
IN_TIME = _count("reviews_done_in_time", "Reviews of automated decisions that were done within their month.")
OVERDUE = _count("reviews_overdue", "Reviews that are not done, and whose month has passed.", Better.LOWER)
OVERTURNED = MetricSpec(
    "dte_compliance_reviews_overturned_ratio",
    "Share of the reviews done that overturned the decision; 0 is none, 1 is all.",
    "compliance",
    _LABELS,
    unit=Unit.RATIO,
    low=0,
    high=1,
    reference=_ARTICLE_22,
)


class Reviews(Register):
    """The register of reviews that people asked for."""

    decision: str = Field(default="decision", description="Its column of keys of decisions.")
    asked: str = Field(default="asked_at", description="Its column of when the review was asked for.")
    done: str = Field(default="done_at", description="Its column of when a human being had done it.")
    overturned: str = Field(default="overturned", description="Its column that says that the decision was changed.")


class Params(Model):
    """The parameters of ``check: decisions-reviewed``. Columns are those of the check's own rows, a row a decision."""

    automated: str | None = Field(
        default=None, description="The column that says that a machine decided alone; without one, it did in every row."
    )
    key: str = Field(default="id", description="The column of keys of decisions, by which reviews name them.")
    exception: str = Field(default="exception", description="The column of the exception that allows it.")
    exceptions: tuple[str, ...] = Field(
        default=("contract", "law", "explicit_consent"),
        description="Its words for Art. 22(2)(a) to (c).",
    )
    reviews: Reviews | None = Field(default=None, description="The register of reviews.")


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """How many decisions a machine took alone, with an exception or without."""

    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: whether there is an exception, and the decisions."""
        alone = _alone(tables.own.table, self.params)
        allowed = word(alone, self.params.exception).isin(self.params.exceptions).fill_null(False)
        return alone.group_by(allowed=allowed).aggregate(decisions=alone.count())


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """How many reviews of such decisions say the same: days, and whether the decision was overturned."""

    params: Params
    reviews: Reviews

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: the days on which it was asked for and done, whether overturned; the reviews."""
        zone, register = tables.calendar.timezone, self.reviews
        reviews = tables.further[register.dataset]
        table = reviews.table
        alone = _alone(tables.own.table, self.params)
        entries = table.select(
            decision=word(table, register.decision),
            asked=day_in(zone, instant(table, register.asked, reviews.timezone)),
            done=day_in(zone, instant(table, register.done, reviews.timezone)),
            overturned=is_set(table, register.overturned, otherwise=False),
        )
        of_them = entries.semi_join(alone.select(decision=word(alone, self.params.key)), "decision").drop("decision")
        return of_them.group_by(of_them.columns).aggregate(reviews=of_them.count())


def _alone(table: "IbisTable", params: Params) -> "IbisTable":
    """Return the decisions that a machine took alone."""
    return table.filter(is_set(table, params.automated, otherwise=True)) if params.automated else table


EXAMPLE = Example(
    columns={
        "id": [1, 2, 3, 4],
        "machine_alone": [True, True, True, False],
        "exception": ["contract", "contract", None, None],
    },
    tables={
        "reviews": {
            "decision": [1, 2, 1, 4],
            "asked_at": ["2018-09-03", "2018-09-03", "2018-11-29", "2018-09-03"],
            "done_at": ["2018-10-03", "2018-10-04", None, None],
            "overturned": [True, False, None, None],
        }
    },
    settings={
        "params": {"automated": "machine_alone", "reviews": {"dataset": "reviews"}},
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 6.0,
        "dte_compliance_decisions_automated": 3.0,
        "dte_compliance_reviews_asked": 3.0,
        "dte_compliance_reviews_done": 2.0,
        "dte_compliance_reviews_done_in_time": 1.0,
        "dte_compliance_reviews_overdue": 0.0,
        "dte_compliance_reviews_overturned_ratio": 0.5,
        'dte_compliance_left_out_rows{column="asked_at",reason="missing_time"}': 0.0,
        'dte_compliance_left_out_ratio{column="asked_at",reason="missing_time"}': 0.0,
    },
    working=(
        "A machine took three of four decisions alone, the third without an exception. Three reviews of them were "
        "asked for: one of 3 September was done on the last day of its month, Wednesday 3 October, and overturned the "
        "decision; one was done a day late; that of 29 November has time until 31 December. The fourth decision was a "
        "human being's. One decision and one review of three and three; one of two reviews done overturned."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan | GovernancePlan]:
    """Return the tally of decisions, that of reviews where there is a register of them, and the calendar."""
    plans: dict[str, TallyPlan | GovernancePlan] = {
        "decisions": TallyPlan(DecisionQuestion(params), of_register=True),
        "governance": GovernancePlan(),
    }
    if params.reviews is None:
        return plans
    return {**plans, "reviews": TallyPlan(ReviewQuestion(params, params.reviews), of_register=True)}


@check(
    "decisions-reviewed",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, AUTOMATED, ASKED, DONE, IN_TIME, OVERDUE, OVERTURNED, *COMPLIANCE.specs],
    example=EXAMPLE,
    reads=reads("reviews"),
    calculators=("holidays",),
    inputs=(GOVERNANCE,),
    cases=unreviewed,
)
def decisions_reviewed(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many decisions lack an exception, and how many reviews were asked for, done, late and overturned."""
    decisions: Tally = statistics["decisions"]
    calendar: Calendar = statistics["governance"].governance.section.calendar
    unexcepted = decisions.of((False,))
    reviews = _judged(statistics["reviews"], calendar, now) if params.reviews else Counter[str]()
    late = reviews["done"] - reviews["done in time"]
    asked = reviews["asked"]
    samples = [
        *found(unexcepted + late + reviews["overdue"], decisions.total + asked),
        AUTOMATED.sample(decisions.total),
        *(_of_reviews(reviews) if params.reviews else ()),
    ]
    details = {"without_an_exception": unexcepted, "reviews": dict(reviews)}
    return without(_left_out(statistics, params), decisions.rows, samples, details)


def _left_out(statistics: Mapping[str, Any], params: Params) -> Iterator[LeftOut]:
    """Yield the reviews of which it is not known when they were asked for."""
    if params.reviews:
        undated = sum(count for (asked, *_), count in statistics["reviews"].states.items() if asked is None)
        yield LeftOut(params.reviews.asked, Reason.MISSING_TIME, undated, f"datasets.{params.reviews.dataset}")


def _judged(reviews: Tally, calendar: Calendar, now: float) -> Counter[str]:
    """Return how many reviews were asked for, done, done in time, overturned, and are overdue."""
    working, day = WorkingDays(calendar.country, calendar.subdivision), today(now, calendar)
    judged: Counter[str] = Counter()
    for (asked, done, overturned), count in reviews.states.items():
        if asked is None:
            continue
        late = Request(asked, closed=done).is_late(working, day)
        judged["asked"] += count
        judged["done"] += count * bool(done)
        judged["done in time"] += count * bool(done and not late)
        judged["overturned"] += count * bool(done and overturned)
        judged["overdue"] += count * (late and not done)
    return judged


def _of_reviews(reviews: Counter[str]) -> list[Sample]:
    samples = [
        ASKED.sample(reviews["asked"]),
        DONE.sample(reviews["done"]),
        IN_TIME.sample(reviews["done in time"]),
        OVERDUE.sample(reviews["overdue"]),
    ]
    ratio = [OVERTURNED.sample(reviews["overturned"] / reviews["done"])] if reviews["done"] else []
    return [*samples, *ratio]
