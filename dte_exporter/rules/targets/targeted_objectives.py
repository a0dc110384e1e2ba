"""The objectives of a config that have a target, and so a budget of runs that may miss it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.models import Objective
from dte_exporter.scheduling.schedule import first_record

JUDGED = 'result!="insufficient"'
"""What selects the runs that an error budget is about: all but those that could not tell, however well they went."""

MISSED = 'result!~"met|insufficient"'
"""What selects those of them that spend it."""


@dataclass(frozen=True, slots=True)
class TargetedObjective:
    """An objective that a share of 30 days' runs is to meet.

    Parameters
    ----------
    check : ConfiguredCheck
        Whose objective.
    key : str
        The objective's name.
    objective : Objective
        Its limits and target.
    target : float
        The share, between 0 and 1.
    interval : float
        Seconds between two runs of the check, in the time of the rules' windows before they are scaled.
    """

    check: ConfiguredCheck
    key: str
    objective: Objective
    target: float
    interval: float

    @property
    def budget(self) -> float:
        """The share of runs that may miss the objective; a run that tells nothing misses it."""
        return round(1 - self.target, 12)

    @property
    def selector(self) -> str:
        """What selects its series, without braces."""
        return f'check="{self.check.name}",objective="{self.key}"'

    @property
    def severity(self) -> str:
        """How loudly people are told: as the objective says, else as its check does."""
        named = "severity" in self.objective.model_fields_set
        return self.objective.severity if named else self.check.settings.severity

    @property
    def people(self) -> dict[str, str]:
        """Who is told and who answers for it, as labels; without those that nobody has set."""
        people = {"team": self.objective.team or self.check.team, "owner": self.objective.owner or self.check.owner}
        return {label: name for label, name in people.items() if name}

    def runs_in(self, seconds: float) -> float:
        """Return how many runs fall in a window."""
        return seconds / self.interval


def targeted_objectives(config: Config, now: float, time_scale: float = 1.0) -> Iterator[TargetedObjective]:
    """Yield every objective of `config` with a target.

    Parameters
    ----------
    config : Config
        The config.
    now : float
        Seconds since the epoch: it decides what the interval of a cron is.
    time_scale : float
        What the windows of the rules will be multiplied by.
    """
    for check in config.checks.values():
        interval = first_record(check, now).interval / time_scale
        for key, objective in check.settings.objectives.items():
            if objective.target is not None:
                yield TargetedObjective(check, key, objective, objective.target, interval)
