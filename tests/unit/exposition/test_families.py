import pytest

from dte_exporter.exposition.families import declared, head
from dte_exporter.exposition.negotiation import OPENMETRICS, TEXT
from dte_exporter.metric import Kind, MetricSpec, Unit

DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", ("check", "column"))
SHARE = MetricSpec("dte_drift_columns_ratio", 'How "many".', "drift", ("check",), Unit.RATIO, scheduled=False)


def test_help_says_of_a_scheduled_value_that_it_is_not_of_the_scrape() -> None:
    """A value of the scrape's own moment has its help alone."""
    standing = MetricSpec("dte_checks_pending", "How many wait.", "exporter", scheduled=False)
    assert declared(DISTANCE).documentation == "How far. Computed on schedule."
    assert declared(standing).documentation == "How many wait."


@pytest.mark.parametrize(
    ("name", "unit", "kind", "shown"),
    [
        ("dte_x_a_ratio", Unit.RATIO, Kind.GAUGE, "ratio"),
        ("dte_x_a_timestamp_seconds", Unit.TIMESTAMP, Kind.GAUGE, "seconds"),
        ("dte_x_a_seconds", Unit.SECONDS, Kind.GAUGE, "seconds"),
        ("dte_x_rows", Unit.ROWS, Kind.GAUGE, ""),
        ("dte_x_rows_read_total", Unit.ROWS, Kind.COUNTER, ""),
        ("dte_x_busy_seconds_total", Unit.SECONDS, Kind.COUNTER, "seconds"),
        ("dte_x_group_size", Unit.ROWS, Kind.GAUGE, ""),
        ("dte_x_accuracy", Unit.NONE, Kind.GAUGE, ""),
    ],
)
def test_a_unit_is_shown_where_the_name_ends_in_it(name: str, unit: Unit, kind: Kind, shown: str) -> None:
    """OpenMetrics allows a unit only as the suffix of the family's name; the name never changes."""
    family = declared(MetricSpec(name, "A.", "x", unit=unit, kind=kind))
    assert (family.unit, family.name) == (shown, name.removesuffix("_total"))


def test_a_family_is_introduced_as_its_format_asks() -> None:
    """OpenMetrics shows the unit and escapes quotes; its end mark is no part of a family."""
    assert head(SHARE, TEXT) == (b'# HELP dte_drift_columns_ratio How "many".\n# TYPE dte_drift_columns_ratio gauge\n')
    assert head(SHARE, OPENMETRICS) == (
        b'# HELP dte_drift_columns_ratio How \\"many\\".\n# TYPE dte_drift_columns_ratio gauge\n'
        b"# UNIT dte_drift_columns_ratio ratio\n"
    )
