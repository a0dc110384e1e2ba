"""What becomes of each lineage event that is sent here: looked at, kept or refused, and counted."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from dte_exporter.clock import Clock
from dte_exporter.config.configured import Config
from dte_exporter.config.lineage.receive import Receive
from dte_exporter.config.types import format_duration
from dte_exporter.errors import HistoryError
from dte_exporter.lineage.events.event import UnfitEventError
from dte_exporter.lineage.events.sent_event import SentEvent, sent
from dte_exporter.metric import MetricSpec
from dte_exporter.sinks.history.assembly import database
from dte_exporter.sinks.lineage_inbox import Kept, LineageInbox
from dte_exporter.storage.snapshot import Reception, SnapshotStore

AHEAD = 86_400.0
"""Seconds that the clock of whoever sends may be ahead of ours."""

SHOWN_AFTER = 1.0
"""Seconds after which a count is shown: each change is rendered, and events may come by the hundred."""


class LineageIntake:
    """Takes lineage events; a `sinks.follower.Follower`, which shows what came of them. It is of the event loop.

    Parameters
    ----------
    inbox : LineageInbox
        Keeps them.
    store : SnapshotStore
        Where the counts are shown.
    clock : Clock
        What time it is.
    asked : callable
        Returns what the config in force says of receiving; None where nothing is received.
    """

    def __init__(
        self, inbox: LineageInbox, store: SnapshotStore, clock: Clock, asked: Callable[[], Receive | None]
    ) -> None:
        self.asked = asked
        self._inbox = inbox
        self._store = store
        self._clock = clock
        self._counts: dict[Reception, int] = {}
        self._showing: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the thread of the inbox, and show that nothing has come yet."""
        self._inbox.start()
        self.notice("")

    def notice(self, name: str) -> None:
        """Show that nothing has come yet, where events are received since the config was read again."""
        if self.asked() is not None and self._store.current.received is None:
            self._show()

    async def stop(self) -> None:
        """Keep what has come, for a few seconds at most."""
        await asyncio.to_thread(self._inbox.stop)

    async def take(self, body: bytes) -> Kept:
        """Keep the event that the JSON in `body` is, and return once that is certain.

        Raises
        ------
        UnfitEventError
            If it is none, or is of a moment that cannot be.
        HistoryError
            If it cannot be kept now.
        """
        try:
            event = await asyncio.to_thread(sent, body)
            self._look_at_the_clock(event)
            kept = await self._inbox.keep(event)
        except UnfitEventError:
            self.count("refused")
            raise
        except HistoryError:
            self.count("deferred")
            raise
        self.count(kept)
        return kept

    def count(self, came_to: Reception) -> None:
        """Count one more event."""
        self._counts[came_to] = self._counts.get(came_to, 0) + 1
        if self._showing is None:
            self._showing = asyncio.get_running_loop().call_later(SHOWN_AFTER, self._show)

    def _look_at_the_clock(self, event: SentEvent) -> None:
        asked, now = self.asked() or Receive(), self._clock.now()
        if event.at > now + AHEAD:
            raise UnfitEventError("eventTime is more than a day ahead of the clock here: set that of the producer")
        if event.at < now - asked.keep:
            keep = format_duration(asked.keep)
            raise UnfitEventError(f"eventTime is longer ago than the {keep} for which lineage.receive keeps events")

    def _show(self) -> None:
        self._showing = None
        self._store.swap(replace(self._store.current, received=dict(self._counts)))


def lineage_intake(
    config: Callable[[], Config], specs: Mapping[str, MetricSpec], store: SnapshotStore, clock: Clock
) -> LineageIntake | None:
    """Return what takes the events that are sent to a config; None where it keeps no history to keep them in.

    Parameters
    ----------
    config : callable
        Returns the one in force: whether events are received may change, and where they are kept may not.
    specs : mapping of str to MetricSpec
        Every metric.
    store : SnapshotStore
        Where is shown what came of them.
    clock : Clock
        What time it is.

    Raises
    ------
    ConfigError
        If the driver of the database is not installed, or its address is none.
    """
    first, history = config(), config().settings.history
    if history is None:
        return None

    def asked() -> Receive | None:
        governance = config().governance
        return governance.lineage.receive if governance else None

    def keep() -> float | None:
        receive = asked()
        return receive.keep if receive else None

    inbox = LineageInbox(database(first, history, specs, to_disk=True), clock, keep)
    return LineageIntake(inbox, store, clock, asked)
