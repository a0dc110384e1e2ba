"""What the exporter says of the files of its config: whether each is in force as it is, or as it was."""

from collections.abc import Iterator

from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.metric import Better, MetricSpec, Sample, Unit
from dte_exporter.storage.snapshot import Snapshot

RELOAD_SUCCESSFUL = MetricSpec(
    "dte_config_last_reload_successful",
    "Whether the last reading of the config worked: 0 means that an older config is in force.",
    "exporter",
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
)
RELOAD_TIMESTAMP = MetricSpec(
    "dte_config_last_reload_success_timestamp_seconds",
    "When the config in force was read.",
    "exporter",
    unit=Unit.TIMESTAMP,
    low=0,
    scheduled=False,
    role=ExporterRole.CONFIG_READ,
)
TEAM_RELOAD_SUCCESSFUL = MetricSpec(
    "dte_config_team_last_reload_successful",
    "Whether the last reading of the team's file worked: 1 if so, else 0: then what it said before is in force.",
    "exporter",
    ("team",),
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
)
WEB_RELOAD_SUCCESSFUL = MetricSpec(
    "dte_web_config_last_reload_successful",
    "Whether the last reading of the web config and its certificates worked: 1 if so, else 0; absent without one.",
    "exporter",
    better=Better.HIGHER,
    low=0,
    high=1,
    scheduled=False,
)
SPECS = (RELOAD_SUCCESSFUL, RELOAD_TIMESTAMP, TEAM_RELOAD_SUCCESSFUL, WEB_RELOAD_SUCCESSFUL)


def samples(snapshot: Snapshot) -> Iterator[Sample]:
    """Yield the values of all `SPECS` that `snapshot` knows."""
    yield RELOAD_SUCCESSFUL.sample(snapshot.reload_successful)
    yield RELOAD_TIMESTAMP.sample(snapshot.reloaded_at)
    for team, is_sound in snapshot.teams.items():
        yield TEAM_RELOAD_SUCCESSFUL.sample(is_sound, team=team)
    if snapshot.web_config_sound is not None:
        yield WEB_RELOAD_SUCCESSFUL.sample(snapshot.web_config_sound)
