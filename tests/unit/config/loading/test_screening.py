import signal
import subprocess
import sys

import pytest

from dte_exporter.config.loading import screening
from dte_exporter.config.loading.screening import refusals, screened
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


def test_a_process_that_was_started_before_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has imported its parser when the question comes; another is not started, as none could be."""
    screening.start()
    screening.start()
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")

    assert set(refusals(frozenset({"year = 2017", "a = ?"}))) == {"a = ?"}


def test_a_process_that_has_nothing_to_do_ends_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    """Else the serving process would keep it as long as it lives."""
    screening.start()
    (process,) = screening._started
    refusals.cache_clear()

    assert refusals(frozenset()) == {}
    assert (process.returncode, screening._started, capfd.readouterr().err) == (-signal.SIGKILL, [], "")


def test_the_asking_process_loads_no_parser() -> None:
    """An SQL parser never enters the process that serves."""
    program = (
        "import sys; from dte_exporter.config.loading.screening import refusals;"
        "print(refusals(frozenset(['a = 1'])), 'sqlglot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout == "{} False\n"


def test_a_parser_that_dies_is_a_problem_of_the_config(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reload then keeps the config in force and says so, instead of ending in silence."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ConfigError, match="the process that does it died, try again"):
        refusals(frozenset({"year = 1999"}))
