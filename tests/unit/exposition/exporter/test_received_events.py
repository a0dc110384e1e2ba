"""What the exporter says of the lineage events that it is sent."""

from dte_exporter.exposition.exporter.received_events import samples
from dte_exporter.storage.snapshot import Snapshot


def test_each_result_is_counted_from_zero() -> None:
    """Where events are received, four series are there from the start."""
    shown = {one.labels["result"]: one.value for one in samples(Snapshot(received={"accepted": 3, "deferred": 1}))}

    assert shown == {"accepted": 3, "duplicate": 0, "refused": 0, "deferred": 1}


def test_where_nothing_is_received_nothing_is_told() -> None:
    """A zero would look like a service that nobody uses."""
    assert list(samples(Snapshot())) == []
