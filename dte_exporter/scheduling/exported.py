"""How many series each check exports, of values and of objectives: only what a run has changed is counted anew."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dte_exporter.objectives.objective import by_check, series
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Subject


@dataclass(frozen=True, slots=True)
class _Count:
    """The series of one check, as its record was."""

    record: CheckRecord
    objectives: int
    values: int
    stale_at: float

    def at(self, now: float) -> int:
        return self.objectives + (self.values if now < self.stale_at else 0)


class Exported:
    """Counts the series that checks export, of one snapshot after another.

    A count is kept for as long as its check has the same record, with which alone its standings change. The total is
    kept until a value grows stale, the config changes or the clock is set back.
    """

    def __init__(self) -> None:
        self._counts: dict[str, _Count] = {}
        self._total = 0
        self._since, self._until = math.inf, -math.inf

    def beside(self, record: CheckRecord, snapshot: Snapshot, now: float) -> int:
        """Return how many series all checks but that of `record` export at `now`, in seconds since the epoch."""
        if self._since <= now < self._until and snapshot.records.keys() == self._counts.keys():
            self._take_in(snapshot, now)
        else:
            self._count(snapshot, now)
        self._since = now
        return self._total - self._counts[record.check.name].at(now)

    def _take_in(self, snapshot: Snapshot, now: float) -> None:
        """Count what has changed."""
        standings = by_check(snapshot.standings)
        changed = [name for name, one in snapshot.records.items() if self._counts[name].record is not one]
        for name in changed:
            before, after = self._counts[name], _count(snapshot.records[name], standings)
            self._counts[name] = after
            self._total += after.at(now) - before.at(now)
            if now < after.stale_at < self._until:
                self._until = after.stale_at

    def _count(self, snapshot: Snapshot, now: float) -> None:
        """Count all."""
        standings = by_check(snapshot.standings)
        self._counts = {name: _count(record, standings) for name, record in snapshot.records.items()}
        self._total = sum(one.at(now) for one in self._counts.values())
        self._until = min((one.stale_at for one in self._counts.values() if now < one.stale_at), default=math.inf)


def _count(record: CheckRecord, standings: Mapping[str, Collection[Subject]]) -> _Count:
    values, subjects = record.values, standings.get(record.check.name, ())
    count = len(values.samples) if values else 0
    stale_at = -math.inf if record.stale_at is None else record.stale_at
    return _Count(record, series(record, len(subjects)), count, stale_at)
