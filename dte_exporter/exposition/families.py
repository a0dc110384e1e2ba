"""Samples become Prometheus families: one a name, in the order of the catalogue, no series twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from dte_exporter.metric import Kind, MetricSpec, Sample, Unit

Family = GaugeMetricFamily | CounterMetricFamily

_SCHEDULED = "Computed on a schedule, not at scrape time."


def declared(spec: MetricSpec) -> Family:
    """Return the family that `spec` declares, without samples.

    HELP says of a scheduled value that it is not of the scrape's moment. OpenMetrics allows a unit only as the
    suffix of the name, so that a moment has the unit seconds, and a family whose name leaves its unit out has none.
    """
    family = CounterMetricFamily if spec.kind is Kind.COUNTER else GaugeMetricFamily
    documentation = f"{spec.help} {_SCHEDULED}" if spec.scheduled else spec.help
    unit = "seconds" if spec.unit is Unit.TIMESTAMP else str(spec.unit)
    fits = spec.name.removesuffix("_total").endswith(f"_{unit}")
    return family(spec.name, documentation, labels=spec.labels, unit=unit if fits else "")


def families(samples: Iterable[Sample], catalogue: Mapping[str, MetricSpec]) -> Iterator[Family]:
    """Yield the families that have samples, in the order of `catalogue`.

    What the catalogue does not declare is left out, and of a series that comes twice the first value stays: either
    would make Prometheus refuse the whole scrape. A label that a sample lacks is empty.
    """
    by_name: dict[str, dict[tuple[str, ...], float]] = defaultdict(dict)
    for sample in samples:
        spec = catalogue.get(sample.name)
        if spec is not None:
            by_name[spec.name].setdefault(tuple(sample.labels.get(label, "") for label in spec.labels), sample.value)
    for name, spec in catalogue.items():
        if name in by_name:
            yield _filled(declared(spec), by_name[name])


def _filled(family: Family, series: Mapping[tuple[str, ...], float]) -> Family:
    for labels, value in series.items():
        family.add_metric(labels, value)
    return family
