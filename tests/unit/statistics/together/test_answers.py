"""Rounds of questions: what is asked at once, what once only, and whose fault a refusal is."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from dte_exporter.errors import SourceError
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.together import answers as module
from dte_exporter.statistics.together.answers import AnsweredView, Answers
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View
from tests.unit.statistics.together.conftest import Window

Asked = Callable[[View], Any]


def rows(view: View, name: str = "n") -> Any:
    """Ask for the number of rows, under a name."""
    return view.rows(view.table.aggregate(**{name: view.table.count()}))


def by_sex(view: View) -> Any:
    """Ask for the rows of each sex."""
    return sorted(view.rows(view.table.group_by("sex").aggregate(m=view.table.count())))


def many_of(view: View) -> Any:
    """Ask how many rows there are, then for the hired among as many."""
    ((count,),) = rows(view)
    return view.rows(view.table.aggregate(hired=view.table.hired.sum(), of=view.table.count() * count))


def together(window: Window, *asked: Asked, of_several: bool = False) -> list[Any]:
    """Return what is answered to each, asked together."""
    answers = Answers(of_several)
    view = answers.of(window)
    return answers.together(lambda: each(partial(one, view) for one in asked))


def test_questions_of_a_round_are_one_statement(window: Window) -> None:
    """Two are asked at once, and what one asks after its answer in a second round."""
    assert together(window, by_sex, many_of) == [[("f", 2), ("m", 2)], [(3, 16)]]
    assert window.statements == [2, 1]


def test_equal_questions_are_asked_once(window: Window) -> None:
    """Three who want one number make one question, and none shares the list that another may change."""
    found = together(window, rows, rows, rows)

    assert found == [[(4,)]] * 3
    assert window.statements == [1]
    assert found[0] is not found[1]


def test_an_answer_is_what_it_is_alone(window: Window) -> None:
    """Null, truth, a negative zero and a text come back from beside others as they do alone."""

    def extremes(view: View) -> Any:
        table = view.table
        found = view.rows(
            table.aggregate(
                low=table.amount.min(), all=table.hired.all(), none=table.amount.sum(where=table.amount > 9)
            )
        )
        return [repr(value) for value in found[0]]

    assert together(window, extremes, by_sex)[0] == extremes(window) == ["-0.0", "False", "None"]


def test_what_the_engine_refuses_together_it_is_asked_one_by_one(window: Window) -> None:
    """Then all have their answers, by a statement each."""
    window.together_breaks = True

    assert together(window, rows, by_sex) == [[(4,)], [("f", 2), ("m", 2)]]
    assert window.statements == [2, 1, 1]


def test_the_refusal_of_one_question_is_no_others(window: Window) -> None:
    """Whoever asks it hears of it, and the rest go on."""
    window.broken = ("bad",)
    heard: list[str] = []

    def bad(view: View) -> Any:
        try:
            return rows(view, "bad")
        except SourceError as error:
            heard.append(str(error))

    assert together(window, bad, by_sex, bad) == [None, [("f", 2), ("m", 2)], None]
    assert set(heard) == {"the engine refuses"}
    assert window.statements == [2, 1, 1]


def test_an_engine_that_gains_nothing_is_asked_as_questions_come(window: Window) -> None:
    """One that reads once for each question gets each by itself; of several checks the same one still once."""
    window.once = False

    assert together(window, rows, rows, by_sex) == [[(4,)], [(4,)], [("f", 2), ("m", 2)]]
    assert window.statements == [1, 1, 1]
    together(window, rows, rows, by_sex, of_several=True)
    assert window.statements == [1, 1, 1, 1, 1]


def test_rows_are_fetched_apart(window: Window) -> None:
    """What counts nothing may be large: it is asked by itself, at once."""

    def fetched(view: View) -> Any:
        return view.rows(view.table.select("sex").limit(1))

    assert together(window, fetched, rows, by_sex)[0] == [("f",)]
    assert window.statements == [1, 2]


def test_whoever_asks_otherwise_each_time_comes_to_an_end(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rounds questions are answered as they come."""
    monkeypatch.setattr(module, "MOST_ROUNDS", 3)
    times = iter(range(100))

    assert together(window, lambda view: rows(view, f"n{next(times)}")) == [[(4,)]]
    assert window.statements == [1, 1, 1, 1]


def test_after_the_end_a_view_answers_for_itself(window: Window) -> None:
    """What a check asks while it computes is asked at once, also what was known."""
    answers = Answers()
    view = answers.of(window)
    answers.together(lambda: rows(view))

    assert rows(view) == [(4,)]
    assert window.statements == [1, 1]


def test_a_plan_knows_nothing_of_it(window: Window) -> None:
    """A contingency table by parts is that of the rows."""
    answers = Answers()
    plan = ContingencyPlan(("sex",), "hired")

    class Nothing:
        def get(self, key: str) -> None: ...
        def put(self, key: str, body: bytes) -> None: ...

    found = answers.together(lambda: plan.measure(Sources({"current": answers.of(window)}), Nothing()))

    assert found == Contingency(("sex",), {("f", None, True): 1, ("f", None, False): 1, ("m", None, True): 2})


def test_it_is_a_view_of_the_same_rows(window: Window) -> None:
    """Identity, zone, engine, table, digests and parts are those of the window."""
    view = Answers().of(window)
    seen: list[View] = [window, view]

    assert isinstance(view.parts[0], AnsweredView)
    for name in ("fingerprint", "origin", "timezone", "engine", "table"):
        assert getattr(seen[0], name) is getattr(seen[1], name)
    assert view.digests(window.table, "sex", b"key") == [("sex", b"key")]
