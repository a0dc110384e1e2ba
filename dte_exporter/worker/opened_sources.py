"""The sources that the checks of a firing read, each opened once, however many of them read it."""

from typing import Any

from dte_exporter.config.confined.confinement import Confinement
from dte_exporter.errors import DteError
from dte_exporter.registry import Registry
from dte_exporter.tables.table import Table


class OpenedSources:
    """What was opened so far, and what refused to be.

    Parameters
    ----------
    registry : Registry
        Where the sources are.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._opened: list[tuple[Any, Confinement, Table | DteError]] = []  # settings are equal or not, and no keys

    def table(self, source: Any, confinement: Confinement) -> Table:
        """Return the rows that the settings `source` mean, from where relative paths start as `confinement` says.

        Raises
        ------
        SourceError, NoDataError
            If it cannot be opened, whoever asks.
        """
        found = next((one for to, where, one in self._opened if (to, where) == (source, confinement)), None)
        if found is None:
            found = self._open(source, confinement)
            self._opened.append((source, confinement, found))
        if isinstance(found, DteError):
            raise found
        return found

    def _open(self, source: Any, confinement: Confinement) -> Table | DteError:
        try:
            table: Table = confinement.opened(self._registry.sources[source.type], source)
        except DteError as error:
            return error
        return table
