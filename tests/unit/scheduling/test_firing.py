"""Checks of the same rows, run together by a real worker process, and what ends them together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import DataSet
from dte_exporter.outcome import Outcome
from dte_exporter.scheduling import firing as module
from dte_exporter.scheduling.firing import Firings, Ran
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.worker import Worker
from dte_exporter.worker.job import Job

Configure = Callable[..., ConfiguredCheck]
pytestmark = pytest.mark.usefixtures("no_orphans")

NOON = 1_767_268_800.0


class Clock:
    """A wall clock that stands at noon, and a stopwatch that gains 6 s whenever it is read."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> float:
        """Return noon."""
        return NOON

    def monotonic(self) -> float:
        """Return 6 s more than before."""
        self._seconds += 6.0
        return self._seconds


@dataclass
class Bench:
    """Firings on one worker, which does toy work.

    Parameters
    ----------
    folder : Path
        Where jobs leave signs of themselves.
    """

    folder: Path
    firings: Firings

    async def run(self, check: ConfiguredCheck, former: Outcome | None = None) -> Ran:
        """Run a check."""
        return await self.firings.run(check, lambda started: Job(check, started, self.folder / "started"), former)

    async def started(self) -> None:
        """Return once a job that hangs has begun."""
        while not (self.folder / "started").exists():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def bench(work: ModuleType, folder: Path) -> AsyncIterator[Bench]:
    """Give firings while their worker is there."""
    pool = Pool([Worker(work.behave, work.prepare, work.behave_together)])
    pool.start()
    try:
        yield Bench(folder, Firings(pool, Clock()))
    finally:
        await pool.close()


def far(check: ConfiguredCheck) -> ConfiguredCheck:
    """Return `check` on rows that are far away."""
    return replace(check, datasets={"people": DataSet(source="a server")})


def companions(ran: Ran) -> int:
    """Return with how many checks a check was run, itself among them."""
    return int(ran.result.evidence.details.get("together", 1))


def ran_together(work: ModuleType, folder: Path, *checks: ConfiguredCheck, **former: Outcome) -> Mapping[str, Ran]:
    """Return what came of checks that are due at once, by name."""

    async def due() -> list[Ran]:
        async with bench(work, folder) as one:
            return await asyncio.gather(*(one.run(check, former.get(check.name)) for check in checks))

    return dict(zip((check.name for check in checks), asyncio.run(due()), strict=True))


def test_checks_of_the_same_rows_are_one_job(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """Each has its own result, of one moment, and takes an equal share of the worker's time."""
    ran = ran_together(work, tmp_path, *(far(configure(name)) for name in ("succeed", "find_no_data", "find_many")))

    assert {name: one.result.outcome for name, one in ran.items()} == {
        "succeed": Outcome.OK,
        "find_no_data": Outcome.NO_DATA,
        "find_many": Outcome.OK,
    }
    assert companions(ran["succeed"]) == 3
    assert {(one.started, one.duration) for one in ran.values()} == {(NOON, 2.0)}


def test_others_are_jobs_of_their_own(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """Of rows on the disk, of other rows far away, and one that is alone."""
    elsewhere = replace(far(configure("succeed")), scoped_by="lending")
    ran = ran_together(work, tmp_path, configure("succeed"), elsewhere)

    assert companions(ran["succeed"]) == 1
    assert ran["succeed"].duration == 6.0


@pytest.mark.parametrize("bad", ["die", "babble", "raise"])
def test_whoever_ends_a_firing_ends_no_other(work: ModuleType, configure: Configure, tmp_path: Path, bad: str) -> None:
    """All are run again apart: the good one is ok, and the bad one has the outcome that it has alone."""
    ran = ran_together(work, tmp_path, far(configure("succeed")), far(configure(bad)))
    alone = ran_together(work, tmp_path, configure(bad))[bad]

    assert ran["succeed"].result.outcome is Outcome.OK
    assert (ran[bad].result.outcome, ran[bad].result.message) == (alone.result.outcome, alone.result.message)


def test_a_firing_has_the_time_of_all_its_checks(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """One hangs: after the time of both it is stopped, and run apart with its own; the other is ok."""
    ran = ran_together(work, tmp_path, far(configure("succeed", timeout=0.5)), far(configure("hang", timeout=0.5)))

    assert ran["succeed"].result.outcome is Outcome.OK
    assert ran["hang"].result.outcome is Outcome.TIMEOUT
    assert ran["hang"].result.message == "ran into its timeout of 0.5 s and was stopped"


def test_whoever_ended_badly_runs_apart(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """It may have been the fault of nobody else; the others go on together."""
    checks = [far(configure(name)) for name in ("succeed", "find_many", "find_no_data")]
    ran = ran_together(work, tmp_path, *checks, find_many=Outcome.KILLED)

    assert companions(ran["succeed"]) == 2


def test_so_many_run_together_and_no_more(
    work: ModuleType, configure: Configure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three with room for two, the third begins a firing of its own."""
    monkeypatch.setattr(module, "MOST", 2)
    checks = [far(configure(name)) for name in ("succeed", "find_many", "find_no_data")]

    assert companions(ran_together(work, tmp_path, *checks)["succeed"]) == 2


def test_those_who_were_killed_together_are_fewer_the_next_time(
    work: ModuleType, configure: Configure, tmp_path: Path
) -> None:
    """Four, then two at most, then three: what no check needs alone, all may need together."""
    good = [far(configure(name)) for name in ("succeed", "find_many", "find_no_data")]

    async def due() -> list[int]:
        async with bench(work, tmp_path) as one:
            sizes = []
            for checks in ([*good, far(configure("die"))], good, good):
                first, *_ = await asyncio.gather(*map(one.run, checks))
                sizes.append(companions(first))
            return sizes

    assert asyncio.run(due()) == [1, 2, 3]


def test_a_source_that_fails_in_company_is_asked_alone(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """Its connection may have been lost by another's question."""
    ran = ran_together(work, tmp_path, far(configure("fail_in_company")), far(configure("succeed")))

    assert ran["fail_in_company"].result.outcome is Outcome.OK
    assert companions(ran["succeed"]) == 2


def test_a_check_that_is_stopped_takes_no_other_with_it(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """A reload removes one in the middle: its result is dropped, the other's comes."""

    async def stop_one() -> tuple[Ran, bool]:
        async with bench(work, tmp_path) as one:
            stopped = asyncio.create_task(one.run(far(configure("wait"))))
            other = asyncio.create_task(one.run(far(configure("succeed"))))
            await one.started()
            stopped.cancel()
            (tmp_path / "go").touch()
            return await other, (await asyncio.gather(stopped, return_exceptions=True))[0] is not None

    ran, _ = asyncio.run(stop_one())
    assert (ran.result.outcome, companions(ran)) == (Outcome.OK, 2)


def test_when_all_are_stopped_so_is_the_worker(work: ModuleType, configure: Configure, tmp_path: Path) -> None:
    """It is free for the next check, which does not join those that are gone."""

    async def stop_all() -> Any:
        async with bench(work, tmp_path) as one:
            hanging = [asyncio.create_task(one.run(far(configure(name)))) for name in ("hang", "succeed")]
            await one.started()
            for task in hanging:
                task.cancel()
            ended = await asyncio.gather(*hanging, return_exceptions=True)
            return ended, await one.run(far(configure("succeed")))

    ended, ran = asyncio.run(stop_all())
    assert [type(one) for one in ended] == [asyncio.CancelledError] * 2
    assert ran.result.outcome is Outcome.OK


def test_nobody_joins_those_who_were_stopped_before_they_had_a_worker(
    work: ModuleType, configure: Configure, tmp_path: Path
) -> None:
    """A check that is added anew at the moment in which its former self is stopped begins a firing of its own."""

    async def replaced() -> Ran:
        async with bench(work, tmp_path) as one:
            former = asyncio.create_task(one.run(far(configure("succeed"))))
            await asyncio.sleep(0)
            former.cancel()
            await asyncio.gather(former, return_exceptions=True)
            return await one.run(far(configure("succeed")))

    assert asyncio.run(replaced()).result.outcome is Outcome.OK
