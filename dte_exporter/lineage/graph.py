"""The graph of data sets and jobs, and what is known of each: what `fold` makes of all that was told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import ENDS, Column, RunState


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a job, as far as it is told.

    Parameters
    ----------
    id : str
        What identifies it.
    state : RunState
        How far it has come.
    at : float
        The newest moment that is told of it, in seconds since the epoch: its end, where it has ended.
    started : float or None
        When it began; None where that is not told.
    """

    id: str
    state: RunState
    at: float
    started: float | None = None

    @property
    def duration(self) -> float | None:
        """Seconds that it took; None while it runs, or where its moments contradict each other."""
        if self.state not in ENDS or self.started is None or self.started > self.at:
            return None
        return self.at - self.started


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A change in what columns a data set has.

    Parameters
    ----------
    at : float
        When the new columns were first told, in seconds since the epoch.
    added, removed, retyped : tuple of str
        The columns that came, went, or have another type.
    """

    at: float
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    retyped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set.

    Parameters
    ----------
    name : Name
        The one name that it goes by here.
    aliases : tuple of Name
        The other names that it is told by.
    schema : mapping of str to str or None
        The types of its columns as they were last told; None where they never were.
    schema_changes : tuple of SchemaChange
        How they changed, the newest first.
    owners : tuple of str
        Who answers for it, as it was last told.
    failed_assertions : int or None
        Assertions that the run which looked last found broken; None where none did.
    """

    name: Name
    aliases: tuple[Name, ...] = ()
    schema: Mapping[str, str] | None = None
    schema_changes: tuple[SchemaChange, ...] = ()
    owners: tuple[str, ...] = ()
    failed_assertions: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job.

    Parameters
    ----------
    name : Name
        What it is called.
    inputs, outputs : frozenset of Name
        What it reads and writes, by the names that they go by here.
    columns : mapping of Column to tuple of Column
        The columns that each column of its outputs is made from. One that is not there is unknown.
    runs : tuple of Run
        Its runs, the newest first; of many the newest.
    code_version : str
        The version of its source code; empty where that is not told.
    parent : Name or None
        The job that it is a part of.
    """

    name: Name
    inputs: frozenset[Name] = frozenset()
    outputs: frozenset[Name] = frozenset()
    columns: Mapping[Column, tuple[Column, ...]] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    code_version: str = ""
    parent: Name | None = None


@dataclass(frozen=True)
class Graph:
    """All data sets and jobs.

    Parameters
    ----------
    datasets : mapping of Name to Dataset
        By the one name that each goes by.
    jobs : mapping of Name to Job
        By name.
    """

    datasets: Mapping[Name, Dataset] = field(default_factory=dict)
    jobs: Mapping[Name, Job] = field(default_factory=dict)

    def resolved(self, name: Name) -> Name:
        """Return the one name that the data set goes by which anybody calls `name`; itself where nobody does."""
        return self._known_as.get(name, name)

    def producers(self, dataset: Name) -> tuple[Job, ...]:
        """Return the jobs that write a data set, in the order of their names."""
        return self._writing.get(dataset, ())

    def readers(self, dataset: Name) -> tuple[Job, ...]:
        """Return the jobs that read a data set, in the order of their names."""
        return self._reading.get(dataset, ())

    @cached_property
    def _known_as(self) -> Mapping[Name, Name]:
        return {alias: one.name for one in self.datasets.values() for alias in one.aliases}

    @cached_property
    def _writing(self) -> Mapping[Name, tuple[Job, ...]]:
        return _by_dataset((name, job) for job in self.jobs.values() for name in job.outputs)

    @cached_property
    def _reading(self) -> Mapping[Name, tuple[Job, ...]]:
        return _by_dataset((name, job) for job in self.jobs.values() for name in job.inputs)


def _by_dataset(pairs: Iterable[tuple[Name, Job]]) -> Mapping[Name, tuple[Job, ...]]:
    found: dict[Name, list[Job]] = {}
    for name, job in pairs:
        found.setdefault(name, []).append(job)
    return {name: tuple(sorted(jobs, key=lambda job: job.name)) for name, jobs in found.items()}
