import pytest
from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.registry import DuplicateTimeseries

from dte_exporter.exposition.collector import SnapshotCollector
from dte_exporter.exposition.families import declared, families
from dte_exporter.metric import Kind, MetricSpec, Sample, Unit
from dte_exporter.storage.snapshot import Snapshot

DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", ("check", "column"))
SHARE = MetricSpec("dte_drift_columns_ratio", "How many.", "drift", ("check",), Unit.RATIO)
CATALOGUE = {spec.name: spec for spec in (DISTANCE, SHARE)}


def test_families_come_in_the_order_of_the_catalogue_and_only_with_samples() -> None:
    """The order of samples does not matter, and a family without any has no HELP line."""
    samples = [SHARE.sample(0.5, check="a"), DISTANCE.sample(1.0, check="a", column="age")]
    assert [family.name for family in families(samples, CATALOGUE)] == ["dte_drift_distance", "dte_drift_columns_ratio"]
    assert [family.name for family in families(samples[:1], CATALOGUE)] == ["dte_drift_columns_ratio"]


def test_of_a_series_that_comes_twice_the_first_value_stays() -> None:
    """Prometheus refuses a whole scrape that holds one series twice."""
    samples = [SHARE.sample(0.5, check="a"), SHARE.sample(0.9, check="a"), SHARE.sample(0.7, check="b")]
    (family,) = families(samples, CATALOGUE)
    assert [(sample.labels, sample.value) for sample in family.samples] == [
        ({"check": "a"}, 0.5),
        ({"check": "b"}, 0.7),
    ]


def test_what_the_catalogue_does_not_declare_is_left_out() -> None:
    """A name without HELP and TYPE would be a family of unknown kind."""
    assert list(families([Sample("dte_drift_unheard_of", {}, 1.0)], CATALOGUE)) == []


def test_a_label_that_a_sample_lacks_is_empty() -> None:
    """Every series of a family has every label that the family declares."""
    (family,) = families([Sample("dte_drift_distance", {"column": "age"}, 1.0)], CATALOGUE)
    assert family.samples[0].labels == {"check": "", "column": "age"}


def test_help_says_of_a_scheduled_value_that_it_is_not_of_the_scrape() -> None:
    """A value of the scrape's own moment has its help alone."""
    standing = MetricSpec("dte_checks_pending", "How many wait.", "exporter", scheduled=False)
    assert declared(DISTANCE).documentation == "How far. Computed on a schedule, not at scrape time."
    assert declared(standing).documentation == "How many wait."


@pytest.mark.parametrize(
    ("name", "unit", "kind", "shown"),
    [
        ("dte_x_a_ratio", Unit.RATIO, Kind.GAUGE, "ratio"),
        ("dte_x_a_timestamp_seconds", Unit.TIMESTAMP, Kind.GAUGE, "seconds"),
        ("dte_x_a_seconds", Unit.SECONDS, Kind.GAUGE, "seconds"),
        ("dte_x_rows", Unit.ROWS, Kind.GAUGE, "rows"),
        ("dte_x_rows_read_total", Unit.ROWS, Kind.COUNTER, ""),
        ("dte_x_rows_total", Unit.ROWS, Kind.COUNTER, "rows"),
        ("dte_x_group_size", Unit.ROWS, Kind.GAUGE, ""),
        ("dte_x_accuracy", Unit.NONE, Kind.GAUGE, ""),
    ],
)
def test_a_unit_is_shown_where_the_name_ends_in_it(name: str, unit: Unit, kind: Kind, shown: str) -> None:
    """OpenMetrics allows a unit only as the suffix of the family's name; the name never changes."""
    family = declared(MetricSpec(name, "A.", "x", unit=unit, kind=kind))
    assert (family.unit, family.name) == (shown, name.removesuffix("_total"))


def test_a_registry_refuses_a_name_that_the_collector_describes() -> None:
    """The collector names its families before there is a sample of them."""
    registry = CollectorRegistry()
    Gauge("dte_drift_distance", "Somebody else's.", registry=registry)
    with pytest.raises(DuplicateTimeseries, match="dte_drift_distance"):
        registry.register(SnapshotCollector(Snapshot(), CATALOGUE, 0.0))
