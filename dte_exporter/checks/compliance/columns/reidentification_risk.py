"""Re-identification risk: how many people can be told by columns that name nobody.

Definition
    *Quasi-identifiers* are columns that together may single somebody out for one who knows them: age, postcode, sex.
    People with equal values of all of them form a group, and a table is *k-anonymous* if no group has fewer than k.
    GDPR Art. 25(1) and 32(1) ask for measures that fit the risk, and recital 26 takes account of all means that are
    reasonably likely to be used to identify somebody. The law sets no k: it is your own policy. Where
    ``columns.subject`` says whom a row is about, people are counted and not rows, and one row in a small group exposes
    its person.
Formula
    violations = people in groups of fewer than k; examined = people; ratio = the former / the latter. A null is a value
    like others.
Range
    The ratio in [0, 1]: 0 is k-anonymous, 1 hides nobody. Counts from 0 on.
Good direction
    All fall.
What it cannot see
    Which columns an attacker knows: only those in ``personal_data.quasi_identifiers`` are looked at. That all of a
    group share a secret, which then is none. What could be joined from elsewhere.
Reference
    Sweeney: k-Anonymity: A Model for Protecting Privacy (IJUFKS 2002); Article 29 Working Party, Opinion 05/2014 on
    Anonymisation Techniques (WP216); GDPR Art. 25(1), 32(1), recital 26.
"""

from collections.abc import Mapping

from pydantic import Field

from dte_exporter.checks.compliance.cases.exposure import exposed
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS, found, without
from dte_exporter.checks.left_out import COMPLIANCE
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import CheckError
from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.statistics.anonymity import Anonymity, AnonymityPlan

EXPOSED = MetricSpec(
    "dte_compliance_exposed_people_ratio",
    "Share of people who are alike with too few others in their quasi-identifiers; 0 is k-anonymous.",
    "compliance",
    ("check", "dataset"),
    Unit.RATIO,
    better=Better.LOWER,
    low=0,
    high=1,
    reference="Sweeney: k-Anonymity: A Model for Protecting Privacy, IJUFKS 2002",
)


class Params(Model):
    """The parameters of ``check: reidentification-risk``."""

    k: int = Field(default=5, ge=2, description="The size from which a group hides its people, as own policy.")


EXAMPLE = Example(
    columns={
        "age": [30, 30, 30, 40, 40, 50],
        "sex": ["f", "f", "f", "m", "m", None],
        "illness": ["flu", "cold", "flu", "flu", "cold", "flu"],
    },
    settings={"personal_data": {"quasi_identifiers": ["age", "sex"]}, "params": {"k": 3}},
    expected={
        "dte_compliance_violations": 3.0,
        "dte_compliance_examined": 6.0,
        "dte_compliance_exposed_people_ratio": 0.5,
    },
    working=(
        "Three women of 30 hide each other. Two men of 40 are fewer than three, and so is one of 50 whose sex is not "
        "known: three of six are exposed."
    ),
)


def needs(params: Params, roles: Roles) -> Mapping[str, AnonymityPlan]:
    """Return the anonymity of the people in the rows.

    Raises
    ------
    CheckError
        If no quasi-identifier is declared.
    """
    columns = roles.personal_data.quasi_identifiers
    if not columns:
        raise CheckError("no column is declared to help tell people: set personal_data.quasi_identifiers")
    return {"anonymity": AnonymityPlan(columns, roles.subject, params.k)}


@check(
    "reidentification-risk",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED, EXPOSED, *COMPLIANCE.specs],
    example=EXAMPLE,
    cases=exposed,
)
def reidentification_risk(statistics: Mapping[str, Anonymity], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many people are exposed."""
    people = statistics["anonymity"]
    ratio = EXPOSED.sample(people.exposed / people.people)
    samples = (*found(people.exposed, people.people), ratio)
    (window,) = people.rows
    nobody = [LeftOut(roles.subject, Reason.MISSING_SUBJECT, people.nobody, window)] if roles.subject else []
    return without(nobody, people.rows, samples, {"k": params.k, "by": _by(roles)})


def _by(roles: Roles) -> str:
    return "row" if roles.subject is None else "subject"
