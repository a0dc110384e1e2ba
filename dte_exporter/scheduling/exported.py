"""How many series each check exports, of values and of objectives: only what a run has changed is counted anew."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.objectives.objective import by_check, series
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Standing, Subject

_NONE: Mapping[Subject, Standing] = {}


@dataclass(frozen=True, slots=True)
class _Counted:
    """The series of one check, and what the count follows from."""

    record: CheckRecord
    standings: Mapping[Subject, Standing]
    objectives: int
    values: int
    stale_at: float

    def holds(self, record: CheckRecord, standings: Mapping[Subject, Standing]) -> bool:
        return self.record is record and self.standings is standings

    def at(self, now: float) -> int:
        return self.objectives + (self.values if now < self.stale_at else 0)


class Exported:
    """Counts the series that checks export, of one snapshot after another."""

    def __init__(self) -> None:
        self._counted: dict[str, _Counted] = {}

    def beside(self, record: CheckRecord, snapshot: Snapshot, now: float) -> int:
        """Return how many series all checks but that of `record` export at `now`, in seconds since the epoch."""
        standings, before = by_check(snapshot.standings), self._counted
        self._counted = {}
        for name, one in snapshot.records.items():
            known, own = before.get(name), standings.get(name, _NONE)
            self._counted[name] = known if known is not None and known.holds(one, own) else _counted(one, own)
        total = sum(one.at(now) for one in self._counted.values())
        return total - self._counted[record.check.name].at(now)


def _counted(record: CheckRecord, standings: Mapping[Subject, Standing]) -> _Counted:
    values, stale_at = record.values, record.stale_at
    count = len(values.samples) if values else 0
    return _Counted(record, standings, series(record, len(standings)), count, 0.0 if stale_at is None else stale_at)
