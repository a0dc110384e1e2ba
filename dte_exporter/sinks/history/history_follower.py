"""The history as a follower of runs: its thread is told of each, and the snapshot of how well they are kept."""

import asyncio
from dataclasses import replace

from dte_exporter.sinks.history.thread import History
from dte_exporter.storage.snapshot import HistoryHealth, SnapshotStore


class HistoryFollower:
    """Has `history` keep every run; a `sinks.follower.Follower`.

    Parameters
    ----------
    history : History
        Keeps them.
    store : SnapshotStore
        What the checks found, and where the history's health is shown.
    """

    def __init__(self, history: History, store: SnapshotStore) -> None:
        self._history = history
        self._store = store

    def start(self) -> None:
        """Start the thread."""
        loop = asyncio.get_running_loop()
        self._history.start(lambda health: loop.call_soon_threadsafe(self._show, health))

    def notice(self, name: str) -> None:
        """Have the last run of the check called `name` kept."""
        self._history.notice(self._store.current, name)

    async def stop(self) -> None:
        """Have all that was noticed written, for a few seconds at most."""
        await asyncio.to_thread(self._history.stop)

    def _show(self, health: HistoryHealth) -> None:
        self._store.swap(replace(self._store.current, history=health))
