"""The write side of scrapes: whatever changes is rendered at once, and in a thread, so that no scrape has to."""

import asyncio
from contextlib import suppress

from dte_exporter.clock import Clock
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.storage.snapshot import SnapshotStore

LOOK = 5.0
"""Seconds after which the clock is looked at again, since it may have been set; less than `exposition.PATIENCE`."""

_REST = 3.0
"""How long to rest, in times of what the rendering took: what changes meanwhile is then rendered once."""


async def keep_up(exposition: Exposition, store: SnapshotStore, clock: Clock) -> None:
    """Render each change of `store`, and each value that grows stale, until cancelled."""
    while True:
        sequence, began = store.current.sequence, clock.monotonic()
        until = await asyncio.to_thread(exposition.keep_up)
        await asyncio.sleep(_REST * (clock.monotonic() - began))
        with suppress(TimeoutError):
            async with asyncio.timeout(min(until - clock.now(), LOOK)):
                await store.changed(sequence)
