"""Tells whether predicates are fit to be used, without keeping an SQL parser in the process that asks.

sqlglot takes 29 MB that would never be given back, more than a third of what the serving process may hold. Importing
it takes as long here as in a process of its own, so that is where it is used, and the answers are remembered.
"""

import functools
import json
import subprocess  # nosec B404  the program is this interpreter, the arguments are fixed
import sys
from collections.abc import Iterable, Mapping

from dte_exporter.config.predicate import parse
from dte_exporter.errors import ConfigError


@functools.lru_cache(maxsize=16)
def refusals(predicates: frozenset[str]) -> Mapping[str, str]:
    """Return why each of `predicates` that cannot be used is refused; see `predicate.parse`.

    Raises
    ------
    ConfigError
        If the process that parses them dies.
    """
    if not predicates:
        return {}
    command = [sys.executable, "-P", "-m", __name__]
    answer = subprocess.run(  # noqa: S603  # nosec B603
        command, input=json.dumps(sorted(predicates)), stdout=subprocess.PIPE, text=True, check=False
    )
    if answer.returncode:
        raise ConfigError(("the windows' predicates cannot be parsed: the process that does it died, try again",))
    refused: dict[str, str] = json.loads(answer.stdout)
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


if __name__ == "__main__":
    json.dump(screened(json.load(sys.stdin)), sys.stdout)
