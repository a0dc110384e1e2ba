"""The exit codes of all verbs: what a program that calls one can go by."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import typer

from dte_exporter.outcome import Outcome

if TYPE_CHECKING:
    from dte_exporter.storage.snapshot import Snapshot


class Exit(IntEnum):
    """How a verb ended."""

    WELL = 0
    WRONG = 1
    NOT_MEASURED = 2
    NOT_MET = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one exit code says.

    Parameters
    ----------
    code : Exit
        The code.
    verbs : tuple of str
        Those that end with it so; every verb where it is empty.
    when : str
        The case, for people.
    """

    code: Exit
    verbs: tuple[str, ...]
    when: str


MEANINGS = (
    Meaning(Exit.WELL, (), "it did what it was asked to, and what it was to measure was measured"),
    Meaning(
        Exit.WRONG,
        (),
        "something is wrong that you can mend, in a config, data, a file or an address: stderr says what, line by line",
    ),
    Meaning(Exit.NOT_MEASURED, (), "the command line is not understood: stderr says what"),
    Meaning(
        Exit.NOT_MEASURED,
        ("run", "explain CHECK", "compliance report"),
        "nothing was measured: no check ended ok, whatever is asked for",
    ),
    Meaning(Exit.NOT_MEASURED, ("backfill",), "there were moments to fill in, and no run ended ok"),
    Meaning(Exit.NOT_MEASURED, ("validate",), "something that was asked for was not measured: a check did not end ok"),
    Meaning(Exit.NOT_MEASURED, ("run",), "with `--fail-on error` or `--fail-on objective`: a check did not end ok"),
    Meaning(
        Exit.NOT_MET,
        ("run",),
        "with `--fail-on objective`: all ended ok and an objective is unmet or, without `--allow-unknown`, unknown; "
        "insufficient evidence is neither",
    ),
    Meaning(
        Exit.NOT_MET,
        ("validate",),
        "all was measured, and something failed; what only warns, or could not be judged, does not",
    ),
)
"""Every case, by code."""


def measured_nothing(outcomes: Collection[Outcome | None]) -> bool:
    """Return whether no check ended ok, by the outcome of each, None where it has not run; if so, say it on stderr."""
    if Outcome.OK in outcomes:
        return False
    typer.echo(f"nothing was measured: 0 of {_checks(len(outcomes))} ended ok", err=True)
    return True


def ended(snapshot: "Snapshot") -> list[Outcome | None]:
    """Return how each check ended."""
    return [record.last.outcome if record.last else None for record in snapshot.records.values()]


def _checks(count: int) -> str:
    return f"{count:,} check{'' if count == 1 else 's'}"
