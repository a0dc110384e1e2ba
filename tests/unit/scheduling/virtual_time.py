"""An event loop on which an hour takes no time: whenever all wait for the clock, it moves on to the next moment."""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta, tzinfo
from typing import Any, TypeVar

import pytest

A = TypeVar("A")
START = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


class _Selector(selectors.DefaultSelector):
    """Waits for nothing: the time that it would wait has passed."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            self.passed += timeout or 0.0
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """The loop; its clock begins at 0."""

    def __init__(self) -> None:
        self._virtual = _Selector()
        super().__init__(self._virtual)

    def time(self) -> float:
        """Return the virtual seconds since the loop began."""
        return self._virtual.passed


def run(main: Coroutine[Any, Any, A], monkeypatch: pytest.MonkeyPatch) -> A:
    """Return what `main` returns, with APScheduler and the timetable on the loop's clock, which begins at `START`."""
    loop = VirtualLoop()

    class Moments(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # it is no Moments
            return START + timedelta(seconds=loop.time())

    for module in ("apscheduler.schedulers.base", "dte_exporter.scheduling.timetable"):
        monkeypatch.setattr(f"{module}.datetime", Moments)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(main)
