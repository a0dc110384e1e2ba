"""No processing after withdrawal: does processing go on that its subject has stopped.

Definition
    A person stops processing by taking a consent back (GDPR Art. 7(3)), by having it restricted (Art. 18) or by
    objecting (Art. 21). From then on no row of that person may serve that purpose, until the person consents again or
    the entry says that it was lifted. Each row is judged by what stood at its own time: a row before the withdrawal
    stays lawful, as Art. 7(3) says.
Formula
    violations = rows later than a stop by more than the grace, and before its end; examined = rows with a time, and on
    one of ``bases`` where a column tells the basis.
Range
    Counts from 0 on.
Good direction
    Violations fall.
What it cannot see
    Whether a row of another basis rests on it rightly; whether storing alone went on, which Art. 18(2) allows: leave
    such rows out by a window; a stop that nobody entered. The law knows no grace: a ``grace`` is your own policy.
Reference
    GDPR Art. 7(3), 18(1) and (2), 21(1) to (3); EDPB Guidelines 05/2020 on consent, section 5.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from dte_exporter.checks.compliance.cases.withdrawal import after_withdrawal
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.compliance.people.registers import (
    PURPOSE,
    ByPurpose,
    Purposes,
    known_purpose,
    of_entries,
    of_rows,
    reads,
    subject_of,
)
from dte_exporter.checks.compliance.people.stopped import NEVER, disjoint, of_every_purpose, until_renewed, within
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan
from dte_exporter.checks.compliance.people.untimed import UntimedQuestion, untimed
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Duration
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import held, instant
from dte_exporter.statistics.tally import Tally
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class Stops(ByPurpose):
    """The register of what stops processing: withdrawals, restrictions, objections. Without a purpose: of all."""

    stopped: str = Field(default="withdrawn_at", description="Its column of when processing had to stop.")
    lifted: str | None = Field(default=None, description="Its column of when it was allowed again.")


class Renewals(ByPurpose):
    """The register of consents, which allow again what a withdrawal stopped."""

    given: str = Field(default="given_at", description="Its column of when it was given.")


class Params(Purposes):
    """The parameters of ``check: no-processing-after-withdrawal``."""

    withdrawals: Stops = Field(description="The register of withdrawals, restrictions or objections.")
    consents: Renewals | None = Field(default=None, description="The register of consents that end a withdrawal.")
    basis: str | None = Field(default=None, description="The column of the basis that a row is processed on.")
    bases: tuple[str, ...] = Field(
        default=("consent",), description="The bases that a withdrawal takes away; rows on others are left out."
    )
    grace: Duration | None = Field(default=None, description="How long processing may go on, as own policy.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        known_purpose(self, self.withdrawals, "withdrawals")
        if self.consents is not None:
            known_purpose(self, self.consents, "consents")
            if bool(self.consents.purpose) != bool(self.withdrawals.purpose):
                raise ValueError("withdrawals and consents are met: both tell purposes, or neither does")
        return self


@dataclass(frozen=True, slots=True)
class StopQuestion:
    """How many rows there are, and how many of them come after their person has stopped them."""

    subject: str
    time: str
    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return two rows: ``examined`` and ``stopped``, and the rows of the table that are so."""
        import ibis

        events = self._events(tables.own)
        stopped = within(events, disjoint(self._stops(tables, events)))
        states = {"examined": events, "stopped": stopped}
        counted = [
            rows.aggregate(rows=rows.count()).select(state=ibis.literal(state), rows=ibis._.rows)
            for state, rows in states.items()
        ]
        return ibis.union(*counted)

    def _events(self, rows: View) -> "IbisTable":
        table = rows.table
        if self.params.basis:
            table = table.filter(held(table, self.params.basis).isin(self.params.bases))
        keys = of_rows(table, self.subject, self.params, self.params.withdrawals)
        events = table.select(**keys, time=instant(table, self.time, rows.timezone))
        return events.filter(events.time.notnull())

    def _stops(self, tables: Tables, events: "IbisTable") -> "IbisTable":
        """Return each stop: whom and what it stops, when it was made, and from when to when it holds."""
        import ibis

        register, consents = self.params.withdrawals, self.params.consents
        withdrawals = tables.further[register.dataset]
        table = withdrawals.table
        made = instant(table, register.stopped, withdrawals.timezone)
        grace = ibis.interval(timedelta(seconds=self.params.grace or 0))
        lifted = instant(table, register.lifted, withdrawals.timezone).coalesce(ibis.literal(NEVER))
        stops = table.select(**of_entries(table, register), made=made, start=made + grace, end=lifted)
        stops = stops.filter(stops.made.notnull())
        if register.purpose and tables.own.rows(stops.filter(stops[PURPOSE].isnull()).limit(1)):
            stops = of_every_purpose(stops, events)
        if consents is None:
            return stops
        view = tables.further[consents.dataset]
        given = instant(view.table, consents.given, view.timezone)
        return until_renewed(stops, view.table.select(**of_entries(view.table, consents), given=given))


EXAMPLE = Example(
    columns={
        "person": ["ada", "ada", "ada", "ada", "bo", "cy"],
        "purpose": ["news", "news", "ads", "news", "news", "news"],
        "day": ["2018-02-01", "2018-04-01", "2018-04-01", "2018-08-01", "2018-04-01", "2018-04-01"],
    },
    tables={
        "withdrawals": {
            "subject": ["ada", "cy"],
            "purpose": ["news", "news"],
            "withdrawn_at": ["2018-03-01", "2018-05-01"],
        },
        "consents": {"subject": ["ada"], "purpose": ["news"], "given_at": ["2018-07-01"]},
    },
    settings={
        "columns": {"subject": "person", "time": "day"},
        "params": {
            "purpose": "purpose",
            "withdrawals": {"dataset": "withdrawals"},
            "consents": {"dataset": "consents"},
        },
    },
    expected={
        "dte_compliance_violations": 1.0,
        "dte_compliance_examined": 6.0,
        'dte_compliance_left_out_rows{column="day",reason="missing_time"}': 0.0,
        'dte_compliance_left_out_ratio{column="day",reason="missing_time"}': 0.0,
    },
    working=(
        "ada withdrew from news on 1 March and consented again on 1 July: of her four rows that of February came "
        "before, that of August after the new consent, and the ads were not withdrawn; that of April is a violation. "
        "bo never withdrew, and cy's row of April came before the withdrawal of May. One row of six."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan]:
    """Return the tally of rows by whether they were stopped.

    Raises
    ------
    CheckError
        If the data set names no column of people or of time.
    """
    subject = subject_of(roles, "no-processing-after-withdrawal")
    if roles.time is None:
        raise CheckError("what comes after a withdrawal is told by the time of rows: set columns.time")
    return {
        "rows": TallyPlan(StopQuestion(subject, roles.time, params)),
        "untimed": TallyPlan(UntimedQuestion(roles.time)),
    }


@check(
    "no-processing-after-withdrawal",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, *COMPLIANCE.specs],
    example=EXAMPLE,
    reads=reads("withdrawals", "consents"),
    inputs=(GOVERNANCE,),
    cases=after_withdrawal,
)
def no_processing_after_withdrawal(
    statistics: Mapping[str, Tally], params: Params, roles: Roles, now: float
) -> Findings:
    """Return how many rows came after their person had stopped them."""
    rows = statistics["rows"]
    left_out = untimed(statistics["untimed"], str(roles.time))
    return without([left_out], rows.rows, found(rows.of(("stopped",)), rows.of(("examined",))), {})
