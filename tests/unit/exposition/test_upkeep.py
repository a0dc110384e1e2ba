"""The write side: a change is rendered without anybody asking, and so is a value that grows stale."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from dte_exporter.exposition.exposition import Exposition, Rendered
from dte_exporter.exposition.upkeep import keep_up
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore

OPENMETRICS = "application/openmetrics-text;version=1.0.0"


class SettableClock(Protocol):
    """A clock whose time the test sets."""

    time: float

    def now(self) -> float: ...

    def monotonic(self) -> float: ...


class Watched(Exposition):
    """Tells when it has kept up."""

    def __init__(self, store: SnapshotStore, catalogue: Mapping[str, MetricSpec], clock: SettableClock) -> None:
        super().__init__(store, catalogue, clock)
        self.done: asyncio.Queue[float] = asyncio.Queue()
        self.loop = asyncio.get_running_loop()

    def keep_up(self) -> float:
        """Keep up, and tell the loop."""
        until = super().keep_up()
        self.loop.call_soon_threadsafe(self.done.put_nowait, until)
        return until


def kept_up(exposition: Watched, store: SnapshotStore, clock: SettableClock) -> asyncio.Task[None]:
    """Begin to keep up."""
    return asyncio.create_task(keep_up(exposition, store, clock))


def test_every_change_is_rendered_without_a_scrape(
    snapshot: Snapshot, catalogue: Mapping[str, MetricSpec], clock: SettableClock
) -> None:
    """At the start, then after a swap: a scrape finds the new bytes ready."""

    async def story() -> tuple[Rendered | None, Rendered | None]:
        store = SnapshotStore(snapshot)
        exposition = Watched(store, catalogue, clock)
        task = kept_up(exposition, store, clock)
        await exposition.done.get()
        first = exposition.kept(OPENMETRICS, "gzip")
        store.swap(replace(snapshot, reload_successful=True))
        await exposition.done.get()
        task.cancel()
        return first, exposition.kept(OPENMETRICS, "gzip")

    first, second = asyncio.run(story())
    assert first is not None
    assert second is not None
    assert first.parts[0] != second.parts[0]


def test_a_value_that_grows_stale_is_rendered_away_without_a_change(
    snapshot: Snapshot, catalogue: Mapping[str, MetricSpec], clock: SettableClock
) -> None:
    """The write side waits for the moment at which the values of hiring vanish, and then has nothing to wait for."""

    async def story() -> list[float]:
        store = SnapshotStore(snapshot)
        clock.time = 1499.99
        exposition = Watched(store, catalogue, clock)
        task = kept_up(exposition, store, clock)
        moments = [await exposition.done.get()]
        clock.time = 1500.0
        moments.append(await exposition.done.get())
        task.cancel()
        return moments

    assert asyncio.run(story()) == [1500.0, math.inf]
