"""What the exporter says of the lineage events that it is sent: what came of them."""

from collections.abc import Iterator
from typing import get_args

from dte_exporter.metric import Kind, MetricSpec, Sample
from dte_exporter.storage.snapshot import Reception, Snapshot

EVENTS = MetricSpec(
    "dte_lineage_events_total",
    "Lineage events that were sent here by what came of them, since the exporter started: accepted and kept, duplicate "
    "of one that is kept, refused as unfit, or deferred since there was no room or no history to keep it in; absent "
    "where none are received.",
    "exporter",
    ("result",),
    kind=Kind.COUNTER,
    low=0,
    scheduled=False,
)
SPECS = (EVENTS,)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the values of `SPECS`; none where no events are received."""
    if snapshot.received is not None:
        yield from (EVENTS.sample(snapshot.received.get(one, 0), result=one) for one in get_args(Reception))
