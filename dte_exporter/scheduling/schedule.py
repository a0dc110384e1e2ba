"""When checks run: the triggers, and what follows from them for a check's record."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.crontab import Crontab
from dte_exporter.scheduling.shared_rows import fires_with
from dte_exporter.storage.snapshot import CheckRecord

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class EveryTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires once an interval, at an offset that follows from a name alone.

    Checks of one interval spread over it, as Prometheus spreads its targets, and keep their times over a restart.

    Parameters
    ----------
    interval : float
        Seconds between firings.
    name : str
        Whose hash is the offset.
    """

    def __init__(self, interval: float, name: str) -> None:
        self._interval = timedelta(seconds=interval)
        digest = hashlib.sha256(name.encode()).digest()
        self._first = _EPOCH + timedelta(microseconds=int.from_bytes(digest[:8])) % self._interval

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the first firing after both: what was missed meanwhile is not made up for."""
        after = max(now, previous_fire_time or now)
        return self._first + ((after - self._first) // self._interval + 1) * self._interval


class CronTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Fires when a crontab does.

    Parameters
    ----------
    crontab : Crontab
        Expression and time zone.
    """

    def __init__(self, crontab: Crontab) -> None:
        self._crontab = crontab

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Return the first firing after both: what was missed meanwhile is not made up for."""
        return self._crontab.next(max(now, previous_fire_time or now))


def trigger(check: ConfiguredCheck) -> BaseTrigger:
    """Return when `check` runs after its first run, as its ``every`` or its ``cron`` says.

    Checks of the same rows have one offset: also where their intervals differ, they meet as often as they can.
    """
    settings = check.settings
    if settings.cron is not None:
        return CronTrigger(Crontab(settings.cron, settings.timezone))
    return EveryTrigger(settings.every or 0.0, fires_with(check))


def first_record(check: ConfiguredCheck, now: float) -> CheckRecord:
    """Return the record of a check that is new at `now`: its first run is due when its schedule says, or earlier."""
    return planned(CheckRecord(check, 0.0, 0.0), now)


def is_owed(record: CheckRecord, now: float) -> bool:
    """Return whether a run is welcome before it is due: the check has not run yet, or not since its last firing."""
    if record.last is None or record.last.started > now:  # the clock was set back
        return True
    after_last = datetime.fromtimestamp(record.last.started, UTC)
    fires: datetime = trigger(record.check).get_next_fire_time(None, after_last)
    return fires.timestamp() <= now


def planned(record: CheckRecord, now: float) -> CheckRecord:
    """Return `record` with what its schedule says at `now`, when a run has ended or is due.

    The interval is the longer of the wait for the next firing and the gap after it, so that values of a start-up run
    between two firings, or of the last one before a weekend, live until there can be new ones.
    """
    fires, settings = trigger(record.check), record.check.settings
    at = datetime.fromtimestamp(now, UTC)
    following = fires.get_next_fire_time(None, at)
    gap = fires.get_next_fire_time(following, following) - following
    interval = max(following - at, gap).total_seconds()
    stale_after = settings.stale_after or 2 * interval + settings.timeout
    return replace(record, next_run=following.timestamp(), interval=interval, stale_after=stale_after)
