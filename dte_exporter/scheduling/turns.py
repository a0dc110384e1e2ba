"""Whose turn it is when a worker is free: the team's that has the fewest at work, and of it who was due first."""

import asyncio
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dte_exporter.scheduling.worker import Worker

PATIENCE = 50
"""How often a check whose turn it is is passed over for one that needs fewer imports: so none waits for ever."""

_Line = tuple[str, frozenset[str]]
"""A team, and the modules that its runs need: those who wait in one line are equals, and keep their order."""


@dataclass(eq=False, slots=True)
class Waiting:
    """Who waits for a worker.

    Parameters
    ----------
    team : str
        Whose run it is.
    modules : frozenset of str
        What it needs to have imported.
    number : int
        Grows with each that asks.
    given : Future
        Its worker.
    passed_over : int
        How often another was given a worker, only since it needs fewer imports.
    """

    team: str
    modules: frozenset[str]
    number: int
    given: "asyncio.Future[Worker]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    passed_over: int = 0


class Turns:
    """Those who wait, and how many of each team are at work.

    A free worker goes to the team that has the fewest at work, so that a team of slow checks cannot take all workers
    while others wait; among those teams to who has waited longest. Within `PATIENCE`, who has less to import on that
    worker goes first.
    """

    def __init__(self) -> None:
        self._lines: dict[_Line, deque[Waiting]] = defaultdict(deque)
        self._at_work: Counter[str] = Counter()
        self._asked = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return sum(map(len, self._lines.values()))

    def wait(self, team: str, modules: frozenset[str]) -> Waiting:
        """Return a place behind all who wait already."""
        self._asked += 1
        waiting = Waiting(team, modules, self._asked)
        self._lines[team, modules].append(waiting)
        return waiting

    def give_up(self, waiting: Waiting) -> None:
        """Give up a place, if it has not been given up already."""
        if waiting in self._lines.get((waiting.team, waiting.modules), ()):
            self._leave(waiting)

    def begin(self, team: str) -> None:
        """Count one of `team` that has got a worker without waiting."""
        self._at_work[team] += 1

    def end(self, team: str) -> None:
        """Count one of `team` that has given its worker back."""
        self._at_work[team] -= 1

    def next(self, loaded: frozenset[str]) -> Waiting | None:
        """Return who is to have a worker that has imported `loaded`, and count it at work; None where nobody waits."""
        heads = [head for line in tuple(self._lines.values()) if (head := self._head(line))]
        if not heads:
            return None
        first = min(heads, key=self._turn)
        chosen = min(heads, key=lambda one: (len(one.modules - loaded), *self._turn(one)))
        if chosen is not first:
            chosen = first if first.passed_over >= PATIENCE else chosen
            first.passed_over += 1
        self._leave(chosen)
        self.begin(chosen.team)
        return chosen

    def _head(self, line: deque[Waiting]) -> Waiting | None:
        """Return who waits first in `line`, after those have left it whose wait was cancelled."""
        while line and line[0].given.cancelled():
            self._leave(line[0])
        return line[0] if line else None

    def _turn(self, waiting: Waiting) -> tuple[int, int]:
        return self._at_work[waiting.team], waiting.number

    def _leave(self, waiting: Waiting) -> None:
        line = self._lines[waiting.team, waiting.modules]
        line.remove(waiting)  # mostly the first
        if not line:
            del self._lines[waiting.team, waiting.modules]
