"""Lines are those of prometheus_client, whatever stands in a label and however large a value is."""

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.exposition.lines import Lines, blocks
from dte_exporter.exposition.negotiation import TEXT
from dte_exporter.metric import Kind, MetricSpec, Sample
from tests.unit.exposition.peer import rendered

DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", ("check", "column"))
SHARE = MetricSpec("dte_drift_share", "How many.", "drift", ("check",))
TOTAL = MetricSpec("dte_drift_runs_total", "How often.", "drift", kind=Kind.COUNTER)
CATALOGUE = {spec.name: spec for spec in (DISTANCE, SHARE, TOTAL)}
LINES = {name: Lines(spec) for name, spec in CATALOGUE.items()}


def test_of_a_series_that_comes_twice_the_first_value_stays() -> None:
    """Prometheus refuses a whole scrape that holds one series twice."""
    samples = [SHARE.sample(0.5, check="a"), SHARE.sample(0.9, check="a"), SHARE.sample(0.7, check="b")]
    assert blocks(samples, LINES) == {
        "dte_drift_share": b'dte_drift_share{check="a"} 0.5\ndte_drift_share{check="b"} 0.7\n'
    }


def test_what_is_not_declared_is_left_out() -> None:
    """A name without HELP and TYPE would be a family of unknown kind."""
    assert blocks([Sample("dte_drift_unheard_of", {}, 1.0)], LINES) == {}


def test_a_label_that_a_sample_lacks_is_empty() -> None:
    """Every series of a family has every label that the family declares, in the order of the alphabet."""
    samples = [Sample("dte_drift_distance", {"column": "age"}, 1.0), TOTAL.sample(2)]
    assert blocks(samples, LINES) == {
        "dte_drift_distance": b'dte_drift_distance{check="",column="age"} 1.0\n',
        "dte_drift_runs_total": b"dte_drift_runs_total 2.0\n",
    }


TEXTS = st.text(st.sampled_from('a"\\\n%{}né😀'), max_size=6)
VALUES = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([0.0, -0.0, 1e6, 123456789.0, 5e-324])


@given(st.lists(st.tuples(TEXTS, TEXTS, VALUES), min_size=1, max_size=5))
def test_lines_are_those_of_prometheus_client(series: list[tuple[str, str, float]]) -> None:
    """The peer library renders the same samples to the same bytes."""
    samples = [DISTANCE.sample(value, check=check, column=column) for check, column, value in series]
    samples += [TOTAL.sample(abs(value)) for _, _, value in series]
    peer = rendered(samples, CATALOGUE, TEXT).decode().split("\n")
    ours = b"".join(blocks(samples, LINES).values()).decode().split("\n")
    assert ours == [line for line in peer if not line.startswith("# ")]


def test_a_segment_is_a_label_only_of_what_is_of_one() -> None:
    """Series of all rows are what they were before there were segments."""
    samples = [SHARE.sample(0.5, check="a"), SHARE.sample(0.9, check="a").within({"segment": "region=north"})]
    assert blocks(samples, LINES) == {
        "dte_drift_share": b'dte_drift_share{check="a"} 0.5\ndte_drift_share{check="a",segment="region=north"} 0.9\n'
    }
