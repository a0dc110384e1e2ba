import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.metric import RESERVED_LABELS, SCOPE, Better, Kind, MetricSpec, Sample, Unit

DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", (*SCOPE, "column", "method"), low=0)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_an_undefined_value_has_no_sample(value: float) -> None:
    """NaN and the infinities are refused, and the sentence says which series it was."""
    with pytest.raises(
        ValueError, match=r"dte_drift_distance \{'column': 'age'\} is .*: an undefined value has no sample"
    ):
        Sample("dte_drift_distance", {"column": "age"}, value)


def test_a_sample_holds_plain_types() -> None:
    """A numpy number and a label that is no text become a float and a str: no numpy leaves a worker."""
    import numpy

    sample = Sample("dte_x", {"column": numpy.str_("age"), "year": 2018}, numpy.float64(0.5))  # type: ignore[dict-item]  # what libraries give

    assert (type(sample.value), type(sample.labels["column"]), sample.labels["year"]) == (float, str, "2018")


def test_the_series_is_the_name_and_the_labels_in_order() -> None:
    """Two samples whose labels were given in another order are of one series."""
    one = Sample("dte_x", {"a": "1", "b": "2"}, 0.0)
    other = Sample("dte_x", {"b": "2", "a": "1"}, 9.0)

    assert one.series == other.series == ("dte_x", (("a", "1"), ("b", "2")))


def test_the_scope_adds_labels_and_replaces_none() -> None:
    """What the check said of its value holds against the scope."""
    sample = Sample("dte_x", {"model": "mine"}, 1.0)

    assert sample.within({"check": "c", "model": "yours"}).labels == {"check": "c", "model": "mine"}


@given(value=st.floats(allow_nan=False, allow_infinity=False), labels=st.dictionaries(st.text(), st.text()))
def test_a_sample_survives_pickling(value: float, labels: dict[str, str]) -> None:
    """It crosses the border of a process unchanged."""
    sample = Sample("dte_x", labels, value)

    assert pickle.loads(pickle.dumps(sample)) == sample


@pytest.mark.parametrize(
    ("declaration", "sentence"),
    [
        ({"name": "drift_distance"}, "metric 'drift_distance': a name is dte_ and lower-case letters"),
        ({"name": "dte_Drift"}, "metric 'dte_Drift': a name is dte_ and lower-case letters"),
        ({"name": "dte_1"}, "metric 'dte_1': a name is dte_ and lower-case letters"),
        ({"labels": ("pod", "column")}, "metric 'dte_x': label 'pod' belongs to scraping"),
        ({"unit": Unit.RATIO}, "metric 'dte_x': its unit asks for the suffix _ratio"),
        ({"unit": Unit.SECONDS}, "metric 'dte_x': its unit asks for the suffix _seconds"),
        (
            {"name": "dte_x_seconds", "unit": Unit.TIMESTAMP},
            "metric 'dte_x_seconds': its unit asks for the suffix _timestamp_seconds",
        ),
        ({"kind": Kind.COUNTER}, "metric 'dte_x': counters, and only they, end in _total"),
        ({"name": "dte_x_total"}, "metric 'dte_x_total': counters, and only they, end in _total"),
    ],
)
def test_a_declaration_that_breaks_the_naming_rules_is_refused(declaration: dict[str, Any], sentence: str) -> None:
    """Each rule has its own sentence, which names the metric."""
    with pytest.raises(ValueError, match=f"^{sentence}"):
        MetricSpec(**{"name": "dte_x", "help": "X.", "pillar": "x", **declaration})


@pytest.mark.parametrize(
    ("name", "unit", "kind"),
    [
        ("dte_x", Unit.NONE, Kind.GAUGE),
        ("dte_x_ratio", Unit.RATIO, Kind.GAUGE),
        ("dte_x_seconds", Unit.SECONDS, Kind.GAUGE),
        ("dte_x_timestamp_seconds", Unit.TIMESTAMP, Kind.GAUGE),
        ("dte_group_rows", Unit.ROWS, Kind.GAUGE),
        ("dte_x_total", Unit.NONE, Kind.COUNTER),
        ("dte_x_seconds_total", Unit.SECONDS, Kind.COUNTER),
    ],
)
def test_a_name_that_tells_its_unit_is_taken(name: str, unit: Unit, kind: Kind) -> None:
    """These are the forms that Prometheus's practice knows."""
    assert MetricSpec(name, "X.", "x", unit=unit, kind=kind).name == name


@pytest.mark.parametrize("label", sorted(RESERVED_LABELS))
def test_the_labels_of_scraping_are_not_ours(label: str) -> None:
    """job, instance and their like would come out renamed."""
    with pytest.raises(ValueError, match="belongs to scraping"):
        MetricSpec("dte_x", "X.", "x", (label,))


@pytest.mark.parametrize(
    ("name", "pillar", "key"),
    [
        ("dte_drift_columns_ratio", "drift", "columns_ratio"),
        ("dte_drift_drift_distance", "drift", "drift_distance"),
        ("dte_check_success", "exporter", "dte_check_success"),
    ],
)
def test_the_key_is_the_name_without_its_pillar(name: str, pillar: str, key: str) -> None:
    """An objective names its metric by what is left; a name without its pillar is its own key."""
    assert MetricSpec(name, "X.", pillar).key == key


def test_labels_are_the_scopes_or_the_metrics_own() -> None:
    """check, dataset and model say where a value comes from, the others which it is."""
    assert DISTANCE.scope == ("check", "dataset", "model")
    assert DISTANCE.own_labels == ("column", "method")


def test_a_check_leaves_the_scope_to_the_worker() -> None:
    """A sample needs the metric's own labels; those of the scope may be given or not."""
    without = DISTANCE.sample(0.2, column="age", method="psi")
    within = DISTANCE.sample(0.2, column="age", method="psi", check="c")

    assert without == Sample("dte_drift_distance", {"column": "age", "method": "psi"}, 0.2)
    assert within.labels["check"] == "c"


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ({"column": "age"}, r"dte_drift_distance: labels \[\] undeclared, \['method'\] missing"),
        (
            {"column": "age", "method": "psi", "colour": "red"},
            r"dte_drift_distance: labels \['colour'\] undeclared, \[\] missing",
        ),
        ({"colour": "red"}, r"dte_drift_distance: labels \['colour'\] undeclared, \['column', 'method'\] missing"),
    ],
)
def test_a_sample_has_the_declared_labels_and_no_others(labels: dict[str, str], sentence: str) -> None:
    """A label that is missing or was never declared is an error that names it."""
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        DISTANCE.sample(0.2, **labels)


def test_a_declaration_says_nothing_that_was_not_said() -> None:
    """By default a metric is an unbounded gauge without labels, unit and direction, computed on a schedule."""
    spec = MetricSpec("dte_x", "X.", "x")

    assert (spec.labels, spec.unit, spec.kind, spec.better) == ((), Unit.NONE, Kind.GAUGE, Better.NEITHER)
    assert (spec.low, spec.high, spec.reference, spec.scheduled) == (None, None, "", True)
