"""The embedded engine on files of this machine, which must be what they were when they were opened."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_formats.replaced import Stamp
from dte_exporter.tables.table import Rows

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class FileEngine:
    """DuckDB, which says whose rows it cannot read; one for all files, whatever their name.

    Parameters
    ----------
    written : str
        The files, as the config names them.
    opened : tuple of Stamp
        What they were when they were opened: of one that is another by now, nothing is told.
    may_grow : bool
        Whether what is written to their end does no harm.
    """

    written: str = field(compare=False)
    opened: tuple[Stamp, ...] = field(compare=False)
    may_grow: bool = field(compare=False)

    def __call__(self, expression: "IbisTable") -> Rows:
        """Return the rows of `expression`.

        Raises
        ------
        SourceError
            If DuckDB refuses, or a file was replaced meanwhile.
        """
        try:
            rows = duckdb_engine.execute(expression)
        except SourceError as error:
            self._refuse_changed()
            raise SourceError(f"{self.written}: {error}") from error.__cause__
        self._refuse_changed()
        return rows

    def _refuse_changed(self) -> None:
        if not all(stamp.holds(self.may_grow) for stamp in self.opened):
            raise SourceError(
                f"{self.written} was replaced, or written anew, while it was read: it is read again at the next run"
            )
