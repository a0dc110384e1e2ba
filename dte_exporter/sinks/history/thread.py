"""The one thread that writes the history, so that neither a slow disk nor a lock holds up a scrape."""

import math
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import Enum

from dte_exporter.clock import Clock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.logs import logger
from dte_exporter.sinks.history.keeper import MAX_WAITING, Keeper
from dte_exporter.sinks.history.recording import Recorder
from dte_exporter.storage.history.past import Past
from dte_exporter.storage.history.restoring import Kept
from dte_exporter.storage.snapshot import HistoryHealth, Run, Snapshot

RETRY = 10.0
"""Seconds after which what could not be written is tried again, if no run ends before."""

TENDING = 3600.0
"""Seconds between two looks at what is to be thinned and forgotten."""

_GOODBYE = 5.0
"""Seconds that the last runs have to be written when the exporter stops."""

_Noticed = tuple[Snapshot, str, float]


class _Word(Enum):
    """What the thread is told beside the runs."""

    EXAMINE = "see whether the history is damaged"
    END = "write what there is, and end"


_log = logger()


class History:
    """Keeps every run that is noticed.

    Parameters
    ----------
    keeper : Keeper
        Writes.
    recorder : Recorder
        Says what is to be written.
    clock : Clock
        What time it is.
    past : Past
        What can be asked of the history.
    """

    def __init__(self, keeper: Keeper, recorder: Recorder, clock: Clock, past: Past) -> None:
        self.past = past
        self.past.on_damage = self.examine
        self._keeper = keeper
        self._recorder = recorder
        self._clock = clock
        self._noticed: queue.Queue[_Noticed | _Word] = queue.Queue(MAX_WAITING)
        self._last: dict[str, Run] = {}
        self._tended = -math.inf
        self._told: HistoryHealth | None = None
        self._on_health: Callable[[HistoryHealth], object] = lambda health: None
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)

    @property
    def health(self) -> HistoryHealth:
        """Whether the history is being kept."""
        return self._keeper.health

    def restore(self, checks: list[ConfiguredCheck]) -> Kept:
        """Return what the history knows of `checks`, before the thread is started."""
        kept = self._keeper.restore(checks)
        self._last = {name: check.last for name, check in kept.checks.items()}
        self._recorder.begin(kept.stood)
        return kept

    def start(self, on_health: Callable[[HistoryHealth], object]) -> None:
        """Start to write; `on_health` is called, in the thread, when the health has changed."""
        self._on_health, self._told = on_health, self._keeper.health
        self._thread.start()

    def notice(self, snapshot: Snapshot, name: str) -> None:
        """Have the last run of the check called `name` written, unless it was noticed before; returns at once."""
        record = snapshot.records.get(name)
        if record is None or record.last is None or record.last is self._last.get(name):
            return
        self._last[name] = record.last
        try:
            self._noticed.put_nowait((snapshot, name, self._clock.now()))
        except queue.Full:  # the thread hangs in a write
            self._keeper.lose(1)

    def examine(self) -> None:
        """Have the thread see whether the history is damaged, and begin a new one if it is; any thread may ask."""
        with suppress(queue.Full):
            self._noticed.put_nowait(_Word.EXAMINE)

    def stop(self) -> None:
        """Write what was noticed, and end. Blocks, but not for longer than a few seconds."""
        if self._thread.is_alive():
            with suppress(queue.Full):
                self._noticed.put(_Word.END, timeout=_GOODBYE)
            self._thread.join(_GOODBYE)
        else:
            self._keeper.close()

    def _run(self) -> None:
        ended = False
        while not ended:
            taken = self._taken()
            ended = _Word.END in taken
            if _Word.EXAMINE in taken:
                self._keeper.examine()
            self._keep([noticed for noticed in taken if not isinstance(noticed, _Word)])
            if not ended:
                self._tend()
        self._keeper.close()

    def _taken(self) -> list[_Noticed | _Word]:
        """Return all that was noticed, as soon as there is some; nothing, when it is time to try again."""
        taken: list[_Noticed | _Word] = []
        with suppress(queue.Empty):
            taken.append(self._noticed.get(timeout=RETRY if self._keeper.is_behind else None))
            while True:
                taken.append(self._noticed.get_nowait())
        return taken

    def _keep(self, batch: list[_Noticed]) -> None:
        try:
            self._keeper.keep([self._recorder.entry(*noticed) for noticed in batch])
        except Exception as error:  # a fault of ours must not end the thread
            lost = self._keeper.give_up()
            _log.error("runs cannot be kept in the history", error=repr(error), runs=lost)
        self._tell()

    def _tend(self) -> None:
        if self._clock.monotonic() - self._tended >= TENDING:
            self._tended = self._clock.monotonic()
            self._keeper.tend(self._clock.now())
            self._tell()

    def _tell(self) -> None:
        if self._keeper.health != self._told:
            self._told = self._keeper.health
            self._on_health(self._told)
