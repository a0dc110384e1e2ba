"""Attempts side by side: what they lack is told together, and errors come in their turn."""

from contextlib import suppress

import pytest

from dte_exporter.statistics.together.attempts import Question, Unanswered, both, each
from tests.unit.statistics.together.conftest import Window


def waiting(window: Window, name: str) -> None:
    """Need an answer."""
    raise Unanswered([Question(window, window.table.aggregate(**{name: window.table.count()}))])


def failing() -> None:
    """Fail."""
    raise ValueError("of its own")


def test_what_all_lack_is_told_at_once(window: Window) -> None:
    """Two of three wait, each for one answer."""
    with pytest.raises(Unanswered) as caught:
        each([lambda: waiting(window, "a"), lambda: None, lambda: waiting(window, "b")])

    assert [one.expression.columns for one in caught.value.questions] == [("a",), ("b",)]


def test_an_error_waits_for_those_before_it(window: Window) -> None:
    """Run one after the other, the first would have come first: it may fail as well, and then it is told."""
    with pytest.raises(Unanswered) as caught:
        each([lambda: waiting(window, "a"), failing, lambda: waiting(window, "b")])

    assert len(caught.value.questions) == 1
    with pytest.raises(ValueError, match="of its own"):
        each([lambda: None, failing, lambda: waiting(window, "b")])


def test_both_give_what_each_gives() -> None:
    """In their order, of two types."""
    assert both(lambda: 1, lambda: "a") == (1, "a")


def test_no_plan_takes_it_for_an_error(window: Window) -> None:
    """Whoever passes over all errors lets it pass."""

    def careless() -> None:
        with suppress(Exception):
            waiting(window, "a")

    with pytest.raises(Unanswered):
        careless()
