"""Five thousand checks on two workers, for an hour or two that take no time."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings
from dte_exporter.scheduling.early_runs import EarlyRuns
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.schedule import first_record
from dte_exporter.scheduling.timetable import Timetable
from dte_exporter.scheduling.worker import Worker
from tests.unit.scheduling.virtual_time import START, run

MINUTE, HOUR = 60.0, 3_600.0
INTERVALS = (10 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 24 * HOUR, 24 * HOUR, 24 * HOUR)
"""Of 5,000 checks, 625 run every ten minutes and so on: 1.59 runs a second."""


class IdleHands:
    """A worker that imports nothing."""

    loaded: frozenset[str] = frozenset()

    async def warm(self, modules: frozenset[str]) -> None:
        """Be there at once."""


@dataclass
class Begun:
    """A run: of which check, the seconds from the start to its turn, and those that it then waited."""

    name: str
    turn: float
    lateness: float


@dataclass
class Crowd:
    """Checks that take `seconds` each, on two workers, from a start of the exporter on."""

    checks: dict[str, ConfiguredCheck]
    seconds: Callable[[ConfiguredCheck], float]
    begun: list[Begun] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def first(self) -> dict[str, Begun]:
        """Return the first run of each check."""
        return {one.name: one for one in reversed(self.begun)}

    async def watch(self, until: float) -> None:
        """Let the exporter run for as many seconds."""
        timetable = Timetable(self._run, self.skipped.append, EarlyRuns(lambda check: frozenset()))
        workers = [cast(Worker, IdleHands()) for _ in range(2)]
        self.pool = Pool(workers, on_idle=timetable.fill, on_waiting=self.waiting.append)
        timetable.start()
        for check in self.checks.values():
            timetable.add(first_record(check, START.timestamp()), START.timestamp())
        self.pool.start()
        await asyncio.sleep(until)
        timetable.stop()

    async def _run(self, name: str) -> None:
        check, turn = self.checks[name], asyncio.get_running_loop().time()
        with suppress(asyncio.CancelledError):  # the hour is over
            await self._run_of(check, turn)

    async def _run_of(self, check: ConfiguredCheck, turn: float) -> None:
        async with self.pool.worker(check):
            self.begun.append(Begun(check.name, turn, asyncio.get_running_loop().time() - turn))
            await asyncio.sleep(self.seconds(check))


def checks() -> dict[str, ConfiguredCheck]:
    """Return 5,000 checks of mixed intervals."""
    return dict(_team("", 5_000, INTERVALS))


def _team(team: str, count: int, intervals: Sequence[float]) -> Iterator[tuple[str, ConfiguredCheck]]:
    """Yield `count` checks of a team, by name, whose intervals take turns."""
    settings = [CheckSettings(check="fairness", dataset="people", every=every, team=team) for every in intervals]
    for number in range(count):
        name = f"{team or 'check'}-{number}"
        yield name, ConfiguredCheck(name, settings[number % len(settings)], None, {}, Path(), "fairness")


def watched(crowd: Crowd, until: float) -> Crowd:
    """Return `crowd` after as many seconds."""
    with pytest.MonkeyPatch.context() as patches:
        run(crowd.watch(until), patches)
    return crowd


@pytest.fixture(scope="module")
def fitting() -> Crowd:
    """Return the first hour of checks of half a second: two fifths of what two workers can do."""
    return watched(Crowd(checks(), lambda check: 0.5), HOUR)


def test_a_start_that_fits_is_no_crowd(fitting: Crowd) -> None:
    """No run is left out, none that is due waits for more than a few others, and all have run within the hour.

    Without first runs there are 1.59 a second of the four that two workers do: the rest is free for first runs, of
    which those of a day are done after 5,000 / (4 - 1.59) seconds at most, 35 minutes.
    """
    first = fitting.first()
    assert fitting.skipped == []
    assert max(one.lateness for one in fitting.begun) < 10
    assert max(fitting.waiting) < 50
    assert len(first) == 5_000
    assert max(one.turn + one.lateness for one in first.values()) < 35 * MINUTE
    assert all(one.turn <= (fitting.checks[name].settings.every or 0) for name, one in first.items())


def test_first_runs_come_by_interval(fitting: Crowd) -> None:
    """The last of those every ten minutes comes before the first of a day that was not due by itself."""
    by_interval: dict[float, list[float]] = {}
    due = {name: first_record(check, START.timestamp()).next_run for name, check in fitting.checks.items()}
    for name, one in fitting.first().items():
        if START.timestamp() + one.turn < (due[name] or 0) - 1:  # it was brought forward
            by_interval.setdefault(fitting.checks[name].settings.every or 0, []).append(one.turn)
    assert list(by_interval) == [10 * MINUTE, 30 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR]
    ends = [(min(turns), max(turns)) for turns in by_interval.values()]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


def test_what_does_not_fit_is_served_in_the_order_in_which_it_was_due() -> None:
    """Of eight times the work that two workers can do no check waits longer than one that became due later."""
    crowd = watched(Crowd(checks(), lambda check: 10.0), HOUR)

    turns = [one.turn for one in crowd.begun]
    assert turns == sorted(turns)
    assert len(crowd.begun) == 2 * (1 + HOUR / 10)
    assert len(crowd.skipped) > 0
    assert max(crowd.waiting) > 1_000


def test_a_team_of_slow_checks_holds_up_no_other() -> None:
    """Forty checks of five minutes, each every ten, need twenty workers: who has quick ones waits for one such run.

    Fifty quick ones of half a second may have gathered meanwhile.
    """
    slow, quick = _team("slow", 40, [600.0]), _team("quick", 100, [600.0])
    crowd = watched(
        Crowd({**dict(slow), **dict(quick)}, lambda check: 300.0 if check.team == "slow" else 0.5), 4 * HOUR
    )

    late = {team: max(one.lateness for one in crowd.begun if one.name.startswith(team)) for team in ("slow", "quick")}
    assert late["slow"] > HOUR
    assert late["quick"] < 300 + 50 * 0.5
    assert len(crowd.first()) == 140
