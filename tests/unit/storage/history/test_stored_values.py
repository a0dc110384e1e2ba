"""Reading values of the past: as they were kept, or as a scrape would have shown them."""

import pytest

from dte_exporter.errors import HistoryError
from dte_exporter.metric import SCOPE, MetricSpec, Sample
from dte_exporter.storage.history import past
from dte_exporter.storage.history.kept_run import Entry, Point
from dte_exporter.storage.history.past import Span
from dte_exporter.storage.history.stored_values import StoredValues
from tests.unit.objectives.story import start
from tests.unit.storage.history.memory import Memory

HOUR = 3_600.0
GAP = MetricSpec("dte_drift_gap", "Gap.", "drift", (*SCOPE, "column"))


def _point(time: float, value: float, column: str = "age", stale_after: float = 600.0) -> Point:
    """Return a value of a column with an interval of 0.1 to either side."""
    sample = GAP.sample(value, check="census", dataset="people", model="", column=column)
    return Point(sample, "drift", time, stale_after, value - 0.1, value + 0.1)


def _keep(memory: Memory, *points: Point) -> StoredValues:
    """Keep these points, and return what reads them."""
    record = start().run(at=points[0].time).snapshot.records["census"]
    memory.keeper.keep([Entry(record, points, (), {})])
    return StoredValues(memory.database, thin_to=HOUR)


def _values(found: list[past.PastSeries]) -> list[list[tuple[float, float | None]]]:
    return [list(series.points) for series in found]


def test_without_a_step_every_kept_value_is_told(memory: Memory) -> None:
    """From the first moment to the last, both included."""
    values = _keep(memory, *(_point(time, time / 100) for time in (99.0, 100.0, 150.0, 200.0, 201.0)))

    assert _values(values.series("dte_drift_gap", {}, Span(100, 200))) == [[(100.0, 1.0), (150.0, 1.5), (200.0, 2.0)]]


def test_with_a_step_a_value_holds_until_the_next(memory: Memory) -> None:
    """At each moment the last value before it, as a scrape would have shown; nothing before the first."""
    values = _keep(memory, _point(110.0, 1.0), _point(155.0, 2.0), _point(160.0, 3.0))

    (points,) = _values(values.series("dte_drift_gap", {}, Span(100, 220, step=20)))

    assert points == [(100, None), (120, 1.0), (140, 1.0), (160, 3.0), (180, 3.0), (200, 3.0), (220, 3.0)]


def test_a_value_from_before_the_span_holds_into_it(memory: Memory) -> None:
    """A daily value is shown all day."""
    values = _keep(memory, _point(100.0, 1.0, stale_after=HOUR))

    assert _values(values.series("dte_drift_gap", {}, Span(2_000, 2_060, step=60))) == [[(2_000, 1.0), (2_060, 1.0)]]


def test_a_stale_value_is_not_told(memory: Memory) -> None:
    """600 s after its run it had vanished from /metrics; the exporter was down, or the check hung."""
    values = _keep(memory, _point(100.0, 1.0, stale_after=600.0))

    (points,) = _values(values.series("dte_drift_gap", {}, Span(100, 900, step=200)))

    assert points == [(100, 1.0), (300, 1.0), (500, 1.0), (700, None), (900, None)]


def test_a_thinned_value_holds_for_the_span_that_it_stands_for(memory: Memory) -> None:
    """Of an hour one value is left: the hour is no gap."""
    values = _keep(memory, _point(3_599.0, 1.0), _point(7_199.0, 2.0))
    with memory.database.writing() as connection:
        connection.execute("INSERT INTO trust_meta VALUES ('thinned_until', '7200')")

    (points,) = _values(values.series("dte_drift_gap", {}, Span(3_600, 10_800, step=1_800)))

    assert points == [(3_600, 1.0), (5_400, 1.0), (7_200, 2.0), (9_000, 2.0), (10_800, 2.0)]


def test_series_are_chosen_by_label(memory: Memory) -> None:
    """All that fit, in the order in which they came; one without a value in the span is left out."""
    values = _keep(memory, _point(100.0, 1.0, "sex"), _point(100.0, 2.0, "age"), _point(900.0, 3.0, "race"))
    span = Span(0, 200)

    assert [one.labels["column"] for one in values.series("dte_drift_gap", {}, span)] == ["sex", "age"]
    assert _values(values.series("dte_drift_gap", {"column": "age"}, span)) == [[(100.0, 2.0)]]
    assert values.series("dte_drift_gap", {"column": "age", "check": "other"}, span) == []
    assert values.series("dte_drift_other", {}, span) == []


def test_the_ends_of_an_interval_are_asked_for_by_their_own_names(memory: Memory) -> None:
    """They are families of their own at /metrics."""
    values = _keep(memory, _point(100.0, 1.0))

    assert _values(values.series("dte_drift_gap_ci_lower", {}, Span(0, 200))) == [[(100.0, 0.9)]]
    assert _values(values.series("dte_drift_gap_ci_upper", {}, Span(100, 100, step=1))) == [[(100.0, 1.1)]]


def test_a_value_measured_twice_at_one_moment_is_the_later(memory: Memory) -> None:
    """The clock was set back by just the interval: the history holds one value a moment."""
    _keep(memory, _point(100.0, 1.0))
    values = _keep(memory, _point(100.0, 2.0))

    assert _values(values.series("dte_drift_gap", {}, Span(0, 200))) == [[(100.0, 2.0)]]


@pytest.mark.parametrize("span", [Span(0, 1_000), Span(0, 1_000, step=100)], ids=["every value", "steps"])
def test_an_answer_is_bounded(memory: Memory, monkeypatch: pytest.MonkeyPatch, span: Span) -> None:
    """Two series of six values or eleven steps are more than ten points."""
    monkeypatch.setattr("dte_exporter.storage.history.stored_values.MAX_POINTS", 10)
    points = [_point(time * 10.0, 1.0, column) for column in ("age", "sex") for time in range(6)]

    with pytest.raises(ValueError, match="choose a longer step, a shorter span or a label"):
        _keep(memory, *points).series("dte_drift_gap", {}, span)


def test_a_span_is_bounded() -> None:
    """Prometheus's own limit; and it starts before it ends."""
    with pytest.raises(ValueError, match="that is 11,001 steps: choose a longer step, for at most 11,000"):
        Span(0, 11_000, step=1)
    with pytest.raises(ValueError, match="from may not lie after to"):
        Span(2, 1)


def test_a_history_that_is_not_there_cannot_be_read(memory: Memory) -> None:
    """Nobody makes a file by reading."""
    with pytest.raises(HistoryError, match="there is no such file"):
        StoredValues(memory.database, HOUR).series("dte_drift_gap", {}, Span(0, 1))
    assert not memory.path.exists()


def test_labels_are_kept_as_they_are(memory: Memory) -> None:
    """A group may be called anything."""
    name = 'O\'Hara "the" 50 % ? é \N{SNOWMAN}'
    values = _keep(memory, _point(100.0, 1.0, name))

    assert [one.labels for one in values.series("dte_drift_gap", {"column": name}, Span(0, 200))] == [
        Sample("x", {"check": "census", "dataset": "people", "model": "", "column": name}, 0).labels
    ]
