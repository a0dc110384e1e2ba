"""The exposition as ``prometheus_client`` renders it from the same samples: what our own bytes are held to."""

from collections.abc import Iterator, Mapping

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from dte_exporter.exposition.families import Family, declared
from dte_exporter.exposition.negotiation import Format
from dte_exporter.exposition.shown import Shown
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.storage.snapshot import Snapshot


class _Families(Collector):
    """Collects samples as families, in the order of the catalogue; of a series that comes twice the first stays."""

    def __init__(self, samples: list[Sample], catalogue: Mapping[str, MetricSpec]) -> None:
        self._samples = samples
        self._catalogue = catalogue

    def collect(self) -> Iterator[Family]:
        for name, spec in self._catalogue.items():
            series: dict[tuple[str, ...], float] = {}
            for sample in self._samples:
                if sample.name == name:
                    series.setdefault(tuple(sample.labels.get(label, "") for label in spec.labels), sample.value)
            family = declared(spec)
            for labels, value in series.items():
                family.add_metric(labels, value)
            if series:
                yield family


def rendered(samples: list[Sample], catalogue: Mapping[str, MetricSpec], form: Format) -> bytes:
    """Return `samples` in the format `form`."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Families(samples, catalogue))
    encode, _ = choose_encoder(str(form))
    return encode(registry)


def whole(snapshot: Snapshot, now: float, catalogue: Mapping[str, MetricSpec], form: Format) -> bytes:
    """Return all that `snapshot` shows at `now` in the format `form`, rendered at once from nothing kept."""
    portions = Shown().portions(snapshot, now).values()
    return rendered([sample for portion in portions for sample in portion.samples()], catalogue, form)
