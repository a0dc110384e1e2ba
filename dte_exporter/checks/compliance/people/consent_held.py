"""Consent held: do the people who are processed under consent hold one that is alive.

Definition
    Of each person in the rows, for each purpose, the register of consents is asked for a *live* consent: given, not
    withdrawn, and, where the parameters say so, to a version that still counts, young enough, and given or approved by
    the parents of a child. GDPR Art. 6(1)(a) lets processing rest on consent to specific purposes, Art. 7(1) has the
    controller show it, Art. 7(3) lets everybody take it back, and Art. 8(1) asks a parent where a child under 16, or
    an age from 13 on that the country sets, is offered a service online.
Formula
    violations = pairs of person and purpose without a live consent; examined = all such pairs.
Range
    Counts from 0 on.
Good direction
    Violations fall.
What it cannot see
    Whether a consent was free, informed and specific; whether a parent is one; whether rows rest on consent at all,
    which the record says. That a consent grows old is no rule of the law: ``valid_for`` is your own policy. A person
    whose age is not known is taken for grown up.
Reference
    GDPR Art. 6(1)(a), 7, 8; EDPB Guidelines 05/2020 on consent under Regulation 2016/679.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, model_validator

from dte_exporter.checks.compliance.calendar.deadlines import day_of, end_of, over_by
from dte_exporter.checks.compliance.cases.consent import without_consent
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found
from dte_exporter.checks.compliance.people.registers import (
    ByPurpose,
    Purposes,
    is_set,
    known_purpose,
    of_entries,
    of_rows,
    reads,
    subject_of,
)
from dte_exporter.checks.compliance.people.tables import Tables, TallyPlan
from dte_exporter.config.governance.calendar_words import CalendarPeriod
from dte_exporter.config.governance.governance import GOVERNANCE
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.expressions.instants import held, instant, literal
from dte_exporter.statistics.tally import Tally
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


class Consents(ByPurpose):
    """The register of consents: an entry each time that one was given."""

    given: str = Field(default="given_at", description="Its column of when it was given.")
    withdrawn: str | None = Field(default="withdrawn_at", description="Its column of when it was taken back.")
    version: str | None = Field(default=None, description="Its column of the version of the text agreed to.")
    parental: str | None = Field(default=None, description="Its column that says that a parent gave or approved it.")


class Params(Purposes):
    """The parameters of ``check: consent-held``."""

    consents: Consents = Field(description="The register of consents.")
    versions: tuple[str, ...] = Field(default=(), description="The versions that still count; all by default.")
    valid_for: CalendarPeriod | None = Field(
        default=None, description="How long a consent lasts, as own policy: the law sets no end. For ever by default."
    )
    born: str | None = Field(default=None, description="The column of dates of birth of the check's own rows.")
    age_of_consent: int = Field(
        default=16, ge=13, le=16, description="Below which age a parent's consent is asked for, as the country sets."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        known_purpose(self, self.consents, "consents")
        if self.versions and not self.consents.version:
            raise ValueError("versions are told by a column of the register: set consents.version")
        if bool(self.born) != bool(self.consents.parental):
            raise ValueError("children's consents are told by two columns: set both born and consents.parental")
        return self


@dataclass(frozen=True, slots=True)
class ConsentQuestion:
    """How many pairs of person and purpose hold a live consent, or what they lack."""

    subject: str
    params: Params

    def states(self, tables: Tables) -> "IbisTable":
        """Return a row for each state: ``held`` or what is missing, and the pairs."""
        import ibis

        people = self._people(tables.own)
        entries = self._entries(tables.further[self.params.consents.dataset], tables)
        keys = [key for key in people.columns if key != "born"]
        met = people.left_join(entries, keys)
        grown = met.born.isnull() | (met.born + ibis.interval(years=self.params.age_of_consent) <= met.given)
        steps = ("given", "alive", "current", "young")
        flags = [met.given.notnull(), met.alive, met.current, met.young, grown | met.parental]
        sofar = [_all(flags[: count + 1]) for count in range(len(flags))]
        names = (*steps, "held")
        best = met.group_by(keys).aggregate(
            **{name: flag.fill_null(False).any() for name, flag in zip(names, sofar, strict=True)}
        )
        state = ibis.cases(
            (best.held, "held"),
            (best.young, "without a parent"),
            (best.current, "too old"),
            (best.alive, "of another version"),
            (best.given, "withdrawn"),
            else_="never given",
        )
        return best.group_by(state=state).aggregate(pairs=best.count())

    def _people(self, rows: View) -> "IbisTable":
        """Return each pair of person and purpose once, with the date of birth where it is known."""
        table = rows.table
        keys = of_rows(table, self.subject, self.params, self.params.consents)
        pairs = table.select(**keys, born=instant(table, self.params.born, rows.timezone))
        return pairs.group_by(list(keys)).aggregate(born=pairs.born.min())

    def _entries(self, consents: View, tables: Tables) -> "IbisTable":
        """Return each consent with whether it is alive, of a current version, young enough, and a parent's."""
        import ibis

        register, now, table = self.params.consents, literal(tables.now), consents.table
        given, withdrawn = (
            instant(table, column, consents.timezone) for column in (register.given, register.withdrawn)
        )
        oldest = self._oldest(tables)
        return table.select(
            **of_entries(table, register),
            given=given,
            alive=(given <= now) & (withdrawn.isnull() | (withdrawn > now)),
            current=self._current(table),
            young=ibis.literal(True) if oldest is None else given >= literal(oldest),
            parental=is_set(table, register.parental, otherwise=True),
        )

    def _current(self, table: "IbisTable") -> Any:
        """Return whether each consent is to a version that still counts; without versions, all are."""
        import ibis

        column = self.params.consents.version
        return held(table, column).isin(self.params.versions) if column and self.params.versions else ibis.literal(True)

    def _oldest(self, tables: Tables) -> datetime | None:
        """Return the moment from which on a consent is young enough."""
        if self.params.valid_for is None:
            return None
        zone = tables.calendar.timezone
        return end_of(over_by(day_of(tables.now, zone), self.params.valid_for), zone)


def _all(flags: list[Any]) -> Any:
    first, *others = flags
    for flag in others:
        first = first & flag
    return first


EXAMPLE = Example(
    columns={"person": ["ada", "bo", "cy", "di", "ada"], "purpose": ["news", "news", "news", "news", "ads"]},
    tables={
        "consents": {
            "subject": ["ada", "bo", "cy", "cy", "ada"],
            "purpose": ["news", "news", "news", "news", "ads"],
            "given_at": ["2018-06-01", "2018-06-01", "2018-06-01", "2018-09-01", "2018-06-01"],
            "withdrawn_at": ["", "2018-08-01", "2018-07-01", "", "2018-11-30"],
        }
    },
    settings={
        "columns": {"subject": "person"},
        "params": {"purpose": "purpose", "consents": {"dataset": "consents"}},
    },
    expected={"dte_compliance_violations": 3.0, "dte_compliance_examined": 5.0},
    working=(
        "On 1 December 2018, of five pairs: ada's consent to news is alive; bo withdrew in August; cy withdrew in July "
        "and consented again in September; di never did; ada withdrew from ads the day before. Three of five hold none."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, TallyPlan]:
    """Return the tally of people by what their consent is.

    Raises
    ------
    CheckError
        If the data set names no column of people.
    """
    return {"people": TallyPlan(ConsentQuestion(subject_of(roles, "consent-held"), params))}


@check(
    "consent-held",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    reads=reads("consents"),
    inputs=(GOVERNANCE,),
    cases=without_consent,
)
def consent_held(statistics: Mapping[str, Tally], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many pairs hold no live consent, with what they lack as evidence."""
    people = statistics["people"]
    lacking = {state: count for (state,), count in people.states.items() if state != "held"}
    return Findings(found(sum(lacking.values()), people.total), details={"without_consent": lacking})
