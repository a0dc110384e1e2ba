"""Who is to have the next free worker, of those who wait."""

import asyncio

import pytest

from dte_exporter.scheduling import turns as module
from dte_exporter.scheduling.turns import Turns

LIGHT: frozenset[str] = frozenset()
HEAVY = frozenset({"heavy"})


def order(*places: tuple[str, frozenset[str]], at_work: tuple[str, ...] = (), loaded: frozenset[str] = LIGHT) -> str:
    """Return the places of those who wait, in the order in which they are given a worker; each is back at once."""

    async def given() -> str:
        turns = Turns()
        for team in at_work:
            turns.begin(team)
        waiting = [turns.wait(team, modules) for team, modules in places]
        told = ""
        while (one := turns.next(loaded)) is not None:
            turns.end(one.team)
            told += str(waiting.index(one))
        return told

    return asyncio.run(given())


def test_of_one_team_who_came_first_goes_first() -> None:
    """Teams that have as many at work are as one."""
    assert order(("a", LIGHT), ("a", LIGHT), ("b", LIGHT), ("a", LIGHT)) == "0123"


def test_the_team_that_has_the_fewest_at_work_goes_first() -> None:
    """Of three with two, one and none at work, in this order and not in that of their coming."""
    assert order(("a", LIGHT), ("b", LIGHT), ("a", LIGHT), ("c", LIGHT), at_work=("a", "b", "a")) == "3102"


def test_who_has_least_to_import_goes_first_whatever_the_team() -> None:
    """An import costs more than most runs; on a worker that has it, it is no reason."""
    assert order(("b", HEAVY), ("a", LIGHT), at_work=("a",)) == "10"
    assert order(("b", HEAVY), ("a", LIGHT), at_work=("a",), loaded=HEAVY) == "01"


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two go before the first, then it is its turn: also where another team's come after it all the time."""
    monkeypatch.setattr(module, "PATIENCE", 2)
    assert order(("a", HEAVY), *[("b", LIGHT)] * 3) == "1203"


def test_who_has_given_up_gets_nothing() -> None:
    """Neither one who said so nor one who was cancelled and has not come to say so."""

    async def given() -> tuple[int, bool]:
        turns = Turns()
        said, cancelled, last = (turns.wait("a", LIGHT) for _ in range(3))
        turns.give_up(said)
        cancelled.given.cancel()
        one = turns.next(LIGHT)
        turns.give_up(cancelled)
        return len(turns), one is last

    assert asyncio.run(given()) == (0, True)
