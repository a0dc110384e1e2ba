"""The timetable on a real event loop: what is called, and when it is not."""

import asyncio
from collections.abc import Callable
from time import time

from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.scheduling.early_runs import EarlyRuns
from dte_exporter.scheduling.schedule import first_record
from dte_exporter.scheduling.timetable import Timetable

Configure = Callable[..., ConfiguredCheck]


class Calls:
    """Runs that last until they are released."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.skipped: list[str] = []
        self.release = asyncio.Event()

    async def run(self, name: str) -> None:
        """Take note, and wait."""
        self.names.append(name)
        await self.release.wait()

    async def until(self, count: int) -> None:
        """Return once there were `count` calls."""
        while len(self.names) < count:
            await asyncio.sleep(0.001)


def timetable_of(calls: Calls, *checks: ConfiguredCheck) -> Timetable:
    """Return a timetable on which a run is owed to each of these checks."""
    timetable = Timetable(calls.run, calls.skipped.append, EarlyRuns(lambda check: frozenset()))
    for check in checks:
        timetable.add(first_record(check, time()), time())
    return timetable


def test_runs_that_are_owed_are_brought_forward_one_at_a_time(configure: Configure) -> None:
    """A daily and a yearly check are called as often as there is an idle worker, and one that is added later too."""

    async def start() -> list[str]:
        calls = Calls()
        timetable = timetable_of(calls, configure("yearly", cron="0 0 1 1 *"), configure("daily", every=86_400.0))
        timetable.start()
        for count, late in enumerate((None, None, configure("late", every=86_400.0), None), 1):
            if late is not None:
                timetable.add(first_record(late, time()), time())
            timetable.fill(frozenset())
            await calls.until(min(count, 3))
        timetable.stop()
        timetable.fill(frozenset())
        return calls.names

    assert asyncio.run(start()) == ["daily", "yearly", "late"]


def test_a_check_that_was_due_by_itself_is_owed_nothing_more(configure: Configure) -> None:
    """It has begun its run: an idle worker has nothing to do."""

    async def start() -> list[str]:
        calls = Calls()
        timetable = timetable_of(calls, configure("often", every=0.01))
        timetable.start()
        await calls.until(1)
        timetable.fill(frozenset())
        await asyncio.sleep(0.02)
        timetable.stop()
        return calls.names

    assert asyncio.run(start()) == ["often"]


def test_a_run_that_was_brought_forward_leaves_out_nothing(configure: Configure) -> None:
    """While it lasts the check is due by itself: that is this run."""
    calls = Calls()

    async def overlap() -> None:
        timetable = timetable_of(calls, configure("early", every=0.05))
        timetable.start()
        timetable.fill(frozenset())
        await calls.until(1)
        await asyncio.sleep(0.2)
        calls.release.set()
        await calls.until(2)
        timetable.stop()

    asyncio.run(overlap())
    assert calls.skipped == []


def test_a_check_does_not_overlap_with_itself(configure: Configure) -> None:
    """While one run lasts, the next are left out, each with one line in the log and told; then it runs again."""
    calls = Calls()

    async def overlap() -> list[str]:
        timetable = timetable_of(calls, configure("slow", every=0.01))
        timetable.start()
        while len(logs) < 2:
            await asyncio.sleep(0.001)
        during = list(calls.names)
        calls.release.set()
        await calls.until(2)
        timetable.stop()
        return during

    with capture_logs() as logs:
        assert asyncio.run(overlap()) == ["slow"]
    assert calls.skipped == ["slow"] * len(logs)
    assert logs[0] == {
        "log_level": "info",
        "event": "the run before has not ended: this one is left out",
        "check": "slow",
    }


def test_a_removed_check_is_called_no_more_and_can_be_added_anew(configure: Configure) -> None:
    """The new one runs, though the run of the old has not ended."""

    async def replace() -> list[str]:
        calls = Calls()
        timetable = timetable_of(calls, configure("gone", every=0.01))
        timetable.start()
        await calls.until(1)
        timetable.remove("gone")
        for check in (configure("gone", every=86_400.0), configure("other", every=0.01)):
            timetable.add(first_record(check, time()), time())
            timetable.fill(frozenset())
        await calls.until(3)
        calls.release.set()
        await calls.until(6)
        timetable.stop()
        return calls.names

    assert asyncio.run(replace()).count("gone") == 2
