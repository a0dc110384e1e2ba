"""What is kept of a run, and what is not."""

from collections.abc import Iterator

from dte_exporter import controls, objectives
from dte_exporter.config.models import Objective
from dte_exporter.metric import SCOPE, Kind, MetricSpec, Sample
from dte_exporter.outcome import Outcome
from dte_exporter.sinks.history.recording import Recorder, kept
from dte_exporter.storage.history.kept_run import Change, Point
from dte_exporter.storage.snapshot import Snapshot
from tests.unit.objectives.story import LOWER, METRICS, SHARE, UPPER, samples, start

LABELS = {"check": "census", "dataset": "people", "model": "scorer"}
ENDS = tuple(MetricSpec(f"dte_drift_gap{end}", "Gap.", "drift", SCOPE) for end in ("", "_ci_lower", "_ci_upper"))
SIZE = MetricSpec("dte_drift_size", "Size.", "exporter", (), scheduled=False)
TOTAL = MetricSpec("dte_drift_runs_total", "Runs.", "exporter", (), kind=Kind.COUNTER)
OWN = {spec.name: spec for spec in (*ENDS, SIZE, TOTAL)}
SPECS = {**METRICS, **OWN, **{spec.name: spec for spec in (*objectives.SPECS, *controls.SPECS)}}


def _derived(snapshot: Snapshot, now: float) -> Iterator[Sample]:
    yield from samples(snapshot, now)
    yield SIZE.sample(5)
    yield TOTAL.sample(7)


def _recorder() -> Recorder:
    return Recorder(SPECS, _derived)


def _named(points: tuple[Point, ...], name: str) -> list[tuple[float, float]]:
    """Return times and values of the points of one metric."""
    return [(point.time, point.sample.value) for point in points if point.sample.name == name]


def test_a_value_is_kept_at_the_time_of_its_run() -> None:
    """It was measured when the run started; what follows from it is so when the run had ended."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.1, **LABELS), at=60.0)

    points = _recorder().entry(story.snapshot, "census", 63.0).points

    assert _named(points, "dte_drift_columns_ratio") == [(60.0, 0.1)]
    assert _named(points, "dte_objective_met") == [(63.0, 1.0)]
    assert _named(points, "dte_trust_overall_ratio") == [(63.0, 1.0)]


def test_the_ends_of_an_interval_stand_beside_the_value() -> None:
    """They are no series of their own."""
    samples = [spec.sample(value, **LABELS) for spec, value in zip(ENDS, (0.5, 0.4, 0.6), strict=True)]
    story = start().run(*samples, at=60.0)

    (point,) = (
        point for point in _recorder().entry(story.snapshot, "census", 63.0).points if "gap" in point.sample.name
    )

    assert (point.sample.value, point.lower, point.upper, point.pillar) == (0.5, 0.4, 0.6, "drift")


def test_a_run_that_failed_measures_nothing() -> None:
    """The last good value is not kept a second time; that the objective is unknown is."""
    recorder, story = _recorder(), start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.1, **LABELS), at=60.0)
    recorder.entry(story.snapshot, "census", 63.0)
    story.run(outcome=Outcome.SOURCE_ERROR, at=120.0)

    points = recorder.entry(story.snapshot, "census", 121.0).points

    assert _named(points, "dte_drift_columns_ratio") == []
    assert _named(points, "dte_objective_known") == [(121.0, 0.0)]


def test_what_no_run_brings_is_not_kept() -> None:
    """A limit is the config's, a counter is a sum, and what is not declared is nobody's."""
    names = set(kept(SPECS))

    assert not names & {"dte_drift_size", "dte_drift_runs_total", "dte_objective_limit", "dte_objective_runs_total"}
    assert {"dte_drift_distance", "dte_objective_value", "dte_trust_ratio"} <= names
    story = start().run(Sample("dte_drift_unheard_of", LABELS, 1.0), at=60.0)
    assert _recorder().entry(story.snapshot, "census", 63.0).points == ()


def test_what_follows_from_all_checks_is_kept_when_it_changes_or_a_minute_has_passed() -> None:
    """Twenty checks a minute do not keep the trust in a pillar twenty times a minute; a clock set back keeps it."""
    recorder, story = _recorder(), start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.1, **LABELS), at=0.0)

    times = [
        now
        for now in (1.0, 2.0, 60.9, 61.0, 62.0, 5.0)
        if _named(recorder.entry(story.snapshot, "census", now).points, "dte_trust_overall_ratio")
    ]
    changed = recorder.entry(story.run(SHARE.sample(0.9, **LABELS), at=6.0).snapshot, "census", 7.0).points

    assert times == [1.0, 61.0, 5.0]
    assert _named(changed, "dte_trust_overall_ratio") == [(7.0, 0.0)]


def test_a_change_is_kept_once() -> None:
    """From unknown to met, then nothing while it stays so, then to unknown when its value has grown stale."""
    recorder, story = _recorder(), start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.1, **LABELS), at=60.0)
    entries = [recorder.entry(story.snapshot, "census", now) for now in (61.0, 62.0, 500.0)]

    changes = [(one.time, one.before, one.after, one.value) for entry in entries for one in entry.changes]

    assert changes == [(61.0, "unknown", "met", 0.1), (500.0, "met", "unknown", None)]


def test_a_change_to_insufficient_evidence_is_kept_with_its_value() -> None:
    """From met to a value that cannot be told from its limit."""
    recorder, story = _recorder(), start(columns_ratio=Objective(max=0.3, decide="interval"))
    changes: list[Change] = []
    for at, value, low, high in ((60.0, 0.1, 0.0, 0.2), (120.0, 0.2, 0.1, 0.4)):
        story.run(*(spec.sample(it, **LABELS) for spec, it in ((SHARE, value), (LOWER, low), (UPPER, high))), at=at)
        changes += recorder.entry(story.snapshot, "census", at + 1).changes

    told = [(one.time, one.before, one.after, one.value) for one in changes]
    assert told == [(61.0, "unknown", "met", 0.1), (121.0, "met", "insufficient", 0.2)]


def test_before_its_first_run_an_objective_has_not_changed() -> None:
    """Unknown is what it was."""
    story = start(columns_ratio=Objective(max=0.3)).run(outcome=Outcome.NO_DATA, at=60.0)

    assert _recorder().entry(story.snapshot, "census", 61.0).changes == ()


def test_where_a_prometheus_has_the_values_only_the_rest_is_kept() -> None:
    """State and changes."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.1, **LABELS), at=60.0)

    entry = Recorder(SPECS, _derived, with_values=False).entry(story.snapshot, "census", 61.0)

    assert (entry.points, len(entry.changes), set(entry.state)) == ((), 1, {"census", " alarms"})
