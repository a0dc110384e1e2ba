import subprocess
import sys

import pytest

from dte_exporter.config.screening import refusals, screened
from dte_exporter.errors import ConfigError

MIXED = ("year = 2018", "drop table people", "a = ?")


def test_only_what_is_no_predicate_is_refused() -> None:
    """Each by its own sentence."""
    assert list(screened(MIXED)) == ["drop table people", "a = ?"]


def test_another_process_gives_the_same_answer() -> None:
    """It parses what this one asks about."""
    assert refusals(frozenset(MIXED)) == screened(MIXED)


def test_nothing_is_asked_about_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A config without predicates starts no process."""
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")

    assert refusals(frozenset()) == {}


def test_the_asking_process_loads_no_parser() -> None:
    """An SQL parser never enters the process that serves."""
    program = (
        "import sys; from dte_exporter.config.screening import refusals;"
        "print(refusals(frozenset(['a = 1'])), 'sqlglot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "{} False\n"


def test_a_parser_that_dies_is_a_problem_of_the_config(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reload then keeps the config in force and says so, instead of ending in silence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ConfigError, match="the process that does it died, try again"):
        refusals(frozenset({"year = 1999"}))
