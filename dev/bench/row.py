"""One line of the table of measurements."""

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
    return f"aim: {aim:g} s, {'reached' if seconds <= aim else 'missed'}"
