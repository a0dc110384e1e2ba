"""In what state a check or an objective is, each with a shape of its own beside its colour.

Good, bad and unknown are those of both; of insufficient evidence are objectives alone.
"""

from collections.abc import Mapping
from enum import Enum

from dte_exporter.objectives.objective import StandingObjective
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Judgement


class State(Enum):
    """A state, the worst first: the CSS class that colours it, and the shape that tells it without colour."""

    BAD = ("unmet", "▲")
    UNKNOWN = ("unknown", "◌")
    OPEN = ("insufficient", "◐")
    GOOD = ("met", "●")

    @property
    def css(self) -> str:
        """The CSS class."""
        return self.value[0]

    @property
    def shape(self) -> str:
        """The mark."""
        return self.value[1]

    @property
    def rank(self) -> int:
        """Its place among all states, the worst at 0."""
        return list(State).index(self)


_OF_JUDGEMENT: Mapping[Judgement, State] = {
    "unmet": State.BAD,
    "unknown": State.UNKNOWN,
    "insufficient": State.OPEN,
    "met": State.GOOD,
}


def of_check(record: CheckRecord, now: float) -> State:
    """Return good for a check that ran well and whose values are fresh, unknown where it has not run or is overdue."""
    if record.last is not None and record.last.outcome is not Outcome.OK:
        return State.BAD
    return State.UNKNOWN if record.fresh(now) is None else State.GOOD


def of_objective(one: StandingObjective) -> State:
    """Return good for an objective that is met, unknown without a fresh value, open where a value cannot tell."""
    return _OF_JUDGEMENT[one.judgement]
