"""The record of processing activities, GDPR Art. 30, as types: what is left out is allowed here, and told by checks.

Where the law says "where applicable" or "where possible", a reason stands in the place of what is not there:
``transfers: {none: All is processed in the EEA}``.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Discriminator, Field, Tag

from dte_exporter.config.governance.calendar_words import CalendarPeriod, Country, DataCategory, DataUse, Day, Text
from dte_exporter.config.governance.taxonomy import is_criminal, is_special
from dte_exporter.config.models import Model
from dte_exporter.config.types import Name

T = TypeVar("T")


class Omitted(Model):
    """A reason in the place of what there is none of."""

    none: Text = Field(description="Why there is none.")


def _stated_or_omitted(value: Any) -> str:
    is_omitted = isinstance(value, Omitted) or (isinstance(value, Mapping) and "none" in value)
    return "omitted" if is_omitted else "stated"


OrReason = Annotated[
    Annotated[T, Tag("stated")] | Annotated[Omitted, Tag("omitted")], Discriminator(_stated_or_omitted)
]
"""Something, or ``{none: why not}``."""


class Party(Model):
    """Somebody who answers for personal data."""

    name: str = Field(default="", description="The name.")
    contact: str = Field(default="", description="How to reach them.")

    @property
    def is_complete(self) -> bool:
        """Whether there are both a name and a way to reach them."""
        return bool(self.name and self.contact)


class Organisation(Party):
    """Whose record it is."""

    representative: Party | None = Field(default=None, description="Their representative in the Union, Art. 27.")


class Policy(Model):
    """A data protection policy, Art. 24(2)."""

    title: Text = Field(description="What it is called.")
    reviewed: Day | None = Field(default=None, description="When it was last looked over.")


class Basis(Model):
    """Why the processing is lawful, Art. 6, and for special data Art. 9 and 10."""

    article_6: (
        Literal["consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"]
        | None
    ) = Field(default=None, description="Which of Art. 6(1)(a) to (f).")
    law: str = Field(default="", description="The law, where the basis is one: Art. 6(3), 9(2)(b), (g), (i), (j).")
    balancing: str = Field(default="", description="For legitimate interests: where they are weighed.")
    article_9: (
        OrReason[
            Literal[
                "explicit_consent",
                "employment_and_social_law",
                "vital_interests",
                "not_for_profit_body",
                "made_public",
                "legal_claims",
                "substantial_public_interest",
                "health_care",
                "public_health",
                "archiving_research_statistics",
            ]
        ]
        | None
    ) = Field(default=None, description="For special data: which of Art. 9(2)(a) to (j), or why they are not special.")
    article_10: str = Field(default="", description="For convictions and offences: the law that allows it.")


class Recipient(Model):
    """A category of recipients, Art. 30(1)(d)."""

    name: Text = Field(description="Who they are.")
    country: Country | None = Field(default=None, description="Where they are, if not in the EEA.")


Mechanism = Literal[
    "adequacy",
    "public_instrument",
    "binding_corporate_rules",
    "standard_contractual_clauses",
    "code_of_conduct",
    "certification",
    "authorised_clauses",
    "administrative_arrangement",
    "derogation",
]
"""Of Art. 45, of Art. 46(2)(a) to (f) and (3)(a) and (b), of Art. 49."""


class Transfer(Model):
    """A transfer out of the EEA, Art. 44 to 49."""

    country: Country | None = Field(default=None, description="To which country.")
    organisation: str = Field(default="", description="To which international organisation, if to no country.")
    mechanism: Mechanism | None = Field(default=None, description="What allows it.")
    reference: str = Field(default="", description="Where that is documented.")
    until: Day | None = Field(default=None, description="The last day on which it is in force, where it ends.")
    evidence: str = Field(
        default="", description="That a partial adequacy decision covers the recipient, such as its certification."
    )


class Retention(Model):
    """How long data are kept, Art. 30(1)(f)."""

    data: tuple[DataCategory, ...] = Field(default=(), description="Which data; all of the activity by default.")
    period: CalendarPeriod = Field(description="How long.")
    starts: Text = Field(description="From which event on.")


class Contract(Model):
    """A contract with a processor, Art. 28(3)."""

    reference: Text = Field(description="Where it is.")
    start: Day = Field(alias="from", description="The first day on which it is in force.")
    until: Day | None = Field(default=None, description="The last, where it ends.")


class Processor(Model):
    """Somebody who processes on our behalf, Art. 28."""

    name: Text = Field(description="Who.")
    country: Country | None = Field(default=None, description="Where they are, if not in the EEA.")
    contract: Contract | None = Field(default=None, description="What binds them.")


class Assessment(Model):
    """A data protection impact assessment, Art. 35."""

    reference: Text = Field(description="Where it is.")
    reviewed: Day = Field(description="When it was made, or last looked over.")


class AutomatedDecisions(Model):
    """Decisions without a human being that matter to somebody, Art. 22."""

    exception: Literal["contract", "law", "explicit_consent"] | None = Field(
        default=None, description="Which of Art. 22(2)(a) to (c) allows them."
    )
    reference: str = Field(default="", description="Where that is documented.")


class Activity(Model):
    """A processing activity. What Art. 30(1) asks of a controller and 30(2) of a processor."""

    title: str = Field(default="", description="What it is, in a few words.")
    role: Literal["controller", "processor"] = Field(default="controller", description="In which role.")
    joint_controllers: tuple[Party, ...] = Field(default=(), description="Who decides with us, Art. 26.")
    on_behalf_of: tuple[Party, ...] = Field(default=(), description="For a processor: each controller.")
    purpose: str = Field(default="", description="What for; for a processor, what is done.")
    uses: tuple[DataUse, ...] = Field(default=(), description="The same in words of the Fides taxonomy.")
    basis: Basis = Field(default=Basis(), description="Why it is lawful.")
    subjects: tuple[Text, ...] = Field(default=(), description="Categories of people.")
    data: tuple[DataCategory, ...] = Field(default=(), description="Categories of data, of the Fides taxonomy.")
    recipients: OrReason[tuple[Recipient, ...]] = Field(default=(), description="Who receives them.")
    transfers: OrReason[tuple[Transfer, ...]] = Field(default=(), description="Where they go outside the EEA.")
    retention: OrReason[tuple[Retention, ...]] = Field(default=(), description="How long they are kept.")
    security: OrReason[str] = Field(default="", description="How they are kept safe, Art. 32(1).")
    processors: tuple[Processor, ...] = Field(default=(), description="Who processes them on our behalf.")
    high_risk: bool | None = Field(default=None, description="Whether it is likely to be a high risk, Art. 35(1).")
    assessment: Assessment | None = Field(default=None, description="The impact assessment, Art. 35.")
    automated_decisions: AutomatedDecisions | None = Field(
        default=None, description="Decisions that a machine takes alone, Art. 22."
    )

    @property
    def special(self) -> tuple[str, ...]:
        """Its categories of data that GDPR Art. 9(1) sets apart."""
        return tuple(filter(is_special, self.data))

    @property
    def criminal(self) -> tuple[str, ...]:
        """Its categories of data that GDPR Art. 10 sets apart."""
        return tuple(filter(is_criminal, self.data))


class ProcessingRecord(Model):
    """The record of an organisation: who it is, and all that it does with personal data."""

    organisation: Organisation = Field(default=Organisation(), description="Whose record it is, Art. 30(1)(a).")
    dpo: OrReason[Party] | None = Field(
        default=None, description="The data protection officer, Art. 37, or why none has to be named."
    )
    policies: tuple[Policy, ...] = Field(default=(), description="Data protection policies, Art. 24(2).")
    activities: Mapping[Name, Activity] = Field(default={}, description="Processing activities, by name.")


def stated(value: tuple[T, ...] | Omitted) -> Iterator[T]:
    """Yield what is stated; nothing where a reason stands in its place."""
    if not isinstance(value, Omitted):
        yield from value
