"""The timetable on a real event loop: what is called, and when it is not."""

import asyncio
from collections.abc import Callable

from structlog.testing import capture_logs

from dte_exporter.config.configured import ConfiguredCheck
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


def test_every_check_runs_at_once(configure: Configure) -> None:
    """A daily and a yearly check are called when the timetable starts, and one that is added later too."""

    async def start() -> list[str]:
        calls = Calls()
        timetable = Timetable(calls.run, calls.skipped.append)
        timetable.add(configure("daily", every=86_400.0))
        timetable.add(configure("yearly", cron="0 0 1 1 *"))
        timetable.start()
        await calls.until(2)
        timetable.add(configure("late"))
        await calls.until(3)
        timetable.stop()
        return calls.names

    assert asyncio.run(start()) == ["daily", "yearly", "late"]


def test_a_check_does_not_overlap_with_itself(configure: Configure) -> None:
    """While one run lasts, the next are left out, each with one line in the log and told; then it runs again."""
    calls = Calls()

    async def overlap() -> list[str]:
        timetable = Timetable(calls.run, calls.skipped.append)
        timetable.add(configure("slow", every=0.01))
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
    """The new one runs at once, though the run of the old has not ended."""

    async def replace() -> list[str]:
        calls = Calls()
        timetable = Timetable(calls.run, calls.skipped.append)
        timetable.add(configure("gone", every=0.01))
        timetable.start()
        await calls.until(1)
        timetable.remove("gone")
        timetable.add(configure("gone", every=86_400.0))
        timetable.add(configure("other", every=0.01))
        await calls.until(3)
        calls.release.set()
        await calls.until(6)
        timetable.stop()
        return calls.names

    assert asyncio.run(replace()).count("gone") == 2
