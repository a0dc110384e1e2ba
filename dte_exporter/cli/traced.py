"""The graph of lineage that a verb speaks of: traced once as a config says, or asked of an exporter that runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dte_exporter.cli.once import FromConfig
from dte_exporter.cli.remote import FromExporter
from dte_exporter.config.problems import choice
from dte_exporter.errors import DteError
from dte_exporter.lineage.graph import Graph
from dte_exporter.lineage.graph_document import graph_of
from dte_exporter.lineage.naming import Name
from dte_exporter.registry import Registry

if TYPE_CHECKING:
    from dte_exporter.config.configured import ConfiguredCheck


@dataclass(frozen=True, slots=True)
class TracedGraph:
    """A graph, and what of the exporter hangs on it.

    Parameters
    ----------
    document : mapping
        The graph as `lineage.graph_document` has it.
    graph : Graph
        The same.
    labels : mapping of str to Name
        The data sets of the config in it, by their label.
    pillars : mapping of str to str
        The pillar of each check, by its name.
    models : mapping of str to tuple of str
        The models that the data sets of the config touch, by the label of these.
    """

    document: Mapping[str, Any]
    graph: Graph
    labels: Mapping[str, Name]
    pillars: Mapping[str, str] = field(default_factory=dict)
    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def named(self, text: str) -> Name:
        """Return the data set that `text` names: by its label, by its whole name, or by a name that no other has.

        Raises
        ------
        DteError
            If there is none, or several are called so.
        """
        if text in self.labels:
            return self.labels[text]
        known = {str(name): name for name in self.graph.datasets}
        known |= {str(alias): name for name, one in self.graph.datasets.items() for alias in one.aliases}
        if text in known:
            return known[text]
        ends = {name for name in self.graph.datasets if name.name == text}
        if len(ends) == 1:
            return ends.pop()
        if ends:
            raise DteError(f"{text!r} may be {' or '.join(sorted(map(str, ends)))}: write one of them out")
        raise DteError(choice(text, "data set that lineage knows", self.labels or known))

    def named_column(self, text: str) -> tuple[Name, str]:
        """Return the data set, and the column of it or an empty text, that `text` names.

        Raises
        ------
        DteError
            If there is no such data set, or none of its columns is told of by that name.
        """
        try:
            return self.named(text), ""
        except DteError:
            dataset, dot, column = text.rpartition(".")
            if not dot:
                raise
            name = self.named(dataset)
        known = self._columns(name)
        if column not in known:
            raise DteError(choice(column, f"column of {dataset} that lineage knows", known))
        return name, column

    def _columns(self, name: Name) -> set[str]:
        schema = self.graph.datasets[name].schema if name in self.graph.datasets else None
        told = {one for job in self.graph.jobs.values() for made, of in job.columns.items() for one in (made, *of)}
        return {*(schema or {}), *(one.column for one in told if one.dataset == name)}


def traced(config_file: Path | None, url: str | None, root: Path | None) -> TracedGraph:
    """Return the graph, from a config or from an exporter.

    Raises
    ------
    DteError
        If not exactly one of both is given, no check traces lineage there, or it could not be traced.
    """
    if (config_file is None) == (url is None):
        raise DteError("--config.file traces lineage here, --url asks an exporter that runs: give one of them")
    if config_file is not None:
        return _from_config(config_file, root)
    return _from_exporter(str(url))


def _from_config(file: Path, root: Path | None) -> TracedGraph:
    registry = Registry.discover()
    config = FromConfig(file, registry, root)
    name = next((name for name, one in config.configured.items() if _is_of_lineage(one, registry)), None)
    if name is None:
        raise DteError(f"{file}: no check traces lineage: add checks: {{lineage: {{check: lineage, every: 5m}}}}")
    result = config.result(name)
    if "graph" not in result.evidence.details:
        raise DteError(f"{file}: lineage could not be traced: {result.message or result.outcome}")
    models: dict[str, set[str]] = {}
    for one in config.configured.values():
        of = models.setdefault(one.scope["dataset"], set())
        of |= {*one.dataset.models, *filter(None, [one.settings.model])}
    pillars = {check: one.pillar for check, one in config.configured.items()}
    return _traced(result.evidence.details["graph"], pillars, models)


def _from_exporter(url: str) -> TracedGraph:
    exporter = FromExporter(url)
    checks = exporter.configured
    models: dict[str, set[str]] = {}
    for one in checks.values():
        models.setdefault(one["settings"]["dataset"], set()).update(filter(None, [one["settings"]["model"]]))
    pillars = {name: one["pillar"] for name, one in checks.items()}
    return _traced(exporter.lineage(), pillars, models)


def _is_of_lineage(check: "ConfiguredCheck", registry: Registry) -> bool:
    return registry.checks[check.settings.check].on == "lineage"


def _traced(
    document: Mapping[str, Any], pillars: Mapping[str, str], models: Mapping[str, Iterable[str]]
) -> TracedGraph:
    try:
        graph, labels = graph_of(document)
    except ValueError as error:
        raise DteError(str(error)) from error
    return TracedGraph(document, graph, labels, pillars, {label: tuple(sorted(of)) for label, of in models.items()})
