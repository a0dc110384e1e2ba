"""From all that was told to the graph: in whatever order it comes, and as often as it comes, the graph is the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dte_exporter.lineage.graph import Dataset, Graph, Job, Run
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.one_name import OneName
from dte_exporter.lineage.schema_history import SchemaHistory
from dte_exporter.lineage.told import ENDS, Column, RunState, Told, ToldDataset

MAX_RUNS = 50
"""Runs that are kept of a job, the newest: what they took is compared, and more would tell little more."""

_BADNESS: tuple[RunState, ...] = ("running", "complete", "aborted", "failed")


def fold(told: Iterable[Told]) -> Graph:
    """Return the graph of all that was `told`.

    A job reads and writes what its newest run did that named any, and what it does as it is written. An end of a run is
    its end whatever is told later of its course.
    """
    folding = Folding()
    for one in told:
        folding.add(one)
    return folding.graph()


@dataclass(frozen=True, slots=True)
class _Edges:
    """What a job, or one run of it, reads and writes; a column made from none has None for what it is made from."""

    inputs: frozenset[Name] = frozenset()
    outputs: frozenset[Name] = frozenset()
    columns: frozenset[tuple[Column, Column | None]] = frozenset()

    def with_told(self, told: Told) -> "_Edges":
        return _Edges(
            self.inputs.union(one.name for one in told.inputs),
            self.outputs.union(one.name for one in told.outputs),
            self.columns.union(
                (Column(one.name, column), source)
                for one in told.outputs
                for column, sources in one.columns.items()
                for source in (sources or (None,))
            ),
        )

    def __bool__(self) -> bool:
        return bool(self.inputs or self.outputs)


@dataclass(slots=True)
class _Run:
    """What is told of one run."""

    edges: _Edges = _Edges()
    at: float = float("-inf")
    ended: tuple[float, int] | None = None
    started: float | None = None

    def take(self, told: Told) -> None:
        if told.run is None:
            return
        self.at = max(self.at, told.at)
        begun = told.run.started if told.run.started is not None else told.at
        if told.run.started is not None or told.run.state == "running":
            self.started = begun if self.started is None else min(self.started, begun)
        if told.run.state in ENDS:
            end = (told.at, _BADNESS.index(told.run.state))
            self.ended = end if self.ended is None else max(self.ended, end)

    def shown(self, id_: str) -> Run:
        if self.ended is None:
            return Run(id_, "running", self.at, self.started)
        return Run(id_, _BADNESS[self.ended[1]], self.ended[0], self.started)


@dataclass(slots=True)
class _Job:
    """What is told of one job."""

    written_at: float = float("-inf")
    written: _Edges = _Edges()
    runs: dict[str, _Run] = field(default_factory=dict)
    kinds: dict[_Edges, _Edges] = field(default_factory=dict)
    code_version: tuple[float, str] = (float("-inf"), "")
    parent: tuple[float, Name] | None = None

    def take(self, told: Told) -> None:
        if told.run is not None:
            self._take_run(told.run.id, told)
        elif told.at >= self.written_at:  # as it is written now, and no more as it was
            before = self.written if told.at == self.written_at else _Edges()
            self.written_at, self.written = told.at, before.with_told(told)
        if told.code_version:
            self.code_version = max(self.code_version, (told.at, told.code_version))
        if told.parent is not None:
            self.parent = max(self.parent or (float("-inf"), told.parent), (told.at, told.parent))

    def _take_run(self, id_: str, told: Told) -> None:
        run = self.runs.setdefault(id_, _Run())
        run.take(told)
        edges = run.edges.with_told(told)
        run.edges = self.kinds.setdefault(edges, edges)  # most runs do what others did, and share what they keep
        if len(self.runs) > 2 * MAX_RUNS:
            self.runs = dict(self._newest())
        if len(self.kinds) > 4 * MAX_RUNS:
            self.kinds = {one.edges: one.edges for one in self.runs.values()}

    def _newest(self) -> Iterator[tuple[str, _Run]]:
        yield from sorted(self.runs.items(), key=lambda item: (item[1].at, item[0]), reverse=True)[:MAX_RUNS]

    def shown(self, name: Name, names: OneName) -> Job:
        newest = [*self._newest()]
        edges = [next((run.edges for _, run in newest if run.edges), _Edges()), self.written]
        columns: dict[Column, set[Column]] = {}
        for one in edges:
            for column, source in one.columns:
                columns.setdefault(names.column(column), set()).update([names.column(source)] if source else [])
        return Job(
            name,
            frozenset(names.of(one) for each in edges for one in each.inputs),
            frozenset(names.of(one) for each in edges for one in each.outputs),
            {column: tuple(sorted(sources)) for column, sources in columns.items()},
            tuple(sorted((run.shown(id_) for id_, run in newest), key=lambda run: (run.at, run.id), reverse=True)),
            self.code_version[1],
            self.parent[1] if self.parent else None,
        )


@dataclass(slots=True)
class _Dataset:
    """What is told of one data set, under one of its names."""

    schemas: SchemaHistory = field(default_factory=SchemaHistory)
    owners: tuple[float, tuple[str, ...]] = (float("-inf"), ())
    failed: tuple[float, int] | None = None

    def take(self, at: float, told: ToldDataset) -> None:
        if told.schema is not None:
            self.schemas.take(at, told.schema)
        if told.owners:
            self.owners = max(self.owners, (at, told.owners))
        if told.failed_assertions is not None:
            self.failed = max(self.failed or (float("-inf"), 0), (at, told.failed_assertions))

    @classmethod
    def of(cls, name: Name) -> "_Dataset":
        return cls(SchemaHistory(name.namespace.partition(":")[0]))

    def join(self, other: "_Dataset") -> None:
        """Take over what is told of the same data set under another name."""
        self.schemas.join(other.schemas)
        self.owners = max(self.owners, other.owners)
        self.failed = max(filter(None, (self.failed, other.failed)), default=None)


class Folding:
    """Takes in what is told, one after the other, in memory that follows from how much there is and not how often."""

    def __init__(self) -> None:
        self._jobs: dict[Name, _Job] = {}
        self._datasets: dict[Name, _Dataset] = {}
        self._names = OneName()

    def add(self, told: Told) -> None:
        """Take in one thing told."""
        if told.job is not None:
            self._jobs.setdefault(told.job, _Job()).take(told)
        for one in (*told.inputs, *told.outputs):
            self._datasets.setdefault(one.name, _Dataset.of(one.name)).take(told.at, one)
            for alias in one.aliases:
                self._names.alike(one.name, alias)
            if one.former is not None:
                self._names.renamed(one.former, one.name, told.at)

    def graph(self) -> Graph:
        """Return the graph of what was taken in so far."""
        joined = self._joined()
        datasets = {
            name: Dataset(
                name,
                self._names.others(name),
                one.schemas.newest,
                one.schemas.changes(),
                one.owners[1],
                one.failed[1] if one.failed else None,
            )
            for name, one in sorted(joined.items())
        }
        jobs = {name: one.shown(name, self._names) for name, one in sorted(self._jobs.items())}
        return Graph(datasets, jobs)

    def _joined(self) -> Mapping[Name, _Dataset]:
        """Return what is told of each data set, whatever it was called."""
        found: dict[Name, _Dataset] = {}
        for name, one in self._datasets.items():
            known_as = self._names.of(name)
            found.setdefault(known_as, _Dataset.of(known_as)).join(one)
        return found
