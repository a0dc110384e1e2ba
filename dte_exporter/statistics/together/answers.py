"""Questions asked together: what several statistics want to know of the same rows, in one look at them.

A plan follows from the answers to its questions alone. So plans are run until each wants an answer that is not there
yet; what they want is asked as one; and they are run again, from the start, until all have what they came for. No plan
knows of it: a view answers, or ends the attempt.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from dte_exporter.errors import DteError
from dte_exporter.statistics.together.attempts import Askable, Question, Rows, Unanswered
from dte_exporter.statistics.together.merged import batches, can_be_merged
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

T = TypeVar("T")

MOST_ROUNDS = 100
"""Rounds after which questions are answered as they come: a plan that asks otherwise each time would never end."""


class Answers:
    """What has been asked and answered while statistics are measured together.

    Parameters
    ----------
    of_several : bool
        Whether they are of several checks, which ask the same: then answers are kept of every engine, not only of those
        that answer together.
    """

    def __init__(self, of_several: bool = False) -> None:
        self._of_several = of_several
        self._known: dict[object, Rows | DteError] = {}
        self._gathers = self._remembers = False

    def of(self, view: Askable) -> "AnsweredView":
        """Return `view` with the answers that are known."""
        return AnsweredView(view, self)

    def together(self, measure: Callable[[], T]) -> T:
        """Return what `measure` returns, run again and again while views that it asks have no answer yet.

        What has been answered is forgotten at its end, and views answer for themselves from then on.
        """
        self._remembers = True
        try:
            rounds = 0
            while True:
                self._gathers = rounds < MOST_ROUNDS
                rounds += 1
                try:
                    return measure()
                except Unanswered as waiting:
                    self._ask(waiting.questions)
        finally:
            self._gathers = self._remembers = False
            self._known.clear()

    def rows(self, question: Question) -> Rows:
        """Return the answer to `question`.

        Raises
        ------
        Unanswered
            If it is to be asked with others.
        """
        view, expression = question.view, question.expression
        if not self._remembers or not (self._of_several or view.reads_once()):
            return view.rows(expression)
        if question.key not in self._known:
            if self._gathers and view.reads_once() and can_be_merged(expression, view.table):
                raise Unanswered([question])
            self._known[question.key] = _answer(question)
        known = self._known[question.key]
        if isinstance(known, DteError):
            raise known
        return [*known]

    def _ask(self, questions: Iterable[Question]) -> None:
        """Have all `questions` answered, each once, those about the same rows in one look."""
        groups: dict[object, dict[object, Question]] = {}
        for question in questions:
            groups.setdefault(question.about, {}).setdefault(question.key, question)
        for group in groups.values():
            of = {one.expression.op(): one for one in group.values()}
            for batch in batches([one.expression for one in group.values()]):
                self._ask_batch([of[expression.op()] for expression in batch])

    def _ask_batch(self, questions: Sequence[Question]) -> None:
        if len(questions) > 1:
            found: list[Rows] | None
            try:
                found = questions[0].view.together([one.expression for one in questions])
            except Exception:  # whose fault it is shows when each is asked alone
                found = None
            if found is not None:
                self._known.update(zip((one.key for one in questions), found, strict=True))
                return
        self._known.update((one.key, _answer(one)) for one in questions)


@dataclass(frozen=True, slots=True)
class AnsweredView:
    """The rows of one window, of which some answers are known; a `View`.

    Parameters
    ----------
    view : Askable
        The window itself.
    answers : Answers
        What is known.
    """

    view: Askable
    answers: Answers

    @property
    def fingerprint(self) -> str | None:
        """The identity of these rows."""
        return self.view.fingerprint

    @property
    def parts(self) -> tuple[View, ...]:
        """Disjoint rows that together are these, each with what is known of it."""
        return tuple(AnsweredView(cast("Askable", part), self.answers) for part in self.view.parts)

    @property
    def origin(self) -> str:
        """What the parts are of."""
        return self.view.origin

    @property
    def table(self) -> "IbisTable":
        """The rows as an Ibis expression."""
        return self.view.table

    @property
    def timezone(self) -> str:
        """The zone in which times without one are read."""
        return self.view.timezone

    @property
    def engine(self) -> object:
        """What holds the rows."""
        return self.view.engine

    def rows(self, expression: "IbisTable") -> Rows:
        """Return the rows of a small result.

        Raises
        ------
        Unanswered
            If it is to be asked with others.
        """
        return self.answers.rows(Question(self.view, expression))

    def digests(self, expression: "IbisTable", column: str, key: bytes) -> Rows:
        """Return the rows of `expression` with the text in `column` as digests; they are many, and not kept."""
        return self.view.digests(expression, column, key)


def _answer(question: Question) -> Rows | DteError:
    try:
        return question.view.rows(question.expression)
    except DteError as error:
        return error
