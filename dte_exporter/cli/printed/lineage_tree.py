"""How the verbs show lineage: upwards as a tree, downwards as lists of what is reached."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from dte_exporter.cli.traced import TracedGraph
from dte_exporter.lineage.graph import Graph, Job
from dte_exporter.lineage.impact import Reached, reached, reached_by_column
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column
from dte_exporter.records.lineage.told_lineage import OWN_JOBS

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.tree import Tree


def origin_of(graph: Graph, name: Name, labels: Mapping[str, Name]) -> Iterator["RenderableType"]:
    """Yield what the data set called `name` is made from, as a tree. It ends where nothing is known or a way closes."""
    from rich.text import Text
    from rich.tree import Tree

    called = {of: label for label, of in labels.items()}
    tree = Tree(Text(_shown(name, called), "bold"))
    _grow(tree, graph, name, called, {name})
    yield tree
    if not graph.producers(name):
        yield Text("Nobody has told what makes it.", "yellow")


def _grow(tree: "Tree", graph: Graph, name: Name, called: Mapping[Name, str], seen: set[Name]) -> None:
    for job in graph.producers(name):
        branch = tree.add(f"made by {job.name}{_last(job)}")
        for source in sorted(job.inputs):
            if source in seen:
                branch.add(f"{_shown(source, called)} (above)")
                continue
            seen.add(source)
            _grow(branch.add(_shown(source, called)), graph, source, called, seen)


def _last(job: Job) -> str:
    return f", {job.runs[0].state}" if job.runs else ""


def reach_of(traced: TracedGraph, name: Name, column: str) -> Iterator["RenderableType"]:
    """Yield what the data set called `name`, or one `column` of it, reaches."""
    from rich.rule import Rule
    from rich.text import Text

    graph, called = traced.graph, {of: label for label, of in traced.labels.items()}
    found = reached_by_column(graph, Column(name, column)) if column else reached(graph, name)
    title = f"{_shown(name, called)}{f', column {column}' if column else ''}"
    yield Rule(Text(title, "bold"), align="left")
    for heading, lines in _reached(traced, name, found, called).items():
        yield Text(f"{heading}: {'none' if not lines else len(lines)}", "bold")
        yield from (Text(f"  {line}") for line in lines)


def _reached(traced: TracedGraph, name: Name, found: Reached, called: Mapping[Name, str]) -> Mapping[str, list[str]]:
    near = sorted(found.datasets.items(), key=lambda item: (item[1], item[0]))
    own = [job.name for job in found.jobs if job.namespace == OWN_JOBS]
    touched = {label for label, of in traced.labels.items() if of == name or of in found.datasets}
    return {
        "data sets": [f"{_shown(one, called)}{_columns(one, found)}" for one, _ in near],
        "jobs": [str(job) for job in sorted(found.jobs) if job.namespace != OWN_JOBS],
        "checks": sorted(own),
        "models": sorted({model for label in touched for model in traced.models.get(label, ())}),
        "boards": sorted({f"DTE / {traced.pillars[one].title()}" for one in own if one in traced.pillars}),
    }


def _columns(name: Name, found: Reached) -> str:
    if name in found.columns:
        return f": {', '.join(sorted(found.columns[name]))}"
    return ": unknown which columns" if name in found.unknown else ""


def _shown(name: Name, called: Mapping[Name, str]) -> str:
    return f"{called[name]} ({name})" if name in called else str(name)
