"""One snapshot at one moment, as a Prometheus collector."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from prometheus_client import CollectorRegistry
from prometheus_client.registry import Collector

from dte_exporter import objectives
from dte_exporter.exposition import own
from dte_exporter.exposition.families import Family, declared, families
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.snapshot import Snapshot


class SnapshotCollector(Collector):
    """Collects everything that `snapshot` shows at the time `now`.

    Parameters
    ----------
    snapshot : Snapshot
        What is shown.
    catalogue : mapping of str to MetricSpec
        What may be shown, and in which order.
    now : float
        The moment, in seconds since the epoch: values that are stale at it are not shown.
    """

    def __init__(self, snapshot: Snapshot, catalogue: Mapping[str, MetricSpec], now: float) -> None:
        self._snapshot = snapshot
        self._catalogue = catalogue
        self._now = now

    def describe(self) -> Iterable[Family]:
        """Return every family of the catalogue, empty: a registry refuses a name that is taken."""
        return [declared(spec) for spec in self._catalogue.values()]

    def collect(self) -> Iterable[Family]:
        """Return the families that have samples."""
        groups = shown(self._snapshot, self._now)
        return families((sample for _, group in groups for sample in group), self._catalogue)


def shown(snapshot: Snapshot, now: float) -> Iterator[tuple[str, Iterable[Sample]]]:
    """Yield every sample that `snapshot` shows at `now` by its origin: a check, or empty for what the exporter adds.

    The samples of a check are the very tuple of its record, so that who compares two moments sees at once which moved.
    """
    for name, record in snapshot.records.items():
        values = record.fresh(now)
        yield name, values.samples if values else ()
    yield "", chain(objectives.samples(snapshot, now), own.samples(snapshot))


def collected(snapshot: Snapshot, catalogue: Mapping[str, MetricSpec], now: float) -> CollectorRegistry:
    """Return a registry of its own that holds only the collector of `snapshot`."""
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(snapshot, catalogue, now))
    return registry
