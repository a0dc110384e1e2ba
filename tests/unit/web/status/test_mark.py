from dataclasses import replace

import pytest

from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run
from dte_exporter.web.status.mark import State, of_check
from tests.unit.web.running import NOW, OVERDUE, WAITING, WELL


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_ok_is_good(outcome: Outcome) -> None:
    """Every other outcome of the last run is bad, though older values are still fresh."""
    record = replace(WELL, last=Run(outcome, "", NOW - 10, 1.0))
    assert of_check(record, NOW) is (State.GOOD if outcome == "ok" else State.BAD)


@pytest.mark.parametrize("record", [WAITING, OVERDUE])
def test_a_check_without_fresh_values_is_unknown(record: CheckRecord) -> None:
    """One that has not run, and one whose good run lies too far back, say nothing of now."""
    assert of_check(record, NOW) is State.UNKNOWN


def test_states_are_told_apart_without_colour() -> None:
    """Each has a shape of its own, and the worst ranks first."""
    assert [state.shape for state in sorted(State, key=lambda state: state.rank)] == ["▲", "◌", "◐", "●"]
