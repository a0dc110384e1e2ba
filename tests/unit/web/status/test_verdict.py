import pytest

from dte_exporter.controls.standing import State as Control
from dte_exporter.web.status.mark import State
from dte_exporter.web.status.verdict import counted, of_checks, of_controls, of_objectives

BAD, UNKNOWN, OPEN, GOOD = State


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([], "No objective is set"),
        ([GOOD], "1 objective met"),
        ([GOOD] * 11, "11 objectives met"),
        ([BAD, GOOD, GOOD], "1 objective unmet, 2 met"),
        ([UNKNOWN, GOOD], "1 objective unknown, 1 met"),
        ([OPEN, GOOD], "1 objective of insufficient evidence, 1 met"),
        ([GOOD, OPEN, BAD, OPEN], "1 objective unmet, 2 of insufficient evidence, 1 met"),
        ([GOOD] * 1_100 + [BAD, UNKNOWN, BAD], "2 objectives unmet, 1 unknown, 1,100 met"),
    ],
)
def test_objectives_are_told_the_worst_first(states: list[State], told: str) -> None:
    """What is wrong leads, and what is not there is not mentioned."""
    assert of_objectives(states) == told


@pytest.mark.parametrize(
    ("states", "told"),
    [([], "No check is configured"), ([BAD, UNKNOWN, GOOD], "1 check failing, 1 waiting, 1 running well")],
)
def test_checks_are_told_the_worst_first(states: list[State], told: str) -> None:
    """The same order, in words that fit checks."""
    assert of_checks(states) == told


def test_an_accepted_gap_is_told_apart_from_what_is_not_known() -> None:
    """What does not apply is not mentioned, and where no framework applies nothing is said."""
    states = [Control.MET, Control.NOT_APPLICABLE, Control.ACCEPTED_GAP, Control.NO_EVIDENCE, Control.VIOLATED]
    assert of_controls(states) == "1 control violated, 1 without evidence, 1 accepted as a gap, 1 met"
    assert of_controls([Control.NOT_APPLICABLE]) == of_controls([]) == ""


def test_one_is_singular() -> None:
    """Zero and many are plural."""
    assert [counted(number, "run") for number in (0, 1, 2)] == ["0 runs", "1 run", "2 runs"]
