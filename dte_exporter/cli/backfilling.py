"""Measuring what was: checks run as of moments of the past, and what they find goes into the history of that time."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dte_exporter.app import App
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import Config
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.shown import Derived
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Registry
from dte_exporter.scheduling.past_moments import moments
from dte_exporter.sinks.history.assembly import filling
from dte_exporter.storage.snapshot import CheckRecord

_ByMoment = Mapping[float, list[str]]


class PastClock(SystemClock):
    """A clock that stands at a moment of the past, and whose stopwatch goes on."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        """Return the moment at which it stands, in seconds since the epoch."""
        return self.at


@dataclass(slots=True)
class Filled:
    """What became of the moments of one check.

    Parameters
    ----------
    there : int
        Those of which the history had a run.
    filled : int
        Those that were measured and are in the history now.
    failed : mapping of str to int
        The others, by how their runs ended.
    """

    there: int
    filled: int
    failed: dict[str, int]


class Backfill:
    """Runs checks as of moments of the past.

    Parameters
    ----------
    config : Config
        With the checks that are to run, and with a history.
    registry : Registry
        What there is.
    """

    def __init__(self, config: Config, registry: Registry) -> None:
        self._clock = PastClock()
        self._app = App(config, registry, clock=self._clock)
        self._filling = filling(config, catalogue(registry), Derived())
        self.filled: dict[str, Filled] = {}

    def plan(self, first: datetime, last: datetime, every: float | None) -> _ByMoment:
        """Return the checks that are to run by moment, oldest first; none of which the history has a run already.

        Parameters
        ----------
        first, last, every
            As for `scheduling.past_moments.moments`.

        Raises
        ------
        HistoryError
            If the history cannot be read.
        """
        due: dict[float, list[str]] = defaultdict(list)
        for name, check in self._app.config.checks.items():
            wanted = [moment.timestamp() for moment in moments(check, first, last, every)]
            missing = self._filling.missing(name, wanted)
            self.filled[name] = Filled(len(wanted) - len(missing), 0, {})
            for at in missing:
                due[at].append(name)
        return dict(sorted(due.items()))

    async def fill(self, due: _ByMoment, on_ended: Callable[[CheckRecord], None]) -> None:
        """Run what is `due`, moment by moment, and tell `on_ended` of each run.

        Raises
        ------
        HistoryError
            If the history cannot be written to.
        """
        self._app.pool.start()
        try:
            for at, names in due.items():
                await self._fill(at, names, on_ended)
        finally:
            await self._app.pool.close()
            self._filling.close()

    async def _fill(self, at: float, names: list[str], on_ended: Callable[[CheckRecord], None]) -> None:
        self._clock.at = at
        await asyncio.gather(*map(self._app.runner.run, names))
        snapshot, measured = self._app.store.current, []
        for name in names:
            record = snapshot.records[name]
            if self._count(name, record):
                measured.append(name)
            on_ended(record)
        await asyncio.to_thread(self._filling.fill, snapshot, measured, at)

    def _count(self, name: str, record: CheckRecord) -> bool:
        """Take note of how a run ended, and return whether it measured anything."""
        counted, outcome = self.filled[name], record.last.outcome if record.last else Outcome.CHECK_ERROR
        if outcome is Outcome.OK:
            counted.filled += 1
        else:
            counted.failed[outcome.value] = counted.failed.get(outcome.value, 0) + 1
        return outcome is Outcome.OK
