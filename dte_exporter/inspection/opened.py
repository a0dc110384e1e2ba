"""The tables of a subject, opened as a check would open them; what does not go is found, not raised."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.models import Columns, DataSet
from dte_exporter.errors import DteError, MissingColumnError
from dte_exporter.inspection.columns import no_column
from dte_exporter.inspection.finding import Finding
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
    """

    subject: Subject
    registry: Registry
    tables: dict[str, Table] = field(default_factory=dict)
    columns: Columns = field(default=Columns(), init=False)

    def open(self) -> Iterator[Finding]:
        """Open everything and yield what does not go, of the data set itself: of the others, their own look tells."""
        self.columns = self.subject.dataset.columns
        yield from self._open(self.subject.name)
        for other in self.subject.datasets if self.subject.name in self.tables else ():
            if other not in self.tables:
                (*_,) = self._open(other)
        self._make_alike()
        yield from self._meet_labels()

    @property
    def table(self) -> Table | None:
        """The table of the data set itself, None where it cannot be opened."""
        return self.tables.get(self.subject.name)

    def _open(self, name: str) -> Iterator[Finding]:
        dataset = self.subject.datasets[name]
        try:
            source = self.registry.sources[dataset.source.type]
            table: Table = source.open(dataset.source, self.subject.base)
        except DteError as error:
            yield Finding(("datasets", name, "source"), str(error))
            return
        types, misfits = _fitting(name, table, dataset)
        yield from misfits
        self.tables[name] = read_as(table, types).read_in(dataset.timezone)

    def _make_alike(self) -> None:
        windows = self.subject.dataset.windows
        reference, current = self.subject.owner(windows.reference), self.subject.owner(windows.current)
        if reference != current and {reference, current} <= self.tables.keys():
            sides = alike(self.tables[reference], self.tables[current])
            self.tables |= dict(zip((reference, current), sides, strict=True))

    def _meet_labels(self) -> Iterator[Finding]:
        plain = dict(self.tables)
        for name, rows in plain.items():
            dataset = self.subject.datasets[name]
            labels = plain.get(dataset.labels.dataset) if dataset.labels else None
            if dataset.labels is None or labels is None:
                continue
            theirs = self.subject.datasets[dataset.labels.dataset].columns
            try:
                self.tables[name] = labelled(rows, dataset.columns, labels, theirs, dataset.labels.max_age)
            except MissingColumnError:
                continue  # told where the config names it
            except DteError as error:
                if name == self.subject.name:
                    yield Finding(("datasets", name, "labels"), str(error))
                continue
            if name == self.subject.name:
                self.columns = self.columns.model_copy(update={"label": theirs.label})


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
