"""Checks of the same rows far away that are due at once: one worker runs them, and reads what they share once.

They are gathered while the first of them waits for a worker. Each gets a result of its own. What ends a firing ends it
for all, and nobody knows whose fault it was: so each check that it left without a sound result is run again, apart.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dte_exporter.clock import Clock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.shared_rows import shared_rows
from dte_exporter.worker.job import Firing, Job

UNSOUND = frozenset((Outcome.TIMEOUT, Outcome.KILLED, Outcome.SOURCE_ERROR))
"""How a check may end by the fault of another that runs with it."""

MOST = 16
"""Checks that run together at the most: none has a result before all have."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of a run.

    Parameters
    ----------
    result : CheckResult
        What the worker answered, or what is to be said where it could not.
    started : float
        When it began, in seconds since the epoch.
    tick : float
        When it began, on the stopwatch.
    duration : float
        The seconds that it took of a worker: of a firing, an equal share.
    """

    result: CheckResult
    started: float
    tick: float
    duration: float


@dataclass(eq=False, slots=True)
class _Member:
    """A check that is due, how to make its job of the moment it begins, and what came of it."""

    check: ConfiguredCheck
    job: Callable[[float], Job]
    ran: Ran | None = None


@dataclass(eq=False, slots=True)
class _Gathering:
    """Those that are going to run together, or do."""

    members: list[_Member] = field(default_factory=list)
    task: "asyncio.Task[None] | None" = None


class Firings:
    """Runs checks on the workers of a pool, those of the same rows together.

    Parameters
    ----------
    pool : Pool
        Where they run.
    clock : Clock
        What time it is.
    """

    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock
        self._gatherings: dict[str, _Gathering] = {}
        self._room: dict[str, int] = {}  # for how many checks of the same rows, where a firing was too much of late

    async def run(self, check: ConfiguredCheck, job: Callable[[float], Job], former: Outcome | None) -> Ran:
        """Run `check` to its end. Cancelling it stops it alone.

        Parameters
        ----------
        job : callable
            From the moment at which it begins to what the worker is given.
        former : Outcome or None
            How its last run ended: one that may have harmed others runs apart until it ends well.
        """
        member, rows = _Member(check, job), shared_rows(check)
        if rows is not None and former not in UNSOUND:
            await self._together(rows, member)
        return member.ran or await self._apart(member)

    async def _apart(self, member: _Member) -> Ran:
        async with self._pool.worker(member.check) as worker:
            started, tick = self._clock.now(), self._clock.monotonic()
            result = await worker.run(member.job(started))
            return Ran(result, started, tick, self._clock.monotonic() - tick)

    async def _together(self, rows: str, member: _Member) -> None:
        """Run `member` with those that are due with it; it has no result after it where that came to no sound end."""
        gathering = self._gatherings.setdefault(rows, _Gathering())
        gathering.members.append(member)
        if gathering.task is None:
            gathering.task = asyncio.create_task(self._fire(rows, gathering))
        if len(gathering.members) >= self._room.get(rows, MOST):
            self._close(rows, gathering)
        try:
            await asyncio.shield(gathering.task)
        finally:
            gathering.members.remove(member)
            if not gathering.members:
                gathering.task.cancel()
                self._close(rows, gathering)

    async def _fire(self, rows: str, gathering: _Gathering) -> None:
        async with self._pool.worker(gathering.members[0].check) as worker:
            self._close(rows, gathering)
            members = tuple(gathering.members)
            started, tick = self._clock.now(), self._clock.monotonic()
            jobs = tuple(member.job(started) for member in members)
            results = [await worker.run(jobs[0])] if len(jobs) == 1 else await worker.run_together(Firing(jobs))
            share = (self._clock.monotonic() - tick) / len(jobs)
            self._learn(rows, results)
        for member, result in zip(members, results, strict=True):
            if len(jobs) == 1 or result.outcome not in UNSOUND:
                member.ran = Ran(result, started, tick, share)

    def _learn(self, rows: str, results: Sequence[CheckResult]) -> None:
        """Make room for half as many where all were killed: together they may need too much. Else for one more."""
        if len(results) > 1 and all(one.outcome is Outcome.KILLED for one in results):
            self._room[rows] = len(results) // 2
        elif self._room.get(rows, MOST) < MOST:
            self._room[rows] += 1

    def _close(self, rows: str, gathering: _Gathering) -> None:
        """Let nobody join any more."""
        if self._gatherings.get(rows) is gathering:
            del self._gatherings[rows]
