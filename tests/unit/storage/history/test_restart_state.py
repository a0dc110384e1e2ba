"""What a restart needs, written and read: whole, or not at all."""

import json
from dataclasses import replace

import pytest

from dte_exporter.config.models import Objective
from dte_exporter.outcome import Evidence, LeftOut, Outcome, Reason, Segments
from dte_exporter.storage.alarm import Alarm
from dte_exporter.storage.history import restart_state
from dte_exporter.storage.snapshot import Run, Values
from tests.unit.objectives.story import SHARE, start

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}


def test_a_check_that_never_went_well_has_no_values() -> None:
    """Its last run is known all the same."""
    story = start().run(outcome=Outcome.NO_DATA, at=60.0)

    kept = restart_state.check("census", restart_state.of_check(story.record, {}))

    assert (kept.values, kept.last, kept.failed_runs) == (None, story.record.last, 1)


def test_a_state_of_before_there_were_notices_is_read() -> None:
    """An upgrade takes up what the older release kept, and nothing is noticed in it."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=60.0)
    written = json.loads(restart_state.of_check(story.record, {}))
    del written["last"]["notices"], written["values"]["evidence"]["notices"]

    kept = restart_state.check("census", json.dumps(written))

    assert (kept.last, kept.values) == (story.record.last, story.record.values)


def test_a_standing_of_insufficient_evidence_is_read_as_it_was_written() -> None:
    """Judgement, value and counts: a restart is no evidence either."""
    story = start(columns_ratio=Objective(max=0.3, decide="interval")).run(SHARE.sample(0.4, **SCOPE), at=60.0)

    kept = restart_state.check("census", restart_state.of_check(story.record, story.standings))

    assert kept.standings == story.standings
    assert kept.standings["census", "columns_ratio", ""].judgement == "insufficient"


def test_notices_are_read_as_they_were_written() -> None:
    """Those of the last run, and those of the last good values."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=60.0)
    run, values = Run(Outcome.OK, "", 60.0, 1.0, notices=("a",)), Values((), Evidence(notices=("b", "c")), 60.0)

    kept = restart_state.check("census", restart_state.of_check(story.record.after(run, values), {}))

    assert (kept.last, kept.values) == (run, values)


def test_since_when_a_rule_is_broken_is_kept() -> None:
    """What an older release kept does not say it, and then it is not known."""
    record = replace(start().run(SHARE.sample(0.5, **SCOPE), at=60.0).record, violated_since=7.0)
    written = json.loads(restart_state.of_check(record, {}))
    assert restart_state.check("census", json.dumps(written)).violated_since == 7.0
    del written["violated_since"]
    assert restart_state.check("census", json.dumps(written)).violated_since is None


def test_alarms_are_read_as_they_were_written() -> None:
    """Key and all."""
    alarms = {("entry", "model", "performance", "check"): Alarm("3", raised=True, runs=1, value=0.5, since=60.0)}

    assert restart_state.alarms(restart_state.of_alarms(alarms)) == alarms


def test_what_a_check_left_out_is_kept() -> None:
    """Of its last run and of its last good values."""
    left_out = (LeftOut("sex", Reason.MISSING_GROUP, 200),)
    record = start().run(SHARE.sample(0.5, **SCOPE), at=60.0).record
    assert record.last is not None
    assert record.values is not None
    evidence = Evidence(rows={"current": 400}, rows_read={"current": 600}, left_out=left_out)
    record = replace(
        record,
        last=replace(record.last, rows=400, rows_read=600, left_out=left_out),
        values=replace(record.values, evidence=evidence),
    )

    kept = restart_state.check("census", restart_state.of_check(record, {}))

    assert (kept.last, kept.values) == (record.last, record.values)


def test_a_state_of_the_first_version_is_read() -> None:
    """It did not say which rows a check had left out: a check goes on from there all the same."""
    record = start().run(SHARE.sample(0.5, **SCOPE), at=60.0).record
    tree = json.loads(restart_state.of_check(record, {}))
    for part in (tree["last"], tree["values"]["evidence"]):
        del part["rows_read"], part["left_out"]

    kept = restart_state.check("census", json.dumps({**tree, "version": 1}))

    assert (kept.last, kept.values) == (record.last, record.values)
    assert restart_state.alarms('{"version": 1, "alarms": []}') == {}


@pytest.mark.parametrize(
    "change",
    [
        {"version": 3},
        {"last": None},
        {"runs": {"sublime": 1}},
        {"values": {"at": 1.0}},
        {"standings": [["ratio", "", {"unheard_of": 1}]]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_no_state_of_a_check_is_refused(change: dict[str, object]) -> None:
    """Of another release, or spoilt: the check starts anew, and nothing of it is half there."""
    text = restart_state.of_check(start().run(SHARE.sample(0.5, **SCOPE), at=60.0).record, {})

    with pytest.raises(ValueError, match=r"of version 3|is not one|is not a valid Outcome"):
        restart_state.check("census", json.dumps({**json.loads(text), **change}))


@pytest.mark.parametrize("text", ['{"version": 0}', "{}", '{"version": 1, "alarms": [["a", "b", "c", "d", {"x": 1}]]}'])
def test_what_are_no_alarms_is_refused(text: str) -> None:
    """Likewise."""
    with pytest.raises(ValueError, match=r"of version 0|the alarms are none"):
        restart_state.alarms(text)


def test_what_is_known_of_segments_is_read_as_it_was_written() -> None:
    """Their series with their label, and in the evidence which were measured, withheld and cut."""
    north = SHARE.sample(0.7, **SCOPE).within({"segment": "region=north"})
    story = start().run(SHARE.sample(0.5, **SCOPE), north, at=60.0)
    segments = Segments({"region=north": {"current": 40}}, {"region=north": "0/0"}, 2, ("region=south",))
    values = replace(story.record.values or Values((), Evidence(), 0), evidence=Evidence(segments=segments))
    record = replace(story.record, values=values)

    assert restart_state.check("census", restart_state.of_check(record, {})).values == values
