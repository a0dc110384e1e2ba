"""Impact assessed: the activities that are said to be a high risk, and which of them have no assessment.

Definition
    An activity of a controller *is said to be a high risk* if the record says ``high_risk: true``. It *is assessed* if
    the record says where its assessment is, when that was made, and, where `max_age` sets an age, that it is no older.
    An activity of which the record says neither that it is a high risk nor that it is not has not been judged.
Formula
    violations = high-risk activities without an assessment that is recent enough, and activities that have not been
    judged; examined = high-risk activities, and those that have not been judged.
Range
    0 to the number of activities; 0 violations is all assessed.
Good direction
    Lower.
Not seen
    Whether the risk is said rightly, and what the assessment says. The law sets no age: Art. 35(11) asks for a review
    when the risk changes. `max_age` is own policy.
Reference
    GDPR Art. 35(1), (3), (7), (11); Article 29 Working Party, WP 248 rev.01, endorsed by the EDPB.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import OLDEST_REVIEW, controlled, judged, oldest, today
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.calendar_words import CalendarPeriod, Period
from dte_exporter.config.governance.record import Activity
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

EXAMPLE = Example(
    columns={},
    settings={"params": {"max_age": "P3Y"}},
    record={
        "activities": {
            "scoring": {"high_risk": True, "assessment": {"reference": "DPIA-1", "reviewed": "2018-05-25"}},
            "cameras": {"high_risk": True, "assessment": {"reference": "DPIA-2", "reviewed": "2015-11-30"}},
            "tracking": {"high_risk": True},
            "newsletter": {"high_risk": False},
            "hosting": {},
        }
    },
    expected={
        "dte_compliance_violations": 3.0,
        "dte_compliance_examined": 4.0,
        "dte_compliance_oldest_review_timestamp_seconds": 1_448_841_600.0,
    },
    working=(
        "Three activities are a high risk, and of hosting nothing is said. On 1 December 2018 the second assessment is "
        "a day older than three years and the third activity has none: with hosting 3 of 4. The oldest is of "
        "30 November 2015, 1448841600 seconds after 1970."
    ),
)


class Params(Model):
    """The parameters of ``check: dpia-present``."""

    max_age: CalendarPeriod | None = Field(
        default=None, description="How old an assessment may be, such as P3Y; any age by default. Own policy."
    )


@check(
    "dpia-present",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED, OLDEST_REVIEW],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def dpia_present(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many activities may be a high risk, how many of them are not assessed, and the oldest assessment."""
    recorded = statistics["recorded"]
    day = today(recorded, now)
    risky = {place: one for place, one in controlled(recorded).items() if one.high_risk is not False}
    reviews = oldest(one.assessment.reviewed for one in risky.values() if one.assessment)
    return judged({place: _faults(one, params.max_age, day) for place, one in risky.items()}, reviews)


def _faults(activity: Activity, max_age: Period | None, day: date) -> Iterator[str]:
    assessment = activity.assessment
    if activity.high_risk is None:
        yield "does not say whether it is a high risk"
    elif assessment is None:
        yield "is a high risk and has no assessment"
    elif max_age is not None and max_age.after(assessment.reviewed) < day:
        yield f"its assessment of {assessment.reviewed} is older than {max_age}"
