"""What checks of compliance ask for beside rows: the record of processing, or only what the config says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dte_exporter.config.compliance.governance import Governance, Recorded
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.plan import StatisticsCache


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """Asks for the record of processing; a `statistics.plan.Plan`."""

    def measure(self, sources: Mapping[str, Any], cache: StatisticsCache) -> Recorded:
        """Return what the record says now: never from the cache, since its files change at any moment.

        Raises
        ------
        SourceError
            If there is none, or it is not fit to be read.
        """
        recorded: Recorded = sources["processing_record"].read()
        return recorded


def only_the_record(params: Model, roles: Roles) -> Mapping[str, RecordPlan]:
    """Return the one question of a check that needs nothing else: what the record says."""
    return {"recorded": RecordPlan()}


@dataclass(frozen=True, slots=True)
class Governed:
    """What the config says, as a `statistics.plan.Statistic`."""

    governance: Governance
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: settings stand for no rows."""


@dataclass(frozen=True, slots=True)
class GovernancePlan:
    """Asks for what the config says, such as the calendar, where no record is needed; a `statistics.plan.Plan`."""

    def measure(self, sources: Mapping[str, Any], cache: StatisticsCache) -> Governed:
        """Return what the config says."""
        return Governed(sources["governance"])
