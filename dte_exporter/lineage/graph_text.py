"""A graph as text for other programs: Mermaid, DOT, or OpenLineage's own events of jobs."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from dte_exporter.lineage.events.run_of_check import PRODUCER
from dte_exporter.lineage.graph import Graph, Job
from dte_exporter.lineage.naming import Name

_JOB_EVENT = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent"
_COLUMNS = "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json"


def mermaid(graph: Graph) -> str:
    """Return the graph as a flow chart of Mermaid: data sets rounded, jobs with corners."""
    places = {name: f"d{place}" for place, name in enumerate(graph.datasets)}
    lines = ["flowchart LR"]
    lines += (f'  {place}(["{_of_mermaid(name)}"])' for name, place in places.items())
    for number, job in enumerate(graph.jobs.values()):
        lines.append(f'  j{number}["{_of_mermaid(job.name)}"]')
        lines += (f"  {places[name]} --> j{number}" for name in sorted(job.inputs))
        lines += (f"  j{number} --> {places[name]}" for name in sorted(job.outputs))
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """Return the graph in the DOT language of Graphviz: data sets round, jobs as boxes."""
    lines = ["digraph lineage {", "  rankdir=LR"]
    lines += (f"  {_of_dot('dataset', name)} [label={_quoted(str(name))}, shape=ellipse]" for name in graph.datasets)
    for job in graph.jobs.values():
        here = _of_dot("job", job.name)
        lines.append(f"  {here} [label={_quoted(str(job.name))}, shape=box]")
        lines += (f"  {_of_dot('dataset', name)} -> {here}" for name in sorted(job.inputs))
        lines += (f"  {here} -> {_of_dot('dataset', name)}" for name in sorted(job.outputs))
    return "\n".join([*lines, "}"]) + "\n"


def openlineage(graph: Graph, now: float) -> str:
    """Return the graph as events of jobs after the OpenLineage standard, one a line, as of `now`."""
    return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in _events(graph, now))


def _events(graph: Graph, now: float) -> Iterator[dict[str, object]]:
    at = datetime.fromtimestamp(now, UTC).isoformat().replace("+00:00", "Z")
    for job in graph.jobs.values():
        yield {
            "eventTime": at,
            "producer": PRODUCER,
            "schemaURL": _JOB_EVENT,
            "job": {"namespace": job.name.namespace, "name": job.name.name},
            "inputs": [{"namespace": name.namespace, "name": name.name} for name in sorted(job.inputs)],
            "outputs": [_output(name, job) for name in sorted(job.outputs)],
        }


def _output(name: Name, job: Job) -> dict[str, object]:
    columns = {
        column.column: {
            "inputFields": [
                {"namespace": one.dataset.namespace, "name": one.dataset.name, "field": one.column} for one in sources
            ]
        }
        for column, sources in job.columns.items()
        if column.dataset == name
    }
    told = {"namespace": name.namespace, "name": name.name}
    if not columns:
        return {**told}
    return {**told, "facets": {"columnLineage": {"_producer": PRODUCER, "_schemaURL": _COLUMNS, "fields": columns}}}


def _of_mermaid(name: Name) -> str:
    """Return a name that stands for itself in a label, whatever it holds: entities begin with # there."""
    return "".join(one if one.isalnum() or one in " ._-/:" else f"#{ord(one)};" for one in str(name))


def _of_dot(kind: str, name: Name) -> str:
    return _quoted(f"{kind} {name}")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
