"""One line of the table of measurements."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Parameters
    ----------
    subject : str
        What the measurement is about; rows of one subject belong together.
    what : str
        What was timed.
    seconds : float
        How long it took.
    ratio_to : str or None
        The `what` of the row of this subject that it is compared with; None for that row itself.
    note : str
        What else a reader should know, such as the aim.
    """

    subject: str
    what: str
    seconds: float
    ratio_to: str | None = None
    note: str = ""


def aimed(seconds: float, aim: float) -> str:
    """Return a note that says what is aimed at, and whether `seconds` reach it."""
    return f"aim: {aim:g} s, {_verdict(seconds <= aim)}"


def at_most(times: float, seconds: float, base: float) -> str:
    """Return a note that says how many times as long as `base` is allowed, and whether `seconds` keep to it."""
    return f"aim: {times:g} x as long, {_verdict(seconds <= times * base)}"


def at_least(times: float, seconds: float, base: float) -> str:
    """Return a note that says how many times faster than `base` is aimed at, and whether `seconds` reach it."""
    return f"aim: {times:g} x faster, {_verdict(seconds * times <= base)}"


def within(limit: float, megabytes: float) -> str:
    """Return a note that says how many MB may be held, and whether `megabytes` keep to it."""
    return f"aim: {limit:,.0f} MB, {_verdict(megabytes <= limit)}"


def ratio(row: Row, rows: Sequence[Row]) -> str:
    """Return how many times faster or slower a row of `rows` was than the one that it is compared with."""
    if row.ratio_to is None:
        return ""
    (base,) = (one.seconds for one in rows if (one.subject, one.what) == (row.subject, row.ratio_to))
    seconds = row.seconds
    return f"{base / seconds:,.1f} x faster" if seconds < base else f"{seconds / base:,.2f} x as long"


def _verdict(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"
