"""Ways through the graph: from a data set to those that it is made from, and how many jobs lie between."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.naming import Name

if TYPE_CHECKING:
    from networkx import DiGraph


class Ways:
    """The ways between data sets, each job on them one hop.

    Parameters
    ----------
    graph : Graph
        Whose.
    """

    def __init__(self, graph: Graph) -> None:
        import networkx

        self._made_from: DiGraph[Name] = networkx.DiGraph()
        self._made_from.add_nodes_from(graph.datasets)
        self._made_from.add_edges_from(
            (output, source) for job in graph.jobs.values() for output in job.outputs for source in job.inputs
        )
        loops = map(frozenset, networkx.strongly_connected_components(self._made_from))
        self._loops = {name: loop for loop in loops for name in loop}

    @property
    def cycles(self) -> int:
        """Groups of several data sets each of which is made from itself over the others."""
        return sum(len(loop) > 1 for loop in {*self._loops.values()})

    def upstream(self, dataset: Name) -> Mapping[Name, int]:
        """Return the fewest hops to each data set that `dataset` is made from, itself not among them."""
        return {name: hops for name, hops in self._all_upstream(dataset).items() if name != dataset}

    def before(self, dataset: Name) -> Mapping[Name, int]:
        """Return the same without those that are made from `dataset` in turn: neither comes before the other."""
        loop = self._loops.get(dataset, frozenset())
        return {name: hops for name, hops in self.upstream(dataset).items() if name not in loop}

    def _all_upstream(self, dataset: Name) -> Mapping[Name, int]:
        import networkx

        if dataset not in self._made_from:
            return {}
        return dict(networkx.single_source_shortest_path_length(self._made_from, dataset))


def pairs(ways: Ways, datasets: Mapping[str, Name]) -> Iterator[tuple[str, str, int]]:
    """Yield which of `datasets`, by label, is made from which other of them, and the fewest hops between."""
    for label, name in datasets.items():
        before = ways.before(name)
        yield from ((label, other, before[of]) for other, of in datasets.items() if of in before)
