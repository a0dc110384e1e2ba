"""The rows that a check reads, opened: each window a view of a table, and what the columns are for."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import Columns, PersonalData
from dte_exporter.config.past.past_windows import apart
from dte_exporter.config.past.time_travel import in_its_zone
from dte_exporter.config.roles import ColumnKind, Roles, joint, resolve
from dte_exporter.config.spans.cut import current_of
from dte_exporter.config.windows import Window
from dte_exporter.registry import Registry
from dte_exporter.statistics.sources import SIDES
from dte_exporter.tables.labelled import labelled
from dte_exporter.tables.same_letters import inside
from dte_exporter.tables.table import Table
from dte_exporter.tables.table_view import TableView, view
from dte_exporter.tables.typed import alike, read_as
from dte_exporter.worker.opened_sources import OpenedSources


class OpenedWindows:
    """The data sets of one run, each opened once and met with its labels; none for a check that reads no rows.

    Parameters
    ----------
    check : ConfiguredCheck
        Whose windows.
    registry : Registry
        Where the sources are.
    now : float
        The moment that moving windows refer to.
    sources : OpenedSources
        Where they are opened.
    """

    def __init__(self, check: ConfiguredCheck, registry: Registry, now: float, sources: OpenedSources) -> None:
        self.check = replace(check, datasets=apart(check.datasets, check.settings.dataset))
        self.now = now
        self._sources = sources
        self._of_columns = registry.checks[check.settings.check].of_columns
        self._further = further(check, registry)
        names = _datasets(self.check, registry)
        self._opened = self._alike({name: self._open(name) for name in (*names, *self._labels(names))})
        self._tables = {name: self._labelled(name) for name in names}

    @property
    def roles(self) -> Roles:
        """What the columns of the check's own data set are for, and those of the further ones.

        Raises
        ------
        SourceError
            If the config names a column that is not there.
        """
        others = {name: self._roles(name) for name in self._further}
        own = self.check.settings.dataset
        return replace(self._roles(own) if own in self._tables else resolve(Columns(), {}), others=others)

    @property
    def reads_rows(self) -> bool:
        """Whether there are any."""
        return bool(self._opened)

    @property
    def files(self) -> Iterator[str]:
        """What the engine opens for them."""
        return (file for table in self._opened.values() for file in table.files)

    def views(self, names: tuple[str, ...]) -> Mapping[str, TableView]:
        """Return the views of the windows called `names`."""
        return {name: self._view(name) for name in names}

    @property
    def datasets(self) -> Mapping[str, TableView]:
        """All rows of each further data set that the check reads, by its name."""
        return {name: view(self._tables[name], None, None, None, self.now) for name in self._further}

    def notices(self, columns: Collection[str]) -> tuple[str, ...]:
        """Return what a reader should know of how the sources were read, and these `columns` of them."""
        tables = self._opened.values()
        remarks = (remark for table in tables for remark in table.remarks)
        of_columns = (table.notices[name] for table in tables for name in table.notices if name in columns)
        return tuple(dict.fromkeys((*remarks, *of_columns)))

    def _open(self, name: str) -> Table:
        dataset = self.check.datasets[name]
        table = self._sources.table(in_its_zone(dataset.source, dataset.timezone), self.check.confinement)
        types = inside(dataset.columns, table.expression.columns).types
        if self._of_columns:
            types = {column: type_ for column, type_ in types.items() if column in table.expression.columns}
        return read_as(table, types).read_in(dataset.timezone)

    def _columns(self, name: str) -> Columns:
        """Return what the columns of the data set are for, by the names that they have in its table."""
        return inside(self.check.datasets[name].columns, self._opened[name].expression.columns)

    def _labels(self, names: Collection[str]) -> Collection[str]:
        """Return the data sets, beside those called `names`, that hold their labels."""
        labels = (self.check.datasets[name].labels for name in names)
        return {one.dataset for one in labels if one} - {*names}

    def _alike(self, opened: Mapping[str, Table]) -> Mapping[str, Table]:
        """Return the tables `opened`, those that windows are held against each other with columns of the same kinds."""
        reference, current = (self._dataset_of(side) for side in SIDES)
        if self._of_columns or reference == current or not {reference, current} <= opened.keys():
            return opened
        sides = alike(opened[reference], opened[current])
        return {**opened, **dict(zip((reference, current), sides, strict=True))}

    def _labelled(self, name: str) -> Table:
        dataset, rows = self.check.datasets[name], self._opened[name]
        labels = dataset.labels
        if labels is None or self._of_columns:
            return rows
        theirs = self._columns(labels.dataset)
        return labelled(rows, self._columns(name), self._opened[labels.dataset], theirs, labels)

    def _roles(self, name: str) -> Roles:
        dataset = self.check.datasets[name]
        if self._of_columns:
            return replace(self._of_what_there_is(name), dataset=name)
        columns = self._columns(name)
        if dataset.labels:
            columns = columns.model_copy(update={"label": self._columns(dataset.labels.dataset).label})
        personal = inside(dataset.personal_data or PersonalData(), self._tables[name].expression.columns)
        roles = resolve(columns, self._kinds(name, columns), personal)
        return replace(roles, dataset=name)

    def _of_what_there_is(self, name: str) -> Roles:
        """Return the roles of the data set as if the config named none of its columns."""
        table = self._opened[name]
        return replace(resolve(Columns(), table.kinds), untyped=frozenset(table.text.names if table.text else ()))

    def _kinds(self, name: str, columns: Columns) -> Mapping[str, ColumnKind]:
        """Return the kinds of the columns of the data set, for the check's own with what only its windows have."""
        kinds = self._tables[name].kinds
        if name == self.check.settings.dataset:
            for other in self._tables.keys() - self._further - {name}:
                kinds = joint(columns, kinds, self._columns(other), self._tables[other].kinds)
        return kinds

    def _view(self, name: str) -> TableView:
        window, dataset = self.check.window(name), self._dataset_of(name)
        time = self._columns(dataset).time
        current = current_of(self.check.datasets, self.check.settings.dataset)
        return view(self._tables[dataset], window, time, current, self.now)

    def _dataset_of(self, name: str) -> str:
        """Return the data set that the rows of the window called `name` are from."""
        window = self.check.window(name)
        return window.dataset if window and window.dataset else self.check.settings.dataset


def window_names(check: ConfiguredCheck, registry: Registry) -> tuple[str, ...]:
    """Return the windows that `check` reads: those of its kind, or the one that its config asks for.

    What it may read as well comes after these, where the data set has it.
    """
    kind = registry.checks[check.settings.check]
    names = (check.settings.window,) if len(kind.windows) == 1 else kind.windows
    return (*names, *(name for name in kind.optional if name not in names and check.window(name) is not None))


def further(check: ConfiguredCheck, registry: Registry) -> frozenset[str]:
    """Return the data sets that `check` reads by its parameters, beside its own."""
    return frozenset(registry.checks[check.settings.check].reads(check.params).values())


def _datasets(check: ConfiguredCheck, registry: Registry) -> set[str]:
    windows: list[Window | None] = [check.window(name) for name in window_names(check, registry)]
    own = {check.settings.dataset} if windows else set()  # one that reads no rows may be named after a data set
    named = {*own, *(window.dataset or "" for window in windows if window)}
    return {*check.datasets} & {*named, *further(check, registry)}
