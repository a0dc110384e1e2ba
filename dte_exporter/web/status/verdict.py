"""The first lines of the page: what is wrong, in words."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from dte_exporter.controls.standing import State as Control
from dte_exporter.web.status.mark import State

_CHECKS = {State.BAD: "failing", State.UNKNOWN: "waiting", State.GOOD: "running well"}
_OBJECTIVES = {
    State.BAD: "unmet",
    State.UNKNOWN: "unknown",
    State.OPEN: "of insufficient evidence",
    State.GOOD: "met",
}

_CONTROLS = {
    Control.VIOLATED: "violated",
    Control.NO_EVIDENCE: "without evidence",
    Control.ACCEPTED_GAP: "accepted as a gap",
    Control.MET: "met",
}
T = TypeVar("T")


def of_checks(states: Iterable[State]) -> str:
    """Return how the checks run: ``2 checks failing, 1 waiting, 3 running well``."""
    return _told(list(states), "check", _CHECKS) or "No check is configured"


def of_objectives(states: Iterable[State]) -> str:
    """Return how the objectives stand: ``2 objectives unmet, 1 unknown, 11 met``."""
    return _told(list(states), "objective", _OBJECTIVES) or "No objective is set"


def of_controls(states: Iterable[Control]) -> str:
    """Return how the controls of frameworks stand: ``19 controls violated, 3 without evidence, 8 met``."""
    return _told(list(states), "control", _CONTROLS)


def counted(number: int, thing: str) -> str:
    """Return ``1 run``, ``2 runs``, ``48,842 rows``."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _told(states: list[T], thing: str, words: Mapping[T, str]) -> str:
    told = [(states.count(state), word) for state, word in words.items() if state in states]
    first = [f"{counted(number, thing)} {word}" for number, word in told[:1]]
    return ", ".join(first + [f"{number:,} {word}" for number, word in told[1:]])
