"""What is found when a data set is looked at."""

from dataclasses import dataclass
from typing import Any

from dte_exporter.config.problems import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that somebody who writes a config should know.

    Its sentence may name columns of the source that the config does not: it is for a terminal alone, never to be kept
    or served.

    Parameters
    ----------
    path : Path
        Where in the config.
    sentence : str
        What it is, and the way out.
    is_note : bool
        Whether the config can be used all the same.
    """

    path: Path
    sentence: str
    is_note: bool = False

    def to_json(self) -> list[Any]:
        """Return it as plain values."""
        return [self.path, self.sentence, self.is_note]

    @classmethod
    def from_json(cls, values: list[Any]) -> "Finding":
        """Return the finding that `to_json` gave."""
        path, sentence, is_note = values
        return cls(tuple(path), sentence, is_note)


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking at one data set.

    Parameters
    ----------
    findings : tuple of Finding
        In the order in which they were found.
    rows : int or None
        Rows of the data set, None where they could not be counted.
    is_usable : bool
        Whether other data sets can be looked at that read this one.
    """

    findings: tuple[Finding, ...]
    rows: int | None
    is_usable: bool
