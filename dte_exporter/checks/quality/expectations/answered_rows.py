"""The questions of one suite, asked of the rows: each once, whatever came of it."""

from typing import TYPE_CHECKING, Any

from dte_exporter.checks.quality.expectations.question_in_sql import MOST_ROWS, Question
from dte_exporter.errors import CheckError, DteError, SourceError
from dte_exporter.statistics.view import SpeaksSql, View

if TYPE_CHECKING:
    from ibis.expr.schema import Schema
    from ibis.expr.types import Table as IbisTable

Rows = list[tuple[Any, ...]]

_STILL_THERE = "SELECT COUNT(*) AS still_there FROM dte_rows"


class AnsweredRows:
    """The rows of a window, and what is known of them.

    Great Expectations asks again what has failed, and all that it asked beside it.

    Parameters
    ----------
    view : View
        The window.

    Raises
    ------
    CheckError
        If its engine takes no SQL.
    """

    def __init__(self, view: View) -> None:
        if not isinstance(view.engine, SpeaksSql):
            raise CheckError(
                f"{view.engine} takes no SQL, which expectations are: keep the rows in files or a database"
            )
        self._view = view
        self._dialect = view.engine.dialect
        self._known: dict[str, Rows | Exception] = {}

    @property
    def schema(self) -> "Schema":
        """The columns of the rows."""
        return self._view.table.schema()

    def answer(self, question: Question) -> Rows:
        """Return the rows of what `question` asks.

        Raises
        ------
        DteError, MemoryError
            As the engine does, or if they are too many to be a statistic.
        """
        if question.is_empty:
            return []
        if question.text not in self._known:
            self._known[question.text] = self._asked(question)
        known = self._known[question.text]
        if isinstance(known, Exception):
            raise known
        return known

    def raise_if_lost(self) -> None:
        """Refuse to judge by questions that failed for no fault of their own.

        Raises
        ------
        MemoryError
            If one ran into the run's limit.
        SourceError
            If one failed and the rows no longer answer.
        """
        failed = [one for one in self._known.values() if isinstance(one, Exception)]
        for error in failed:
            if isinstance(error, MemoryError):
                raise error
        if any(isinstance(error, SourceError) for error in failed):
            self._view.rows(self._put(Question(_STILL_THERE, {})))

    def sentence(self, text: str) -> str:
        """Return the `text` of an error if it is one of ours, which holds no value of the data; else an empty one."""
        ours = {str(one) for one in self._known.values() if isinstance(one, DteError)}
        return text if text in ours else ""

    def _put(self, question: Question) -> "IbisTable":
        return question.about(self._view.table, self._dialect)

    def _asked(self, question: Question) -> Rows | Exception:
        try:
            found = self._view.rows(self._put(question))
        except (DteError, MemoryError) as error:
            return error
        return found if len(found) <= MOST_ROWS else CheckError(f"it would fetch over {MOST_ROWS:,} different values")
