"""Record complete: the fields that the law asks of a record of processing, and which of them are missing.

Definition
    A record says, of each activity of a controller: who it is and who the data protection officer is (a), the purposes
    (b), the categories of people and of data (c), the recipients (d), the transfers (e), how long data are kept (f) and
    how they are kept safe (g). Of each activity of a processor: who it and each controller is, and the officer (a),
    what is done (b), the transfers (c), the security (d). A field that is asked for "where applicable" or "where
    possible", and one that is answered by "there is none", counts as present with a reason in its place.
Formula
    violations = fields that are missing, examined = fields that are asked for, over all activities.
Range
    0 to the number of fields; 0 violations is complete.
Good direction
    Lower.
Not seen
    Whether what is there is true, whether an activity is missing, joint controllers and representatives that are not
    named, and whether Art. 30(5) frees an organisation of fewer than 250 people.
Reference
    GDPR Art. 30(1) and (2).
"""

from collections.abc import Callable, Mapping

from dte_exporter.checks.compliance.findings import EXAMINED, VIOLATIONS
from dte_exporter.checks.compliance.record_findings import activities, judged
from dte_exporter.checks.compliance.recorded import Recorded, only_the_record
from dte_exporter.config.governance.record import Activity, Omitted, ProcessingRecord
from dte_exporter.config.governance.record_source import PROCESSING_RECORD
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

Presence = Callable[[ProcessingRecord, Activity], bool]


def _organisation(record: ProcessingRecord, _: Activity) -> bool:
    return record.organisation.is_complete


def _officer(record: ProcessingRecord, _: Activity) -> bool:
    dpo = record.dpo
    return isinstance(dpo, Omitted) or (dpo is not None and dpo.is_complete)


def _purpose(_: ProcessingRecord, activity: Activity) -> bool:
    return bool(activity.purpose or activity.uses)


def _controllers(_: ProcessingRecord, activity: Activity) -> bool:
    return bool(activity.on_behalf_of) and all(party.is_complete for party in activity.on_behalf_of)


def _said(key: str) -> Presence:
    """Return whether an activity says something under `key`, a reason why there is nothing included."""
    return lambda _, activity: bool(getattr(activity, key))


FIELDS: Mapping[str, Mapping[str, Presence]] = {
    "controller": {
        "organisation": _organisation,
        "dpo": _officer,
        "purpose": _purpose,
        **{key: _said(key) for key in ("subjects", "data", "recipients", "transfers", "retention", "security")},
    },
    "processor": {
        "organisation": _organisation,
        "dpo": _officer,
        "on_behalf_of": _controllers,
        "purpose": _purpose,
        **{key: _said(key) for key in ("transfers", "security")},
    },
}
"""What Art. 30(1) asks of a controller and Art. 30(2) of a processor, each with what counts as there."""

EXAMPLE = Example(
    columns={},
    record={
        "organisation": {"name": "Fictitious Ltd", "contact": "privacy@example.org"},
        "dpo": {"none": "Nobody has to be named"},
        "activities": {
            "newsletter": {
                "purpose": "To send news to those who asked for them",
                "subjects": ["customers"],
                "data": ["user.contact.email"],
                "recipients": {"none": "Nobody"},
                "transfers": {"none": "All is done in the EEA"},
            },
            "hosting": {
                "role": "processor",
                "on_behalf_of": [{"name": "Another Ltd", "contact": "privacy@example.com"}],
                "purpose": "To host web sites",
                "transfers": {"none": "All is done in the EEA"},
                "security": "Encrypted at rest and on the way",
            },
        },
    },
    expected={"dte_compliance_violations": 2.0, "dte_compliance_examined": 15.0},
    working=(
        "Nine fields are asked of a controller's activity: organisation, dpo, purpose, subjects, data, recipients, "
        "transfers, retention and security, and of the newsletter's the last two are missing. Six are asked of a "
        "processor's: organisation, dpo, on_behalf_of, purpose, transfers and security, and all are there. 9 + 6 = 15."
    ),
)


class Params(Model):
    """The parameters of ``check: record-complete``: none."""


@check(
    "record-complete",
    params=Params,
    needs=only_the_record,
    emits=[VIOLATIONS, EXAMINED],
    example=EXAMPLE,
    on="record",
    inputs=(PROCESSING_RECORD,),
)
def record_complete(statistics: Mapping[str, Recorded], params: Params, roles: Roles, now: float) -> Findings:
    """Return how many fields are asked for, and how many of them are missing."""
    recorded = statistics["recorded"]
    return judged(
        {
            f"{place}.{field}": [] if is_there(recorded.record, activity) else ["is missing"]
            for place, activity in activities(recorded).items()
            for field, is_there in FIELDS[activity.role].items()
        }
    )
