"""An engine that counts what it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import ibis
import pytest

from dte_exporter.errors import SourceError
from dte_exporter.statistics.together.merged import SEEN, merged, taken_apart

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

Rows = list[tuple[Any, ...]]


@dataclass
class Window:
    """Rows in a DuckDB of the test's own, as an engine that reads once has them.

    Parameters
    ----------
    columns : mapping of str to list
        The rows.
    """

    columns: Mapping[str, Sequence[Any]]
    together_breaks: bool = False
    broken: tuple[str, ...] = ()
    """Names of questions' columns that the engine refuses."""
    once: bool = True
    statements: list[int] = field(default_factory=list)
    """How many questions each statement asked."""

    def __post_init__(self) -> None:
        self.backend = ibis.duckdb.connect()
        self.backend.create_table("rows", ibis.memtable(dict(self.columns)))
        self.table = ibis.table(self.backend.table("rows").schema(), name="rows")
        self.engine: object = id(self)
        self.fingerprint, self.origin, self.timezone = "print", "here", "UTC"

    @property
    def parts(self) -> tuple["Window", ...]:
        """Itself, as the one part of it."""
        return (self,)

    def reads_once(self) -> bool:
        """Return what the test wants."""
        return self.once

    def rows(self, expression: "IbisTable") -> Rows:
        """Answer one question."""
        self.statements.append(1)
        if set(self.broken) & set(expression.columns):
            raise SourceError("the engine refuses")
        return self._found(str(ibis.to_sql(expression, dialect="duckdb")))

    def together(self, questions: "Sequence[IbisTable]") -> list[Rows]:
        """Answer several."""
        self.statements.append(len(questions))
        if self.together_breaks or any(set(self.broken) & set(one.columns) for one in questions):
            raise SourceError("the engine refuses the whole")
        seen, asked = merged(questions, self.table)
        inner, outer = (ibis.to_sql(one, dialect="duckdb") for one in (seen, asked))
        found = self._found(f"WITH {SEEN} AS MATERIALIZED ({inner}) FROM ({outer})")
        return taken_apart(found, questions)

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> Rows:
        """Answer with what was asked."""
        return [(column, key)]

    def _found(self, query: str) -> Rows:
        rows: Rows = self.backend.con.execute(query).fetchall()
        return rows


@pytest.fixture
def window() -> Window:
    """Return four rows of two groups, with a missing amount."""
    return Window({"sex": ["f", "f", "m", "m"], "hired": [True, False, True, True], "amount": [1.5, None, 2.5, -0.0]})
