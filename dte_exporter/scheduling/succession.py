"""What a new config makes of the snapshot: unchanged checks keep all they have, others start anew or vanish."""

from dataclasses import dataclass, replace

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.scheduling.schedule import first_record
from dte_exporter.storage.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Succession:
    """The snapshot under a new config, and what that takes.

    Parameters
    ----------
    snapshot : Snapshot
        With a record for each check of the config, in its order.
    ended : tuple of str
        Checks that run no more as they did: removed or changed.
    begun : tuple of ConfiguredCheck
        Checks to be run: new or changed.
    """

    snapshot: Snapshot
    ended: tuple[str, ...]
    begun: tuple[ConfiguredCheck, ...]


def succeed(snapshot: Snapshot, config: Config, now: float) -> Succession:
    """Return what `config`, read at `now`, makes of `snapshot`.

    A check is unchanged if all that it resolves to is equal: its settings, data sets, sources and secrets.
    """
    kept = {name: record for name, record in snapshot.records.items() if config.checks.get(name) == record.check}
    begun = tuple(check for name, check in config.checks.items() if name not in kept)
    records = {name: kept.get(name) or first_record(check, now) for name, check in config.checks.items()}
    standings = {subject: standing for subject, standing in snapshot.standings.items() if subject[0] in kept}
    alarms = {key: alarm for key, alarm in snapshot.alarms.items() if key[0] in kept and key[3] in kept}
    following = replace(
        snapshot,
        records=records,
        standings=standings,
        alarms=alarms,
        reload_successful=True,
        reloaded_at=now,
        frameworks=config.frameworks,
        timezone=config.timezone,
        teams={name: not team.problems for name, team in config.teams.items()},
    )
    return Succession(following, tuple(name for name in snapshot.records if name not in kept), begun)
