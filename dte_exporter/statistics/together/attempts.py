"""Attempts at something that takes answers: each goes on as far as answers are there, and says what it lacks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

T = TypeVar("T")
U = TypeVar("U")
Rows = list[tuple[Any, ...]]


class Askable(View, Protocol):
    """The rows of one window, of an engine that may answer several questions in one look at them."""

    def reads_once(self) -> bool:
        """Return whether it does."""
        ...

    def together(self, questions: "Sequence[IbisTable]") -> list[Rows]:
        """Return the rows of each of `questions`, which are all about these rows.

        Raises
        ------
        SourceError
            If the engine refuses the whole; it may answer each alone.
        """
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a window.

    Parameters
    ----------
    view : Askable
        The window.
    expression : ibis Table
        The question.
    """

    view: Askable
    expression: "IbisTable"

    @property
    def key(self) -> object:
        """What it shares with equal ones: the engine, and the operation, since an Ibis table equals only itself."""
        return self.view.engine, self.expression.op()

    @property
    def about(self) -> object:
        """What it shares with all that can be asked in one look with it."""
        return self.view.engine, self.view.table.op()


class Unanswered(BaseException):
    """An attempt needs answers before it can go on; no error, and nothing may take it for one.

    Parameters
    ----------
    questions : sequence of Question
        To what.
    """

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self.questions = questions


def each(attempts: Iterable[Callable[[], T]]) -> list[T]:
    """Return what each of `attempts` returns; those that need answers tell of it together.

    An error comes out in its turn, as if they ran one after the other: while one before it waits for answers, it waits.

    Raises
    ------
    Unanswered
        If one needs answers.
    """
    found: list[T] = []
    missing: list[Question] = []
    for attempt in attempts:
        try:
            found.append(attempt())
        except Unanswered as waiting:
            missing += waiting.questions
        except Exception:
            if not missing:
                raise
            break
    if missing:
        raise Unanswered(missing)
    return found


def both(one: Callable[[], T], other: Callable[[], U]) -> tuple[T, U]:
    """Return what the two attempts return; see `each`."""
    found: list[Any] = each([one, other])
    return found[0], found[1]
