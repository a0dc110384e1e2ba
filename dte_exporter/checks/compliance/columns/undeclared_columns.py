"""Undeclared columns: which columns about people the record of processing says nothing of.

Definition
    GDPR Art. 30(1)(c) has the record describe the categories of personal data. Each column of the table that the
    config calls about people (a category in ``personal_data.columns``, a pseudonym, a quasi-identifier, a sensitive
    column or the subject) is *declared* if it has a category of the Fides taxonomy and the activity that the data set
    names, ``personal_data.activity``, has that category or a wider one among its ``data``.
Formula
    violations = columns about people that are not declared; examined = columns about people.
Range
    Counts from 0 on.
Good direction
    Violations fall.
What it cannot see
    Columns that are about people and that nobody has called so: ``check: undeclared-personal-data`` reads what is in
    them. Whether a category says truly what a column holds.
Reference
    GDPR Art. 30(1)(c); the Fides taxonomy, https://ethyca.github.io/fideslang/
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dte_exporter.checks.compliance.columns.personal_columns import Params, activity_of, declares, needs
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import judged
from dte_exporter.config.governance.record import Activity
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={
        "customer": [1, 2],
        "email": ["jo@example.org", "ann@example.org"],
        "born": [1980, 1990],
        "illness": ["flu", "cold"],
        "sex": ["f", "m"],
        "amount": [3.5, 4.5],
    },
    settings={
        "columns": {"subject": "customer", "sensitive": ["sex"]},
        "personal_data": {
            "activity": "billing",
            "columns": {
                "customer": "user.unique_id",
                "email": "user.contact.email",
                "born": "user.demographic.date_of_birth",
                "illness": "user.health_and_medical",
            },
        },
    },
    record={"activities": {"billing": {"data": ["user.unique_id", "user.contact", "user.demographic.date_of_birth"]}}},
    expected={"dte_compliance_violations": 2.0, "dte_compliance_examined": 5.0},
    working=(
        "Five columns are about people, the amount is not. Billing declares the number, all contacts and with them the "
        "address, and the date of birth. It does not declare the illness, and the column of sex has no category."
    ),
)


@check(
    "undeclared-columns",
    params=Params,
    needs=needs,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    inputs=(PROCESSING_RECORD,),
)
def undeclared_columns(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many columns are not declared, and what each lacks as evidence."""
    activity = activity_of(statistics["recorded"], roles)
    return judged({column: _lacks(column, activity, roles) for column in sorted(roles.about_people)})


def _lacks(column: str, activity: Activity, roles: Roles) -> Iterator[str]:
    """Yield what `column` lacks to be declared."""
    category = roles.personal_data.columns.get(column)
    if category is None:
        yield "has no category of data"
    elif not declares(activity, category):
        yield f"is {category}, which the activity does not declare"
