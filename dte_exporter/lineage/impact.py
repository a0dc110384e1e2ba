"""What a data set, or a column of it, reaches: whatever is made from it, over however many jobs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.lineage.graph import Graph, Job
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column


@dataclass(frozen=True, slots=True)
class Reached:
    """What is reached.

    Parameters
    ----------
    datasets : mapping of Name to int
        The data sets that are made from it, and the fewest jobs on the way to each.
    jobs : mapping of Name to int
        The jobs that read it, or what is made from it, and the fewest data sets on the way to each.
    columns : mapping of Name to frozenset of str
        Of a column: those that are made from it, by data set.
    unknown : frozenset of Name
        Of a column: the data sets of whose columns nobody has told what they are made from. Each may be reached.
    """

    datasets: Mapping[Name, int]
    jobs: Mapping[Name, int]
    columns: Mapping[Name, frozenset[str]]
    unknown: frozenset[Name] = frozenset()


def reached(graph: Graph, dataset: Name) -> Reached:
    """Return what the data set called `dataset` reaches."""
    datasets, jobs, ring = {dataset: 0}, dict[Name, int](), [dataset]
    while ring:
        ring = [*_next_ring(graph, ring, datasets, jobs)]
    return Reached({name: hops for name, hops in datasets.items() if name != dataset}, jobs, {})


def _next_ring(graph: Graph, ring: list[Name], datasets: dict[Name, int], jobs: dict[Name, int]) -> Iterator[Name]:
    for name in ring:
        for job in graph.readers(name):
            jobs.setdefault(job.name, datasets[name])
            for output in sorted(job.outputs - datasets.keys()):
                datasets[output] = datasets[name] + 1
                yield output


def reached_by_column(graph: Graph, column: Column) -> Reached:
    """Return what one `column` of a data set reaches, as far as it is told which column is made from which.

    A column that may be made from it is among none: its data set is among the unknown, and all that is made from that.
    """
    columns, unknown, ring = {column}, set[Name](), [column]
    while ring:
        ring = [one for each in ring for one in _made_from(graph, each, unknown) if one not in columns]
        columns |= {*ring}
    for name in [*unknown]:
        unknown |= reached(graph, name).datasets.keys()
    by_dataset: dict[Name, set[str]] = {}
    for one in columns - {column}:
        by_dataset.setdefault(one.dataset, set()).add(one.column)
    whole = reached(graph, column.dataset)
    touched = {*by_dataset, *unknown}
    return Reached(
        {name: hops for name, hops in whole.datasets.items() if name in touched},
        {name: hops for name, hops in whole.jobs.items() if _touches(graph.jobs[name], {*touched, column.dataset})},
        {name: frozenset(found) for name, found in by_dataset.items()},
        frozenset(unknown - by_dataset.keys()),
    )


def _made_from(graph: Graph, column: Column, unknown: set[Name]) -> Iterator[Column]:
    for job in graph.readers(column.dataset):
        unknown |= {name for name in job.outputs - {column.dataset} if not _is_told(graph, job, name)}
        yield from (one for one, sources in job.columns.items() if column in sources)


def _is_told(graph: Graph, job: Job, output: Name) -> bool:
    """Return whether every column of an output that is known is told to be made from something by `job`."""
    told = {one.column for one in job.columns if one.dataset == output}
    known = graph.datasets[output].schema if output in graph.datasets else None
    return bool(told) and (known or {}).keys() <= told


def _touches(job: Job, datasets: set[Name]) -> bool:
    """Return whether a job stands between two of `datasets`, or at the end of a way."""
    return bool(job.inputs & datasets) and (not job.outputs or bool(job.outputs & datasets))
