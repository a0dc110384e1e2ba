"""Tells whether predicates are fit to be used, without keeping an SQL parser in the process that asks.

sqlglot takes 29 MB that would never be given back, more than a third of what the serving process may hold. Importing
it takes as long here as in a process of its own, so that is where it is used, and the answers are remembered. A program
that is about to read a config starts that process first, and both import what they need at once.
"""

import functools
import importlib
import json
import subprocess  # nosec B404  the program is this interpreter, the arguments are fixed
import sys
from collections.abc import Iterable, Mapping

from dte_exporter.config.loading.predicate_syntax import parse
from dte_exporter.errors import ConfigError

_started: list["subprocess.Popen[str]"] = []
"""The process that waits to be asked; none, or one."""


def start() -> None:
    """Start the process that will be asked next. It ends when it was asked, or when this process ends."""
    if not _started:
        _started.append(_new_process())


@functools.lru_cache(maxsize=16)
def refusals(predicates: frozenset[str]) -> Mapping[str, str]:
    """Return why each of `predicates` that cannot be used is refused; see `predicate.parse`.

    Raises
    ------
    ConfigError
        If the process that parses them dies.
    """
    if not predicates:
        _dismiss()
        return {}
    process = _started.pop() if _started else _new_process()
    answer, _ = process.communicate(json.dumps(sorted(predicates)))
    if process.returncode:
        raise ConfigError(("the windows' predicates cannot be parsed: the process that does it died, try again",))
    refused: dict[str, str] = json.loads(answer)
    return refused


def screened(predicates: Iterable[str]) -> dict[str, str]:
    """Return the same, by parsing here."""
    refused = {}
    for text in predicates:
        try:
            parse(text)
        except ValueError as error:
            refused[text] = str(error)
    return refused


def _new_process() -> "subprocess.Popen[str]":
    command = [sys.executable, "-P", "-m", __name__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603  # nosec B603  this interpreter


def _dismiss() -> None:
    """End the process that waits: it will not be asked."""
    while _started:
        process = _started.pop()
        process.kill()
        process.communicate()


def _answer() -> None:
    importlib.import_module("sqlglot")  # before there is a question
    question = sys.stdin.read()
    if question:
        json.dump(screened(json.loads(question)), sys.stdout)


if __name__ == "__main__":
    _answer()
