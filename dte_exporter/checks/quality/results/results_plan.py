"""What a check of results asks for: those that lie in files now."""

from collections.abc import Mapping
from dataclasses import dataclass

from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.records.validations.validation_files import VALIDATIONS, Validations
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources


@dataclass(frozen=True, slots=True)
class ResultsPlan:
    """Asks for the newest results of each suite; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Validations:
        """Return what the files say now: never from the cache, since they change at any moment.

        Raises
        ------
        SourceError
            If there is none, one cannot be read or is not whole, or all hold something else.
        NoDataError
            If they report nothing, or nothing of the suite that is meant.
        """
        return sources.input(VALIDATIONS).found


def only_results(params: Model, roles: Roles) -> Mapping[str, ResultsPlan]:
    """Return the one question of a check that reads nothing else."""
    return {"validations": ResultsPlan()}
