"""Events as they are sent."""

import json

from dte_exporter.lineage.events.sent_event import SentEvent, sent

NOON = 1_530_446_400.0
"""2018-07-01 12:00:00 UTC, the moment of every event."""


def body(job: str = "sum_up", at: str = "2018-07-01T12:00:00Z", **members: object) -> bytes:
    """Return the JSON of the end of a run of `job`."""
    event = {
        "eventType": "COMPLETE",
        "eventTime": at,
        "producer": "https://example.com/etl",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
        "run": {"runId": "0166a000-0000-7000-8000-000000000001"},
        "job": {"namespace": "etl", "name": job},
        **members,
    }
    return json.dumps(event).encode()


def event(job: str = "sum_up", at: str = "2018-07-01T12:00:00Z") -> SentEvent:
    """Return the end of a run of `job`."""
    return sent(body(job, at))
