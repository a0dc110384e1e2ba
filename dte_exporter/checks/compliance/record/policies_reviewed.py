"""Policies reviewed: the data protection policies, and which of them were not looked over recently enough.

Definition
    A *policy* is one that the record names under ``policies``. It is *in date* if it was looked over and that is no
    longer ago than `max_age`.
Formula
    violations = policies that are not in date, examined = policies.
Range
    0 to the number of policies; 0 violations is all in date.
Good direction
    Lower.
Undefined
    If the record names no policy, there is nothing to examine.
Not seen
    What the policies say and whether they are kept. The law asks that measures be reviewed where necessary (Art.
    24(1)) and sets no age: `max_age` is own policy.
Reference
    GDPR Art. 24(1) and (2).
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import OLDEST_REVIEW, judged, oldest, today
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.calendar_words import CalendarPeriod, Period
from dte_exporter.config.governance.record import Policy
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.errors import NoDataError
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={},
    record={
        "policies": [
            {"title": "Privacy", "reviewed": "2017-12-01"},
            {"title": "Retention", "reviewed": "2017-11-30"},
            {"title": "Access"},
        ]
    },
    expected={
        "dte_compliance_violations": 2.0,
        "dte_compliance_examined": 3.0,
        "dte_compliance_oldest_review_timestamp_seconds": 1_512_000_000.0,
    },
    working=(
        "On 1 December 2018 the first is a year old and no older, the second a day older, and the third was never "
        "looked over: 2 of 3. The oldest is of 30 November 2017, 1512000000 seconds after 1970."
    ),
)


class Params(Model):
    """The parameters of ``check: policies-reviewed``."""

    max_age: CalendarPeriod = Field(
        default=Period(12, 0),
        description="How long ago a policy may have been looked over. Own policy.",
        json_schema_extra={"default": "P1Y"},
    )


@check(
    "policies-reviewed",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED, OLDEST_REVIEW],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def policies_reviewed(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many policies there are, how many are not in date, and the oldest review.

    Raises
    ------
    NoDataError
        If the record names no policy.
    """
    recorded = statistics["recorded"]
    policies = recorded.record.policies
    if not policies:
        raise NoDataError("the record of processing names no policy")
    day = today(recorded, now)
    faults = {f"policies[{number}]": _faults(policy, params.max_age, day) for number, policy in enumerate(policies)}
    return judged(faults, oldest(policy.reviewed for policy in policies))


def _faults(policy: Policy, max_age: Period, day: date) -> Iterator[str]:
    if policy.reviewed is None:
        yield "was never looked over"
    elif max_age.after(policy.reviewed) < day:
        yield f"was last looked over on {policy.reviewed}, longer ago than {max_age}"
