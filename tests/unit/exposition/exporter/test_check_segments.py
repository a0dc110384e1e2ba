from dataclasses import replace

from dte_exporter.exposition.exporter import check_segments
from dte_exporter.outcome import Evidence, Outcome, Segments
from dte_exporter.storage.snapshot import CheckRecord
from tests.unit.objectives.story import SHARE, Story, start


def told(record: CheckRecord) -> dict[str, float]:
    """Return what is said of the segments of a check."""
    return {sample.name: sample.value for sample in check_segments.of_check(record)}


def by_segment() -> Story:
    """Return a check that was measured by segment: one has a value, one was undefined, one is cut, two are withheld."""
    north = SHARE.sample(0.7).within({"segment": "region=north"})
    story = start().run(SHARE.sample(0.5), north, at=60.0)
    segments = Segments(
        {"region=north": {"current": 40}, "region=east": {"current": 35}}, {"region=east": "0/0"}, 2, ("region=west",)
    )
    values = replace(story.record.values, evidence=Evidence(segments=segments))  # type: ignore[type-var]  # it ran
    story.record = replace(story.record, values=values)
    return story


def test_segments_with_values_and_without_are_counted() -> None:
    """One that is undefined has no value to show, and is neither withheld nor cut."""
    assert told(by_segment().record) == {
        "dte_check_segments": 1,
        "dte_check_segments_withheld": 2,
        "dte_check_segments_cut": 1,
    }


def test_a_run_that_failed_counted_none() -> None:
    """What the run before had is not said of it."""
    assert told(by_segment().run(outcome=Outcome.TIMEOUT, at=120.0).record) == {}


def test_a_check_without_segments_says_nothing_of_them() -> None:
    """Nor does one before its first run."""
    assert told(start().record) == {}
    assert told(start().run(SHARE.sample(0.5)).record) == {}
