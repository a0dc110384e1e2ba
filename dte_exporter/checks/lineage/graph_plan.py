"""What the check of lineage asks for: the graph of all that is told now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name
from dte_exporter.records.lineage.told_lineage import LINEAGE
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources


@dataclass(frozen=True, slots=True)
class Traced:
    """The graph, and where the data sets of the config are in it; a `statistics.plan.Statistic`.

    Parameters
    ----------
    graph : Graph
        Of all that is told.
    datasets : mapping of str to Name
        The data sets of the config by their label, each by the one name that it goes by in the graph.
    nameless : tuple of str
        The labels of those that lineage has no name for.
    origins : frozenset of str
        The labels of those that are trusted as they come.
    notices : tuple of str
        What a reader should know of what was told.
    """

    graph: Graph
    datasets: Mapping[str, Name]
    nameless: tuple[str, ...] = ()
    origins: frozenset[str] = frozenset()
    notices: tuple[str, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: what is told stands for no rows."""


@dataclass(frozen=True, slots=True)
class GraphPlan:
    """Asks for the graph; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> Traced:
        """Return what is told now: never from the cache, since it is told at any moment.

        Raises
        ------
        SourceError
            If somebody who tells cannot be read.
        """
        told = sources.input(LINEAGE)
        graph = fold(told.told())
        datasets = {label: graph.resolved(name) for label, name in told.datasets.items()}
        return Traced(graph, datasets, told.nameless, told.origins, told.notices)


def only_the_graph(params: Model, roles: Roles) -> Mapping[str, GraphPlan]:
    """Return the one question of a check that reads nothing else."""
    return {"traced": GraphPlan()}
