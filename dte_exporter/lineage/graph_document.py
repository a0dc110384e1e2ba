"""A graph as JSON, and back: what the check keeps of it, the API serves and the tracker draws."""

from collections.abc import Iterable, Mapping
from typing import Any

from dte_exporter.lineage.graph import Dataset, Graph, Job, Run, SchemaChange
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column

VERSION = 1
"""Of the form of the document: a reader of another one must not guess."""


def document(graph: Graph, configured: Mapping[str, Name]) -> dict[str, Any]:
    """Return `graph` as a document.

    Parameters
    ----------
    graph : Graph
        What it tells of.
    configured : mapping of str to Name
        The data sets of the config by their ``dataset`` label, each by the one name that it goes by in `graph`.

    Returns
    -------
    dict
        ``version``; ``datasets``, each with its ``namespace``, ``name``, ``labels`` (of the data sets of the config
        that it is), ``aliases``, ``schema``, ``schema_changes``, ``owners`` and ``failed_assertions``; ``jobs``, each
        with its ``namespace``, ``name``, ``inputs`` and ``outputs`` (places in ``datasets``), ``columns`` (an output
        column's data set and name, and those that it is made from), ``runs``, ``code_version`` and ``parent``.
    """
    labels: dict[Name, list[str]] = {}
    for label, name in configured.items():
        labels.setdefault(name, []).append(label)
    named = sorted({*graph.datasets, *configured.values(), *_mentioned(graph)})
    places = {name: place for place, name in enumerate(named)}
    datasets = [_dataset(graph.datasets.get(name, Dataset(name)), labels.get(name, [])) for name in named]
    return {"version": VERSION, "datasets": datasets, "jobs": [_job(job, places) for job in graph.jobs.values()]}


def graph_of(told: Mapping[str, Any]) -> tuple[Graph, Mapping[str, Name]]:
    """Return the graph that a document tells of, and the data sets of the config in it.

    Raises
    ------
    ValueError
        If it has another form.
    """
    if told.get("version") != VERSION:
        raise ValueError(f"the graph has the form {told.get('version')!r}, and this build reads {VERSION}")
    names = [Name(one["namespace"], one["name"]) for one in told["datasets"]]
    datasets = {name: _dataset_of(name, one) for name, one in zip(names, told["datasets"], strict=True)}
    jobs = [_job_of(one, names) for one in told["jobs"]]
    configured = {label: name for name, one in zip(names, told["datasets"], strict=True) for label in one["labels"]}
    return Graph(datasets, {job.name: job for job in jobs}), configured


def _mentioned(graph: Graph) -> Iterable[Name]:
    for job in graph.jobs.values():
        yield from (*job.inputs, *job.outputs)
        for column, sources in job.columns.items():
            yield from (one.dataset for one in (column, *sources))


def _dataset(one: Dataset, labels: list[str]) -> dict[str, Any]:
    return {
        "namespace": one.name.namespace,
        "name": one.name.name,
        "labels": sorted(labels),
        "aliases": [list(alias) for alias in one.aliases],
        "schema": None if one.schema is None else dict(one.schema),
        "schema_changes": [
            {"at": each.at, "added": [*each.added], "removed": [*each.removed], "retyped": [*each.retyped]}
            for each in one.schema_changes
        ],
        "owners": [*one.owners],
        "failed_assertions": one.failed_assertions,
    }


def _job(job: Job, places: Mapping[Name, int]) -> dict[str, Any]:
    return {
        "namespace": job.name.namespace,
        "name": job.name.name,
        "inputs": sorted(places[name] for name in job.inputs),
        "outputs": sorted(places[name] for name in job.outputs),
        "columns": [
            [places[column.dataset], column.column, [[places[one.dataset], one.column] for one in sources]]
            for column, sources in sorted(job.columns.items())
        ],
        "runs": [{"id": run.id, "state": run.state, "at": run.at, "started": run.started} for run in job.runs],
        "code_version": job.code_version,
        "parent": None if job.parent is None else list(job.parent),
    }


def _dataset_of(name: Name, told: Mapping[str, Any]) -> Dataset:
    return Dataset(
        name,
        tuple(Name(*alias) for alias in told["aliases"]),
        told["schema"],
        tuple(
            SchemaChange(each["at"], tuple(each["added"]), tuple(each["removed"]), tuple(each["retyped"]))
            for each in told["schema_changes"]
        ),
        tuple(told["owners"]),
        told["failed_assertions"],
    )


def _job_of(told: Mapping[str, Any], names: list[Name]) -> Job:
    return Job(
        Name(told["namespace"], told["name"]),
        frozenset(names[place] for place in told["inputs"]),
        frozenset(names[place] for place in told["outputs"]),
        {
            Column(names[place], column): tuple(Column(names[of], one) for of, one in sources)
            for place, column, sources in told["columns"]
        },
        tuple(Run(run["id"], run["state"], run["at"], run["started"]) for run in told["runs"]),
        told["code_version"],
        None if told["parent"] is None else Name(*told["parent"]),
    )
