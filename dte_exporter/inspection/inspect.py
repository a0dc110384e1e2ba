"""The data of a whole config, looked at: one data set after another, and all that is wrong with them at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dte_exporter.config.configured import Config
from dte_exporter.config.document.sentences import told_of
from dte_exporter.config.problems import Problem
from dte_exporter.inspection.finding import Look
from dte_exporter.inspection.subject import Part, Subject, parts


@dataclass(frozen=True, slots=True)
class Inspection:
    """What came of it. The sentences are for a terminal: they may hold names of columns that the config does not name.

    Parameters
    ----------
    problems : tuple of str
        What keeps the config from being used, one sentence each, with file and line.
    notes : tuple of str
        What is worth knowing.
    datasets : int
        Data sets that were read.
    rows : int
        Their rows.
    """

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    datasets: int
    rows: int


def inspect(config: Config, now: float, look: Callable[[Subject], Look]) -> Inspection:
    """Return what is found of the data sets of `config`.

    Parameters
    ----------
    now : float
        The moment that moving windows refer to, in seconds since the epoch.
    look : callable
        Looks at one data set.

    Raises
    ------
    ConfigError
        If a file of the config can no longer be read.
    """
    problems: list[str] = []
    notes: list[str] = []
    rows: list[int] = []
    for part in parts(config):
        looks = list(_looks(part, now, look))
        rows += (one.rows for one in looks if one.rows is not None)
        findings = [finding for one in looks for finding in one.findings]
        problems += told_of(part.file, (Problem(one.path, one.sentence) for one in findings if not one.is_note))
        notes += told_of(part.file, (Problem(one.path, f"note: {one.sentence}") for one in findings if one.is_note))
    return Inspection(tuple(problems), tuple(notes), len(rows), sum(rows))


def _looks(part: Part, now: float, look: Callable[[Subject], Look]) -> Iterator[Look]:
    """Yield what comes of looking at each data set of one file; one that cannot be read is opened for no other."""
    unusable: set[str] = set()
    for name in part.order:
        seen = look(part.subject(name, unusable, now))
        if not seen.is_usable:
            unusable.add(name)
        yield seen
