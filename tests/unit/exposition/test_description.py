import pytest

from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.description import Entry, by_pillar, entries
from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.registry import Registry


def _entry(low: float | None = None, high: float | None = None, better: Better = Better.NEITHER) -> Entry:
    return Entry(MetricSpec("dte_x", "X.", "x", better=better, low=low, high=high))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "any number"),
        (0, None, "0 or more"),
        (None, 0.5, "0.5 or less"),
        (0, 1, "0 to 1"),
        (1, 1, "always 1"),
    ],
)
def test_a_range_is_told_in_words(low: float | None, high: float | None, words: str) -> None:
    """A bound that is not there is not told."""
    assert _entry(low, high).range == words


def test_directions_are_told_in_words() -> None:
    """Where neither direction is better, nothing is said."""
    assert [_entry(better=better).direction for better in Better] == ["higher is better", "lower is better", ""]


def test_units_are_told_in_words() -> None:
    """Every unit has its words, and a bare number none."""
    named = {Unit.NONE: "dte_x", Unit.ROWS: "dte_x_rows"}
    specs = [MetricSpec(named.get(unit, f"dte_x_{unit}"), "X.", "x", unit=unit) for unit in Unit]

    assert [Entry(spec).unit for spec in specs] == [
        "",
        "ratio",
        "seconds",
        "seconds since the Unix epoch",
        "rows",
    ]


def test_an_entry_names_who_emits_it() -> None:
    """A kind of check, several that share a metric, or the exporter itself."""
    spec = MetricSpec("dte_x", "X.", "x")

    assert Entry(spec, ("drift",)).emitter == "check: drift"
    assert Entry(spec, ("dpo-named", "record-covers")).emitter == "check: dpo-named, record-covers"
    assert Entry(spec).emitter == "the exporter itself"


def test_the_catalogue_is_told_in_its_own_order() -> None:
    """Every metric of the catalogue is told once, none is added."""
    registry = Registry.discover()

    assert [entry.spec for entry in entries(registry)] == list(catalogue(registry).values())


def test_pillars_keep_together() -> None:
    """The entries of a pillar are one list, the first pillar first."""
    one, two, three = (
        Entry(MetricSpec("dte_one", "X.", "drift")),
        Entry(MetricSpec("dte_two", "X.", "model")),
        Entry(MetricSpec("dte_three", "X.", "drift")),
    )

    assert by_pillar([one, two, three]) == {"drift": [one, three], "model": [two]}


def test_an_entry_in_json_says_all() -> None:
    """The shape that the command line and the API share is pinned."""
    spec = MetricSpec(
        "dte_drift_columns_ratio",
        "Share of columns.",
        "drift",
        ("check", "dataset"),
        Unit.RATIO,
        better=Better.LOWER,
        low=0,
        high=1,
        reference="A paper.",
    )

    assert Entry(spec, ("drift",)).as_json() == {
        "name": "dte_drift_columns_ratio",
        "key": "columns_ratio",
        "pillar": "drift",
        "check": "drift",
        "type": "gauge",
        "unit": "ratio",
        "labels": ["check", "dataset"],
        "segmented": False,
        "low": 0,
        "high": 1,
        "better": "lower",
        "scheduled": True,
        "role": "figure",
        "of": "",
        "help": "Share of columns.",
        "reference": "A paper.",
    }
