"""What other tools report of a validation: results by suite, and when it was. Nothing of the data is among it."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

Severity = Literal["critical", "warning", "info"]
"""How bad it is that an expectation is not met, in Great Expectations' words."""

MAX_NAME = 200
"""Characters of a name that labels and messages show: a longer one keeps its beginning, and a digest of the whole."""


@dataclass(frozen=True, slots=True)
class Result:
    """One expectation, and what came of it.

    Parameters
    ----------
    expectation : str
        Its type, or what else its tool calls it.
    met : bool or None
        Whether it is met; None where the tool could not judge it.
    column : str
        What it is about, several with a comma between them; empty where it is about the table, or nothing says so.
    unexpected : float or None
        The share of values that are not as expected, in [0, 1]; None where the file does not tell it.
    severity : str
        How bad it is when it is not met.
    name : str
        What its author calls it beside, empty where they do not.
    identity : str
        What its tool knows it by from run to run, by which those of one name keep their order.
    """

    expectation: str
    met: bool | None
    column: str = ""
    unexpected: float | None = None
    severity: Severity = "critical"
    name: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What one run of a suite reports.

    Parameters
    ----------
    suite : str
        The suite; empty where the file does not name it.
    results : tuple of Result
        All that was looked at.
    at : float or None
        When, in seconds since the epoch; None where the file does not say.
    skipped : int
        Expectations that its tool passed over: these are neither met nor unmet.
    remarks : tuple of str
        What else a reader should know, such as that models could not be built.
    """

    suite: str
    results: tuple[Result, ...]
    at: float | None = None
    skipped: int = 0
    remarks: tuple[str, ...] = field(default=())


def shown_name(text: str) -> str:
    """Return how labels and messages show a name that somebody else chose: on one line, printable, and not too long."""
    printable = text if text.isprintable() else "".join(one if one.isprintable() else " " for one in text)
    line = " ".join(printable.split())
    if len(line) <= MAX_NAME:
        return line
    digest = hashlib.sha256(line.encode()).hexdigest()[:8]
    return f"{line[: MAX_NAME - len(digest) - 1]}…{digest}"


def moment(text: str | None) -> float | None:
    """Return the moment that `text` says by ISO 8601, in seconds since the epoch; None where it says none since then.

    One without a zone is of UTC.
    """
    try:
        told = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    seconds = (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp()
    return seconds if seconds >= 0 else None


def share(percent: Any) -> float | None:
    """Return the share that `percent` is, in [0, 1]; None where it is none, whatever it is."""
    is_number = isinstance(percent, int | float) and not isinstance(percent, bool)
    return percent / 100 if is_number and 0 <= percent <= 100 else None
