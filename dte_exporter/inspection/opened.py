"""The tables of a subject, opened as a check would open them; what does not go is found, not raised."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.models import Columns, DataSet, Labels
from dte_exporter.config.past.time_travel import in_its_zone
from dte_exporter.config.roles import ColumnKind, joint
from dte_exporter.errors import DteError, MissingColumnError
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.named_columns import no_column
from dte_exporter.inspection.subject import Subject
from dte_exporter.registry import Registry
from dte_exporter.tables.labelled import labelled
from dte_exporter.tables.table import Table
from dte_exporter.tables.typed import alike, read_as


@dataclass(slots=True)
class Opened:
    """The tables of `subject` by data set, as far as they can be opened.

    Parameters
    ----------
    subject : Subject
        What is looked at.
    registry : Registry
        Where the sources are.
    tables : mapping of str to Table
        What is open, met with its labels.
    columns : Columns
        What the columns of the data set itself are for, the label that comes late among them.
    unmet : mapping of str to str
        The tables that could not be met with their labels, each with the column that it lacks for that.
    """

    subject: Subject
    registry: Registry
    tables: dict[str, Table] = field(default_factory=dict)
    columns: Columns = field(default=Columns(), init=False)
    unmet: dict[str, str] = field(default_factory=dict, init=False)

    def open_all(self) -> Iterator[Finding]:
        """Open everything and yield what does not go, of the data set itself: of the others, their own look tells."""
        self.columns = self.subject.dataset.columns
        yield from self._open(self.subject.name)
        for other in self.subject.datasets if self.subject.name in self.tables else ():
            if other not in self.tables:
                yield from self._of_windows(other, [*self._open(other)])
        self._make_alike()
        yield from self._meet_labels()

    @property
    def table(self) -> Table | None:
        """The table of the data set itself, None where it cannot be opened."""
        return self.tables.get(self.subject.name)

    def known(self, name: str) -> tuple[str, ...]:
        """Return the columns that the table of the data set called `name` has, or would have with its labels."""
        columns = self.tables[name].expression.columns
        return (*columns, *({self.unmet[name]} - {*columns} if name in self.unmet else ()))

    @property
    def kinds(self) -> Mapping[str, ColumnKind]:
        """The kinds of the columns of the data set itself, and of those that only its windows have."""
        kinds = self.tables[self.subject.name].kinds
        for other in self.subject.owners - {self.subject.name}:
            if other in self.tables:
                theirs = self.subject.datasets[other].columns
                kinds = joint(self.columns, kinds, theirs, self.tables[other].kinds)
        return kinds

    def _of_windows(self, other: str, found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield what was `found` of the data set called `other`, where it is the past that a window means."""
        if place := self.subject.past.get(other):
            yield from (replace(one, path=place) for one in found)

    def _open(self, name: str) -> Iterator[Finding]:
        dataset = self.subject.datasets[name]
        try:
            kind = self.registry.sources[dataset.source.type]
            table: Table = self.subject.confinement.opened(kind, in_its_zone(dataset.source, dataset.timezone))
            types, misfits = _fitting(name, table, dataset)
            self.tables[name] = read_as(table, types).read_in(dataset.timezone)
        except DteError as error:
            yield Finding(("datasets", name, "source"), str(error))
        else:
            yield from misfits

    def _make_alike(self) -> None:
        windows = self.subject.dataset.windows
        reference, current = self.subject.owner(windows.reference), self.subject.owner(windows.current)
        if reference != current and {reference, current} <= self.tables.keys():
            sides = alike(self.tables[reference], self.tables[current])
            self.tables |= dict(zip((reference, current), sides, strict=True))

    def _meet_labels(self) -> Iterator[Finding]:
        plain = dict(self.tables)
        for name in plain:
            if labels := self.subject.datasets[name].labels:
                self.unmet[name] = self.subject.late_labels[labels.dataset]
                yield from self._meet(name, labels, plain)

    def _meet(self, name: str, labels: Labels, plain: Mapping[str, Table]) -> Iterator[Finding]:
        """Let the table of the data set called `name` have its labels, where both tables are `plain` to see."""
        if labels.dataset not in plain:
            return
        columns, theirs = (self.subject.datasets[one].columns for one in (name, labels.dataset))
        try:
            self.tables[name] = labelled(plain[name], columns, plain[labels.dataset], theirs, labels)
        except DteError as error:
            told = isinstance(error, MissingColumnError)  # where the config names the column
            if name == self.subject.name and not told:
                yield Finding(("datasets", name, "labels"), str(error))
            return
        label = self.unmet.pop(name)
        if name == self.subject.name:
            self.columns = self.columns.model_copy(update={"label": label})


def _fitting(name: str, table: Table, dataset: DataSet) -> tuple[Mapping[str, ColumnType], list[Finding]]:
    """Return the declared types that the columns of `table` can be read as, and what is wrong with the others."""
    fitting: dict[str, ColumnType] = {}
    misfits: list[Finding] = []
    for column, type_ in dataset.columns.types.items():
        try:
            read_as(table, {column: type_})
        except MissingColumnError as error:
            misfits.append(Finding(("datasets", name, "columns", "types", column), no_column(column, error.known)))
        except DteError as error:
            misfits.append(Finding(("datasets", name, "columns", "types", column), str(error)))
        else:
            fitting[column] = type_
    return fitting, misfits
