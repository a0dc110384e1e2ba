"""The questions of a suite, asked of rows: each once, and no verdict from rows that are gone."""

from typing import Any, cast

import ibis
import pytest

from dte_exporter.checks.quality.expectations.answered_rows import AnsweredRows
from dte_exporter.checks.quality.expectations.question_in_sql import Question
from dte_exporter.errors import CheckError, SourceError
from dte_exporter.statistics.view import View

COUNT = Question("SELECT count(*) FROM dte_rows", {})
Rows = list[tuple[Any, ...]]


class Engine:
    """An engine that takes SQL."""

    dialect = "duckdb"


class Window:
    """A window that gives these answers, one after the other."""

    engine: object = Engine()
    table = ibis.table({"age": "int64"}, name="people")

    def __init__(self, *answers: Rows | Exception) -> None:
        self._answers = [*answers]

    def rows(self, expression: Any) -> Rows:
        """Return or raise the next."""
        found = self._answers.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


def of(*answers: Rows | Exception) -> AnsweredRows:
    """Return the rows of such a window."""
    return AnsweredRows(cast("View", Window(*answers)))


def test_a_question_is_asked_once() -> None:
    """Asked again, its answer is known, be it rows or an error."""
    rows = of([(3,)])
    assert [rows.answer(COUNT), rows.answer(COUNT)] == [[(3,)], [(3,)]]

    refusing = of(SourceError("no such function"))
    for _ in range(2):
        with pytest.raises(SourceError, match=r"^no such function$"):
            refusing.answer(COUNT)


def test_what_asks_for_nothing_is_not_asked() -> None:
    """The window has no answer, and needs none."""
    assert of().answer(Question("SELECT age FROM dte_rows LIMIT 0", {})) == []


def test_too_many_values_are_no_statistic() -> None:
    """Ten thousand are the most."""
    most = [(value,) for value in range(10_000)]
    assert len(of(most).answer(COUNT)) == 10_000

    with pytest.raises(CheckError, match=r"^it would fetch over 10,000 different values$"):
        of([*most, (0,)]).answer(COUNT)


def test_rows_that_no_longer_answer_are_lost() -> None:
    """Then no expectation is unmet: the source is away."""
    rows = of(SourceError("the server ended the connection"), SourceError("the server is gone"))
    with pytest.raises(SourceError):
        rows.answer(COUNT)

    with pytest.raises(SourceError, match=r"^the server is gone$"):
        rows.raise_if_lost()


def test_a_question_that_failed_alone_loses_nothing() -> None:
    """The rows still answer, so it was the question."""
    rows = of(SourceError("no such function"), [(3,)])
    with pytest.raises(SourceError):
        rows.answer(COUNT)

    rows.raise_if_lost()


def test_memory_that_ran_out_is_the_runs() -> None:
    """Whoever caught it on the way, it comes out."""
    rows = of(MemoryError("full"))
    with pytest.raises(MemoryError):
        rows.answer(COUNT)

    with pytest.raises(MemoryError, match=r"^full$"):
        rows.raise_if_lost()


def test_an_engine_that_takes_no_sql_cannot_be_asked() -> None:
    """It is told by name."""
    window = Window()
    window.engine = "the abacus"

    with pytest.raises(
        CheckError, match=r"^the abacus takes no SQL, which expectations are: keep the rows in files or a"
    ):
        AnsweredRows(cast("View", window))


def test_only_sentences_of_ours_are_told() -> None:
    """Anything else may hold a value."""
    rows = of(SourceError("no such function"))
    with pytest.raises(SourceError):
        rows.answer(COUNT)

    assert rows.sentence("no such function") == "no such function"
    assert rows.sentence("invalid input syntax: 'secret-7'") == ""
