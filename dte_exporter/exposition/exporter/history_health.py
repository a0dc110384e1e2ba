"""What the exporter says of its history: whether results are being kept."""

from collections.abc import Iterator

from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.metric import Better, Kind, MetricSpec, Sample
from dte_exporter.storage.snapshot import Snapshot

AVAILABLE = MetricSpec(
    "dte_history_available",
    "Whether results are being kept in the history: 1 if the last attempt worked, else 0; absent where none is kept.",
    "exporter",
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
    role=ExporterRole.HISTORY,
)
RUNS_LOST = MetricSpec(
    "dte_history_runs_lost_total",
    "Finished runs that the history could not keep, since the exporter started; absent where none is kept.",
    "exporter",
    kind=Kind.COUNTER,
    low=0,
    scheduled=False,
)
SPECS = (AVAILABLE, RUNS_LOST)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the values of `SPECS`; none where no history is kept."""
    if snapshot.history is not None:
        yield AVAILABLE.sample(snapshot.history.available)
        yield RUNS_LOST.sample(snapshot.history.lost)
