"""What introduces a family: its lines HELP, TYPE and UNIT, as ``prometheus_client`` writes them."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from dte_exporter.exposition.negotiation import Format
from dte_exporter.metric import Kind, MetricSpec, Unit

Family = GaugeMetricFamily | CounterMetricFamily

EOF = b"# EOF\n"
"""The mark at the end of OpenMetrics."""

_BASE_UNITS = {Unit.RATIO: "ratio", Unit.SECONDS: "seconds", Unit.TIMESTAMP: "seconds"}
_SCHEDULED = "Computed on schedule."


class _Empty(Collector):
    """Collects one family without samples."""

    def __init__(self, family: Family) -> None:
        self._family = family

    def collect(self) -> Iterator[Family]:
        yield self._family


def declared(spec: MetricSpec) -> Family:
    """Return the family that `spec` declares, without samples.

    HELP says of a scheduled value that it is not of the scrape's moment. OpenMetrics allows a unit only as the
    suffix of the name, so that a moment has the unit seconds, and a family whose name leaves its unit out has none.
    What is counted (rows) is no unit: the name says it.
    """
    family = CounterMetricFamily if spec.kind is Kind.COUNTER else GaugeMetricFamily
    documentation = f"{spec.help} {_SCHEDULED}" if spec.scheduled else spec.help
    unit = _BASE_UNITS.get(spec.unit, "")
    fits = spec.name.removesuffix("_total").endswith(f"_{unit}")
    return family(spec.name, documentation, labels=spec.labels, unit=unit if fits else "")


def head(spec: MetricSpec, form: Format) -> bytes:
    """Return the lines that introduce the family in the format `form`."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Empty(declared(spec)))
    encode, _ = choose_encoder(str(form))
    return encode(registry).removesuffix(EOF)
