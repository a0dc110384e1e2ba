"""What a restart makes of what was kept: true values with their true times."""

from collections.abc import Mapping
from dataclasses import replace

from dte_exporter.storage.alarm import AlarmKey
from dte_exporter.storage.history.restart_state import KeptCheck
from dte_exporter.storage.history.restoring import Kept
from dte_exporter.storage.snapshot import CheckRecord, Snapshot


def restore(snapshot: Snapshot, kept: Kept, now: float) -> Snapshot:
    """Return `snapshot`, in which no check has run, with what was known of its checks.

    Parameters
    ----------
    snapshot : Snapshot
        With a first record for each check of the config.
    kept : Kept
        What was known of those that are as they were.
    now : float
        Seconds since the epoch: it decides which results are of the future.
    """
    records = {
        name: _restored(record, kept.checks[name], now) if name in kept.checks else record
        for name, record in snapshot.records.items()
    }
    standings = {subject: standing for check in kept.checks.values() for subject, standing in check.standings.items()}
    alarms = {key: alarm for key, alarm in kept.alarms.items() if _is_known(key, kept.checks)}
    return replace(snapshot, records=records, standings=standings, alarms=alarms)


def _is_known(key: AlarmKey, checks: Mapping[str, KeptCheck]) -> bool:
    """Return whether both the policy and the evidence of an alarm are of checks that are as they were."""
    entry, _, _, evidence = key
    return entry in checks and evidence in checks


def _restored(record: CheckRecord, kept: KeptCheck, now: float) -> CheckRecord:
    """Return the record with what was known. A result of the future cannot age: the clock was set back, and it goes."""
    values = kept.values if kept.values and kept.values.at <= now else None
    return replace(
        record,
        last=kept.last,
        values=values,
        runs=kept.runs,
        failed_runs=kept.failed_runs,
        violated_since=kept.violated_since if values else None,
    )
