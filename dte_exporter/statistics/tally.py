"""Tally: how many things an engine found in each state, after it met the tables that tell.

What leaves the engine are states and counts. Tallies of different things add up to the tally of all.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

State = tuple[Any, ...]
"""What things have in common: words, flags, days."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of things by their state.

    Parameters
    ----------
    states : mapping of State to int
        Things in each state that occurs.
    rows : mapping of str to int
        Rows that were read, by window and further data set.
    """

    states: Mapping[State, int]
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """The number of things, whatever their state."""
        return sum(self.states.values())

    def of(self, *states: State) -> int:
        """Return how many things are in one of `states`."""
        return sum(self.states.get(state, 0) for state in states)

    def merge(self, other: "Tally") -> "Tally":
        """Return the tally of both sets of things together; associative and commutative."""
        return Tally(Counter(self.states) + Counter(other.states), dict(Counter(self.rows) + Counter(other.rows)))
