"""The embedded engine on what a run has opened, which must be what it was then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.table import Rows

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


def refuse_nothing() -> None:
    """Refuse nothing: of rows that were copied when they were opened, and that nobody but the run can change."""


@dataclass(frozen=True, slots=True)
class FileEngine:
    """DuckDB, which says whose rows it cannot read; one for all files, whatever their name.

    Parameters
    ----------
    written : str
        The files, as the config names them.
    refuse_changed : callable
        Raises SourceError where they are no longer what was opened, or could not be read to the end.
    """

    written: str = field(compare=False)
    refuse_changed: Callable[[], None] = field(default=refuse_nothing, compare=False)

    def __str__(self) -> str:
        """Return what messages call it."""
        return "files"

    @property
    def dialect(self) -> str:
        """What sqlglot calls its SQL."""
        return "duckdb"

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
            self.refuse_changed()
            raise SourceError(f"{self.written}: {error}") from error.__cause__
        self.refuse_changed()
        return rows
