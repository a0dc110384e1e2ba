"""What a restart needs, written and read: whole, or not at all."""

import json

import pytest

from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.history import state
from dte_exporter.storage.snapshot import Alarm, Run, Values
from tests.unit.objectives.story import SHARE, start

SCOPE = {"check": "census", "dataset": "people", "model": "scorer"}


def test_a_check_that_never_went_well_has_no_values() -> None:
    """Its last run is known all the same."""
    story = start().run(outcome=Outcome.NO_DATA, at=60.0)

    kept = state.check("census", state.of_check(story.record, {}))

    assert (kept.values, kept.last, kept.failed_runs) == (None, story.record.last, 1)


def test_a_state_of_before_there_were_notices_is_read() -> None:
    """An upgrade takes up what the older release kept, and nothing is noticed in it."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=60.0)
    written = json.loads(state.of_check(story.record, {}))
    del written["last"]["notices"], written["values"]["evidence"]["notices"]

    kept = state.check("census", json.dumps(written))

    assert (kept.last, kept.values) == (story.record.last, story.record.values)


def test_notices_are_read_as_they_were_written() -> None:
    """Those of the last run, and those of the last good values."""
    story = start().run(SHARE.sample(0.5, **SCOPE), at=60.0)
    run, values = Run(Outcome.OK, "", 60.0, 1.0, notices=("a",)), Values((), Evidence(notices=("b", "c")), 60.0)

    kept = state.check("census", state.of_check(story.record.after(run, values), {}))

    assert (kept.last, kept.values) == (run, values)


def test_alarms_are_read_as_they_were_written() -> None:
    """Key and all."""
    alarms = {("entry", "model", "performance", "check"): Alarm("3", raised=True, runs=1, value=0.5, since=60.0)}

    assert state.alarms(state.of_alarms(alarms)) == alarms


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"last": None},
        {"runs": {"sublime": 1}},
        {"values": {"at": 1.0}},
        {"standings": [["ratio", "", {"unheard_of": 1}]]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_no_state_of_a_check_is_refused(change: dict[str, object]) -> None:
    """Of another release, or spoilt: the check starts anew, and nothing of it is half there."""
    text = state.of_check(start().run(SHARE.sample(0.5, **SCOPE), at=60.0).record, {})

    with pytest.raises(ValueError, match=r"of version 2|is not one|is not a valid Outcome"):
        state.check("census", json.dumps({**json.loads(text), **change}))


@pytest.mark.parametrize("text", ['{"version": 0}', "{}", '{"version": 1, "alarms": [["a", "b", "c", "d", {"x": 1}]]}'])
def test_what_are_no_alarms_is_refused(text: str) -> None:
    """Likewise."""
    with pytest.raises(ValueError, match=r"of version 0|the alarms are none"):
        state.alarms(text)
