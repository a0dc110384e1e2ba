"""Minimised: which columns about people nothing is known to need.

Definition
    GDPR Art. 5(1)(c) limits personal data to what is necessary for the purposes. A column about people (as in ``check:
    undeclared-columns``) has a *known use* if the activity that the data set names, or one that a check on the data set
    names, declares its category or a wider one; if ``columns.features.include`` lists it; if a check on the data set
    compares the groups of it; or if it is the subject, the key, the time, the prediction, its probability or the label.
Formula
    violations = columns about people without a known use; examined = columns about people.
Range
    Counts from 0 on.
Good direction
    Violations fall.
What it cannot see
    Whether a use is necessary: a purpose that could do with less passes. Uses outside the config and the record. How
    many rows, how long and how exactly something is kept.
Reference
    GDPR Art. 5(1)(c), 25(1) and (2); EDPB Guidelines 4/2019 on Article 25, on the principle of data minimisation.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from dte_exporter.checks.compliance.columns.personal_columns import Params, activity_of, declares, needs
from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import judged
from dte_exporter.checks.compliance.recorded import Recorded
from dte_exporter.config.governance.record import Activity
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.groups.sensitive import all_columns_of
from dte_exporter.config.models import CheckSettings
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

_NEEDLESS = "has no known use"

EXAMPLE = Example(
    columns={
        "customer": [1, 2],
        "email": ["jo@example.org", "ann@example.org"],
        "age": [40, 30],
        "illness": ["flu", "cold"],
        "sex": ["f", "m"],
        "amount": [3.5, 4.5],
    },
    settings={
        "columns": {"subject": "customer", "sensitive": ["sex"], "features": {"include": ["age", "amount"]}},
        "personal_data": {
            "activity": "billing",
            "columns": {
                "email": "user.contact.email",
                "age": "user.demographic.age_range",
                "illness": "user.health_and_medical",
            },
        },
    },
    record={"activities": {"billing": {"data": ["user.contact"]}}},
    expected={"dte_compliance_violations": 2.0, "dte_compliance_examined": 5.0},
    working=(
        "The customer is the subject, billing needs contacts and so the address, the age is a feature. Nothing needs "
        "the illness, and no check compares the sexes: two of five columns about people."
    ),
)


@check(
    "minimised", params=Params, needs=needs, emits=[VIOLATIONS, EXAMINED], example=EXAMPLE, inputs=(PROCESSING_RECORD,)
)
def minimised(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many columns nothing is known to need, with their names as evidence."""
    used = {*_in_the_config(statistics["recorded"], roles), *_in_the_record(statistics["recorded"], roles)}
    return judged({column: () if column in used else (_NEEDLESS,) for column in sorted(roles.about_people)})


def _in_the_config(recorded: Recorded, roles: Roles) -> Iterator[str | None]:
    """Yield the columns that the config has a use for."""
    columns = recorded.governance.datasets[roles.dataset].columns
    yield from (columns.subject, columns.key, columns.time, columns.prediction, columns.probability, roles.label)
    yield from columns.probabilities.values()
    yield from columns.features.include
    if any(name in recorded.governance.by_group for name in _checks(recorded, roles)):
        yield from all_columns_of(columns.sensitive)


def _in_the_record(recorded: Recorded, roles: Roles) -> Iterator[str]:
    """Yield the columns that an activity declares: that of the rows, or of a check on them."""
    named = [recorded.record.activities.get(one.activity) for one in _checks(recorded, roles).values()]
    activities: list[Activity] = [activity_of(recorded, roles), *filter(None, named)]
    for column, category in roles.personal_data.columns.items():
        if any(declares(activity, category) for activity in activities):
            yield column


def _checks(recorded: Recorded, roles: Roles) -> Mapping[str, CheckSettings]:
    """Return the checks on the data set, by name."""
    checks = recorded.governance.checks
    return {name: settings for name, settings in checks.items() if settings.dataset == roles.dataset}
