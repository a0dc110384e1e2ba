"""The windows that a check reads, opened: each a view of a table, and the roles of its own data set's columns."""

from collections.abc import Mapping

from dte_exporter.config.models import ConfiguredCheck
from dte_exporter.config.roles import Roles, resolve
from dte_exporter.config.windows import Window
from dte_exporter.registry import Registry
from dte_exporter.tables.table import Table
from dte_exporter.tables.view import TableView, view


class OpenedWindows:
    """The data sets of one run, each opened once; none for a check that reads no rows.

    Parameters
    ----------
    check : ConfiguredCheck
        Whose windows.
    registry : Registry
        Where the sources are.
    now : float
        The moment that moving windows refer to.
    """

    def __init__(self, check: ConfiguredCheck, registry: Registry, now: float) -> None:
        self.check = check
        self.now = now
        self._tables = {name: self._open(name, registry) for name in _datasets(check, registry)}

    @property
    def roles(self) -> Roles:
        """What the columns of the check's own data set are for.

        Raises
        ------
        SourceError
            If the config names a column that is not there.
        """
        table = self._tables.get(self.check.settings.dataset)
        return resolve(self.check.dataset.columns, table.kinds if table else {})

    def views(self, names: tuple[str, ...]) -> Mapping[str, TableView]:
        """Return the views of the windows called `names`."""
        return {name: self._view(name) for name in names}

    def _open(self, name: str, registry: Registry) -> Table:
        source = self.check.datasets[name].source
        table: Table = registry.sources[source.type].open(source, self.check.base)
        return table

    def _view(self, name: str) -> TableView:
        window = self.check.window(name)
        dataset = window.dataset if window and window.dataset else self.check.settings.dataset
        time = self.check.datasets[dataset].columns.time
        return view(self._tables[dataset], window, time, self.check.window("current"), self.now)


def window_names(check: ConfiguredCheck, registry: Registry) -> tuple[str, ...]:
    """Return the windows that `check` reads: those of its kind, or the one that its config asks for."""
    names = registry.checks[check.settings.check].windows
    return (check.settings.window,) if len(names) == 1 else names


def _datasets(check: ConfiguredCheck, registry: Registry) -> set[str]:
    windows: list[Window | None] = [check.window(name) for name in window_names(check, registry)]
    return {*check.datasets} & {check.settings.dataset, *(window.dataset or "" for window in windows if window)}
